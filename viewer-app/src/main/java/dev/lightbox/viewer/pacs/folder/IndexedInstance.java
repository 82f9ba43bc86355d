package dev.lightbox.viewer.pacs.folder;

import dev.lightbox.viewer.pacs.InstanceReference;
import dev.lightbox.viewer.pacs.SeriesSummary;
import dev.lightbox.viewer.pacs.StudySummary;

/**
 * The essentials of one instance's header. Instances of one study share the records of study and series.
 *
 * @param study as this instance tells it: without modalities and counts
 * @param series as this instance tells it: without the count
 */
record IndexedInstance(StudySummary study, SeriesSummary series, String sopInstanceUid) {

    InstanceReference reference() {
        return new InstanceReference(study.studyInstanceUid(), series.seriesInstanceUid(), sopInstanceUid);
    }
}
