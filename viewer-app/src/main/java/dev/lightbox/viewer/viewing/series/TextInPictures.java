package dev.lightbox.viewer.viewing.series;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import java.util.List;
import java.util.Locale;

/**
 * Whether a picture may have text in it that names the patient. Where the file doesn't say so (Burned In Annotation, PS3.3 C.7.6.1.1.5), only what comes straight from a device that
 * writes none is believed to have none: everything that was made of other pictures, photographed or scanned may.
 */
final class TextInPictures {

    /** PS3.4 B.5: CT, MR, PET, NM, computed and digital radiography, mammography, intra-oral, angiography and fluoroscopy, each with its kinds. */
    private static final List<String> DEVICES = List.of(
            "1.2.840.10008.5.1.4.1.1.2",
            "1.2.840.10008.5.1.4.1.1.4",
            "1.2.840.10008.5.1.4.1.1.128",
            "1.2.840.10008.5.1.4.1.1.130",
            "1.2.840.10008.5.1.4.1.1.20",
            "1.2.840.10008.5.1.4.1.1.1",
            "1.2.840.10008.5.1.4.1.1.12.1",
            "1.2.840.10008.5.1.4.1.1.12.2",
            "1.2.840.10008.5.1.4.1.1.13.1");

    private static final int OVERLAYS = 16;
    private static final int NEXT_OVERLAY = 0x00020000;

    private TextInPictures() {}

    static boolean isPossible(DataSet header) {
        for (int overlay = 0; overlay < OVERLAYS; overlay++) {
            if (header.contains(Tag.OverlayRows + overlay * NEXT_OVERLAY)) {
                return true;
            }
        }
        String burnedIn =
                header.string(Tag.BurnedInAnnotation).orElse("").strip().toUpperCase(Locale.ROOT);
        if (!burnedIn.isEmpty()) {
            return !burnedIn.equals("NO");
        }
        String sopClass = header.string(Tag.SOPClassUID).orElse("");
        boolean byDevice =
                DEVICES.stream().anyMatch(device -> sopClass.equals(device) || sopClass.startsWith(device + "."));
        List<String> imageType = header.strings(Tag.ImageType);
        boolean madeLater = imageType.size() > 1 && !imageType.get(1).strip().equalsIgnoreCase("PRIMARY");
        return !byDevice || madeLater;
    }
}
