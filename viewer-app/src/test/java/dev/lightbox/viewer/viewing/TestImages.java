package dev.lightbox.viewer.viewing;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.DicomWriter;
import dev.lightbox.engine.dicom.EncapsulatedPixelData;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.TransferSyntax;
import dev.lightbox.engine.dicom.Vr;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;

/** Small CT slices of known stored values. */
public final class TestImages {

    public static final int ROWS = 12;
    public static final int COLUMNS = 16;
    public static final int INTERCEPT = -1024;

    private TestImages() {}

    /** Stored value of a pixel, x and y from 0. */
    public static int stored(int number, int x, int y) {
        return 1000 + 37 * x + 11 * y + 5 * number;
    }

    /** Level by PS3.3 C.11.2.1.2.1, computed here and not by the engine. */
    public static int level(int number, int x, int y, double center, double width) {
        double value = stored(number, x, y) + INTERCEPT;
        if (value <= center - 0.5 - (width - 1) / 2) {
            return 0;
        }
        if (value > center - 0.5 + (width - 1) / 2) {
            return 255;
        }
        return (int) Math.round(((value - (center - 0.5)) / (width - 1) + 0.5) * 255);
    }

    /** @param number Instance Number; the slice lies at that many mm */
    public static DataSet.Builder slice(String study, String series, int number) {
        return slice(study, series, number, ROWS, COLUMNS);
    }

    public static DataSet.Builder slice(String study, String series, int number, int rows, int columns) {
        byte[] pixels = new byte[2 * rows * columns];
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                int value = stored(number, x, y);
                pixels[2 * (y * columns + x)] = (byte) value;
                pixels[2 * (y * columns + x) + 1] = (byte) (value >> 8);
            }
        }
        return DataSet.builder()
                .put(Tag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.2")
                .put(Tag.SOPInstanceUID, series + "." + number)
                .put(Tag.StudyInstanceUID, study)
                .put(Tag.SeriesInstanceUID, series)
                .put(Tag.FrameOfReferenceUID, series + ".0")
                .put(Tag.Modality, "CT")
                .put(Tag.InstanceNumber, Integer.toString(number))
                .put(Tag.ImagePositionPatient, "-10", "-20", Integer.toString(number))
                .put(Tag.ImageOrientationPatient, "1", "0", "0", "0", "1", "0")
                .put(Tag.PixelSpacing, "0.5", "0.5")
                .put(Tag.SliceThickness, "1")
                .putInts(Tag.SamplesPerPixel, 1)
                .put(Tag.PhotometricInterpretation, "MONOCHROME2")
                .putInts(Tag.Rows, rows)
                .putInts(Tag.Columns, columns)
                .putInts(Tag.BitsAllocated, 16)
                .putInts(Tag.BitsStored, 12)
                .putInts(Tag.HighBit, 11)
                .putInts(Tag.PixelRepresentation, 0)
                .put(Tag.WindowCenter, "300")
                .put(Tag.WindowWidth, "700")
                .put(Tag.RescaleIntercept, Integer.toString(INTERCEPT))
                .put(Tag.RescaleSlope, "1")
                .putBytes(Tag.PixelData, Vr.OW, pixels);
    }

    /** A JPEG picture in YCbCr, as ImageIO writes it, whose header says RGB. */
    public static byte[] jpegThatIsNotRgb(String study, String series) {
        ByteArrayOutputStream codestream = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(COLUMNS, ROWS, BufferedImage.TYPE_INT_RGB), "jpeg", codestream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        DataSet header = slice(study, series, 1)
                .put(Tag.PhotometricInterpretation, "RGB")
                .putInts(Tag.SamplesPerPixel, 3)
                .putInts(Tag.PlanarConfiguration, 0)
                .putInts(Tag.BitsAllocated, 8)
                .putInts(Tag.BitsStored, 8)
                .putInts(Tag.HighBit, 7)
                .remove(Tag.PixelData)
                .build();
        return DicomWriter.toBytes(
                header,
                TransferSyntax.JPEG_BASELINE.uid(),
                EncapsulatedPixelData.ofFrames(List.of(codestream.toByteArray())));
    }

    /** 17 x 13 pixels in JPEG 2000 with three levels of resolution below the whole; made by opj_compress 2.5.0. */
    public static byte[] jpeg2000(String study, String series) {
        String codestream = """
            /0//UQApAAAAAAARAAAADQAAAAAAAAAAAAAAEQAAAA0AAAAAAAAAAAABCwEB/1IADAAAAAEAAwQEAAH/XAANQGBoaHBoaHBoaHD/kAAKAAAAAAD6AAH/k9/g
            LAgF68U4k/rqYX+Px/IPH8hUP5BwCcgkgzkeAw0tQiSsb+otz38IqR1mGY/yz/AxP8C0f4EAGj3oB9PjH1JJXuiT9cf2WZGbK9aO60nbIuRC+fSfLcYk/H65
            EyDb3rXnAoH/fxXMrHFVjqo1uYyapR4TajfP8HkfyNR/gXAkGTZTPDbnkNGmzFH3cbXaxMpn0zivQpyLGHbeTDpzTMizOr6nE8X2tJhIC8IlyqdTvbnCRPWz
            eWgJCX8o4hWvLg0DKcCPVKBmnK1s/JmrbfAcVOv/fyQ8+I2+BynBrmEmgUv07ihpJwNm3f9//9k=
            """;
        DataSet header = slice(study, series, 1, 13, 17).remove(Tag.PixelData).build();
        return DicomWriter.toBytes(
                header,
                TransferSyntax.JPEG_2000_LOSSLESS.uid(),
                EncapsulatedPixelData.ofFrames(List.of(Base64.getMimeDecoder().decode(codestream))));
    }

    public static byte[] file(DataSet.Builder dataSet) {
        return DicomWriter.toBytes(dataSet.build(), "1.2.840.10008.1.2.1");
    }
}
