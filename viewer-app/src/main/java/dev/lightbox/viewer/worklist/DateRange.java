package dev.lightbox.viewer.worklist;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The quick ranges of study dates. */
public enum DateRange {
    TODAY("today", 0),
    THREE_DAYS("3days", 2),
    WEEK("week", 6),
    ALL("all", null);

    private final String term;
    private final @Nullable Integer daysBack;

    DateRange(String term, @Nullable Integer daysBack) {
        this.term = term;
        this.daysBack = daysBack;
    }

    /** Its short name, the same in every language. */
    public String term() {
        return term;
    }

    /** The range's first day, or null for no bound. The range has no last day: a study dated tomorrow by a wrong clock is still found. */
    public @Nullable LocalDate from(LocalDate today) {
        return daysBack == null ? null : today.minusDays(daysBack);
    }
}
