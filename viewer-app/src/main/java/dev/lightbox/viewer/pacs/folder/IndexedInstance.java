package dev.lightbox.viewer.pacs.folder;

import dev.lightbox.security.StudyOrigin;
import dev.lightbox.viewer.pacs.InstanceReference;
import dev.lightbox.viewer.pacs.SeriesSummary;
import dev.lightbox.viewer.pacs.StudySummary;

/**
 * The essentials of one instance's header. Instances of one study share the records of study, series and origin.
 *
 * @param study as this instance tells it: without modalities and counts
 * @param series as this instance tells it: without the count
 * @param origin as this instance tells it
 */
record IndexedInstance(StudySummary study, SeriesSummary series, StudyOrigin origin, String sopInstanceUid) {

    InstanceReference reference() {
        return new InstanceReference(study.studyInstanceUid(), series.seriesInstanceUid(), sopInstanceUid);
    }
}
