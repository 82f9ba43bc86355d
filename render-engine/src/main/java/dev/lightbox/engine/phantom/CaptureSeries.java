package dev.lightbox.engine.phantom;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.TransferSyntax;
import java.util.List;

/** Secondary captures (PS3.3 A.8). Stateless and thread-safe. */
final class CaptureSeries {
    private CaptureSeries() {}

    /** Eight colour bars over a gray ramp, 480 rows × 640 columns: for checking colours and gray levels on a screen. */
    static PhantomSeries testPicture(SeriesKey key) {
        String syntax = TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid();
        PhantomInstance picture =
                new PhantomInstance(key.sopInstanceUid(0), SopClass.SECONDARY_CAPTURE, syntax, 1, () -> {
                    DataSet attributes = Pixels.rgbModule(480, 640)
                            .put(Tag.ImageType, "DERIVED", "SECONDARY")
                            .put(Tag.ConversionType, "SYN")
                            // Type 2C where no body part says that it isn't a paired one.
                            .put(Tag.Laterality)
                            .put(Tag.PatientOrientation)
                            .build();
                    byte[] rgb = new byte[480 * 640 * 3];
                    for (int i = 0; i < 480 * 640; i++) {
                        int value = testPictureRgb(i / 640, i % 640);
                        rgb[3 * i] = (byte) (value >> 16);
                        rgb[3 * i + 1] = (byte) (value >> 8);
                        rgb[3 * i + 2] = (byte) value;
                    }
                    return new PhantomInstance.Content(attributes, List.of(rgb));
                });
        return new PhantomSeries(
                key.seriesInstanceUid(), key.number(), "OT", "Farbtestbild", "", DataSet.empty(), List.of(picture));
    }

    /** A pixel of the test picture as 0xRRGGBB; row and column from 0. */
    static int testPictureRgb(int row, int column) {
        if (row >= 320) {
            int gray = column * 256 / 640;
            return gray << 16 | gray << 8 | gray;
        }
        // White, yellow, cyan, green, magenta, red, blue, black.
        int bar = 7 - column / 80;
        return ((bar >> 1 & 1) * 0xFF0000) | ((bar >> 2 & 1) * 0x00FF00) | ((bar & 1) * 0x0000FF);
    }
}
