package dev.lightbox.viewer.viewing;

import dev.lightbox.viewer.pacs.SeriesSummary;
import dev.lightbox.viewer.pacs.StudySummary;
import java.util.List;

/** A study that the user who asked may view. Only {@link ViewableStudies} makes these. */
public record ViewableStudy(StudySummary summary, List<SeriesSummary> series) {

    public ViewableStudy {
        series = List.copyOf(series);
    }

    public String studyInstanceUid() {
        return summary.studyInstanceUid();
    }

    /** Whether the series is one of this study's: only then may access to the study open it. */
    public boolean has(String seriesInstanceUid) {
        return series.stream().anyMatch(one -> one.seriesInstanceUid().equals(seriesInstanceUid));
    }
}
