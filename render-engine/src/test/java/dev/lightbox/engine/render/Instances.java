package dev.lightbox.engine.render;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.DicomFile;
import dev.lightbox.engine.dicom.NativePixelData;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.TransferSyntax;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/** Small native instances for tests. */
final class Instances {

    private Instances() {}

    /** A header of 16-bit signed MONOCHROME2 pixels. */
    static DataSet.Builder gray(int columns, int rows) {
        return DataSet.builder()
                .putInts(Tag.Rows, rows)
                .putInts(Tag.Columns, columns)
                .putInts(Tag.SamplesPerPixel, 1)
                .put(Tag.PhotometricInterpretation, "MONOCHROME2")
                .putInts(Tag.BitsAllocated, 16)
                .putInts(Tag.BitsStored, 16)
                .putInts(Tag.HighBit, 15)
                .putInts(Tag.PixelRepresentation, 1);
    }

    /** A header of 8-bit pixels of three samples, side by side. */
    static DataSet.Builder color(int columns, int rows, String photometricInterpretation) {
        return gray(columns, rows)
                .putInts(Tag.SamplesPerPixel, 3)
                .put(Tag.PhotometricInterpretation, photometricInterpretation)
                .putInts(Tag.PlanarConfiguration, 0)
                .putInts(Tag.BitsAllocated, 8)
                .putInts(Tag.BitsStored, 8)
                .putInts(Tag.HighBit, 7)
                .putInts(Tag.PixelRepresentation, 0);
    }

    static SourceImage image(DataSet.Builder header, int... values) throws UnsupportedImageException {
        ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            bytes.putShort((short) value);
        }
        return ofBytes(header, bytes.array());
    }

    static SourceImage ofBytes(DataSet.Builder header, byte[] pixels) throws UnsupportedImageException {
        DataSet dataSet = header.build();
        return SourceImage.of(new DicomFile(
                "test.dcm",
                DataSet.empty(),
                dataSet,
                TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                Optional.of(NativePixelData.of(dataSet, pixels)),
                List.of()));
    }

    static SourceImage headerOnly(DataSet.Builder header, TransferSyntax syntax) throws UnsupportedImageException {
        return SourceImage.of(
                new DicomFile("test.dcm", DataSet.empty(), header.build(), syntax, Optional.empty(), List.of()));
    }
}
