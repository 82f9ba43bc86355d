package dev.lightbox.viewer.pacs;

import java.util.List;

/**
 * The studies found.
 *
 * @param truncated whether there are more than the limit allowed
 */
public record StudyList(List<StudySummary> studies, boolean truncated) {
    public StudyList {
        studies = List.copyOf(studies);
    }
}
