package dev.lightbox.engine.dicom;

import java.util.List;
import java.util.Optional;

/**
 * One instance as it was read.
 *
 * @param name for messages: the file's name or the SOP Instance UID, never a path
 * @param meta the file meta information, group 0002 (PS3.10 7.1); empty where the file has none
 * @param dataSet everything else but the pixel data and their offset tables
 * @param transferSyntax as the meta information says; where it doesn't, or is wrong, as was found (and warned of)
 * @param pixelData empty where there are none, and where only the header was read
 * @param warnings what was tolerated, one sentence each, fit for users and without patients' values
 */
public record DicomFile(
        String name,
        DataSet meta,
        DataSet dataSet,
        TransferSyntax transferSyntax,
        Optional<PixelData> pixelData,
        List<String> warnings) {
    public DicomFile {
        warnings = List.copyOf(warnings);
    }
}
