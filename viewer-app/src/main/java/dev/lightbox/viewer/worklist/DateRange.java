package dev.lightbox.viewer.worklist;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The quick ranges of study dates. */
public enum DateRange {
    TODAY("Today", 0),
    THREE_DAYS("3 days", 2),
    WEEK("Week", 6),
    ALL("All", null);

    private final String label;
    private final @Nullable Integer daysBack;

    DateRange(String label, @Nullable Integer daysBack) {
        this.label = label;
        this.daysBack = daysBack;
    }

    public String label() {
        return label;
    }

    /** The range's first day, or null for no bound. The range has no last day: a study dated tomorrow by a wrong clock is still found. */
    public @Nullable LocalDate from(LocalDate today) {
        return daysBack == null ? null : today.minusDays(daysBack);
    }
}
