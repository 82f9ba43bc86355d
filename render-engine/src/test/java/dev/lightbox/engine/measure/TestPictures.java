package dev.lightbox.engine.measure;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.DicomFile;
import dev.lightbox.engine.dicom.NativePixelData;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.TransferSyntax;
import dev.lightbox.engine.render.SourceImage;
import dev.lightbox.engine.render.UnsupportedImageException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.function.IntBinaryOperator;

/** Pictures to measure in. */
final class TestPictures {

    private TestPictures() {}

    /** A header of 16-bit signed gray pixels. */
    static DataSet.Builder header(int columns, int rows) {
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

    /** @param stored by column and row from 0 */
    static SourceImage gray(DataSet.Builder header, IntBinaryOperator stored) {
        DataSet dataSet = header.build();
        int rows = dataSet.integer(Tag.Rows).orElseThrow();
        int columns = dataSet.integer(Tag.Columns).orElseThrow();
        ByteBuffer bytes = ByteBuffer.allocate(2 * rows * columns).order(ByteOrder.LITTLE_ENDIAN);
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                bytes.putShort((short) stored.applyAsInt(x, y));
            }
        }
        return image(dataSet, Optional.of(NativePixelData.of(dataSet, bytes.array())));
    }

    static SourceImage headerOnly(DataSet.Builder header) {
        return image(header.build(), Optional.empty());
    }

    static SourceImage image(DataSet dataSet, Optional<NativePixelData> pixels) {
        try {
            return SourceImage.of(new DicomFile(
                    "test.dcm",
                    DataSet.empty(),
                    dataSet,
                    TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN,
                    pixels.map(dev.lightbox.engine.dicom.PixelData.class::cast),
                    List.of()));
        } catch (UnsupportedImageException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static List<PicturePoint> points(double... coordinates) {
        return java.util.stream.IntStream.range(0, coordinates.length / 2)
                .mapToObj(i -> new PicturePoint(coordinates[2 * i], coordinates[2 * i + 1]))
                .toList();
    }

    static double value(Measured measured, Concept concept) {
        return measured.values().stream()
                .filter(value -> value.concept() == concept)
                .findFirst()
                .orElseThrow()
                .value();
    }
}
