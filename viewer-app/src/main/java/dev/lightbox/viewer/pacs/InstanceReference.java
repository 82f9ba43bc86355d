package dev.lightbox.viewer.pacs;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;

/** Names one instance: Study, Series and SOP Instance UID. */
public record InstanceReference(String studyInstanceUid, String seriesInstanceUid, String sopInstanceUid) {

    /**
     * Whether {@code header} is that of this very instance. Access is granted for a study: what an archive hands out under a name must also bear it.
     */
    public boolean isOf(DataSet header) {
        return studyInstanceUid.equals(header.string(Tag.StudyInstanceUID).orElse(""))
                && seriesInstanceUid.equals(header.string(Tag.SeriesInstanceUID).orElse(""))
                && sopInstanceUid.equals(header.string(Tag.SOPInstanceUID).orElse(""));
    }
}
