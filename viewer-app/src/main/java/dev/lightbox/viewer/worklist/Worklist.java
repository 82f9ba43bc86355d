package dev.lightbox.viewer.worklist;

import dev.lightbox.viewer.pacs.StudyQuery;
import dev.lightbox.viewer.pacs.StudySummary;
import java.time.Instant;
import java.util.List;

/**
 * The studies that a user may see and searched for.
 *
 * @param truncated whether the archive has more than the configured limit, so that some may be missing here
 * @param query what was searched for
 * @param answeredAt when the archive answered
 */
public record Worklist(List<StudySummary> studies, boolean truncated, StudyQuery query, Instant answeredAt) {
    public Worklist {
        studies = List.copyOf(studies);
    }

    /** Whether each study that {@code narrower} finds is certainly among these: only the period was restricted, to the same one, and nothing was cut. */
    boolean covers(StudyQuery narrower) {
        return !truncated && query.equals(narrower.onlyPeriodAndDoctors());
    }
}
