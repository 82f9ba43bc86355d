package dev.lightbox.engine.cli;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.DicomWriter;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.TransferSyntax;
import dev.lightbox.engine.dicom.Vr;
import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.Vector3;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * A made-up series whose geometry is known: tilted, uneven, with gaps, in any direction. Its values rise along a straight line through the patient, 20 and more each mm, so
 * that a value that is right to within some units is of the right place to within a fraction of a mm. For one thread.
 */
final class RampSeries {

    static final int COLUMNS = 40;
    static final int ROWS = 32;
    static final double COLUMN_MM = 0.9;
    static final double ROW_MM = 1.3;

    /** Of values, each mm. */
    private static final Vector3 RISE = new Vector3(21, -17, 29);

    final Vector3 row;
    final Vector3 column;
    final Vector3 normal;

    /** Positions of the slices along the normal, rising, mm. */
    final List<Double> places = new ArrayList<>();

    /** How far each slice is shifted along its rows and columns for each mm along the normal: the gantry's tilt. */
    double shearRow;

    double shearColumn;

    private final Random random;

    RampSeries(Random random) {
        this.random = random;
        Vector3 a = direction();
        Vector3 b = direction();
        row = a;
        column = b.plus(a.times(-a.dot(b))).normalized();
        normal = row.cross(column);
    }

    private Vector3 direction() {
        return new Vector3(random.nextGaussian(), random.nextGaussian(), random.nextGaussian()).normalized();
    }

    PatientPoint origin(double place) {
        return new PatientPoint(-3, 5, 8)
                .plus(normal.times(place))
                .plus(row.times(shearRow * place))
                .plus(column.times(shearColumn * place));
    }

    /** @param index of column and row, of whatever fraction */
    PatientPoint at(double columnIndex, double rowIndex, double place) {
        return origin(place).plus(row.times(columnIndex * COLUMN_MM)).plus(column.times(rowIndex * ROW_MM));
    }

    double tiltDegrees() {
        return Math.toDegrees(Math.atan(Math.hypot(shearRow, shearColumn)));
    }

    static double value(PatientPoint point) {
        return point.minus(new PatientPoint(0, 0, 0)).dot(RISE);
    }

    /** What every file of it says. */
    private DataSet.Builder header(int number) {
        return DataSet.builder()
                .put(Tag.SOPInstanceUID, "2.25.4." + number)
                .put(Tag.SeriesInstanceUID, "2.25.3")
                .put(Tag.StudyInstanceUID, "2.25.2")
                .put(Tag.FrameOfReferenceUID, "2.25.9")
                .put(Tag.ImageType, "ORIGINAL", "PRIMARY", "AXIAL")
                .putInts(Tag.InstanceNumber, number)
                .putInts(Tag.SamplesPerPixel, 1)
                .put(Tag.PhotometricInterpretation, "MONOCHROME2")
                .putInts(Tag.Rows, ROWS)
                .putInts(Tag.Columns, COLUMNS)
                .putInts(Tag.BitsAllocated, 16)
                .putInts(Tag.BitsStored, 16)
                .putInts(Tag.HighBit, 15)
                .putInts(Tag.PixelRepresentation, 1);
    }

    private static byte[] pixels(List<byte[]> frames) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        frames.forEach(all::writeBytes);
        return all.toByteArray();
    }

    private byte[] pixels(double place, double summand) {
        ByteBuffer pixels = ByteBuffer.allocate(2 * COLUMNS * ROWS).order(ByteOrder.LITTLE_ENDIAN);
        for (int j = 0; j < ROWS; j++) {
            for (int i = 0; i < COLUMNS; i++) {
                pixels.putShort((short) Math.rint(value(at(i, j, place)) + summand));
            }
        }
        return pixels.array();
    }

    private static void write(Path directory, DataSet dataSet) throws IOException {
        Files.createDirectories(directory);
        Files.write(
                directory.resolve(dataSet.string(Tag.SOPInstanceUID).orElseThrow() + ".dcm"),
                DicomWriter.toBytes(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid()));
    }

    /** One file a slice; numbers and names say nothing of the order. Positions and directions have as many decimals as DICOM's 16 characters hold. */
    void write(Path directory, int firstNumber, double summand, UnaryOperator<DataSet.Builder> more)
            throws IOException {
        List<Double> shuffled = new ArrayList<>(places);
        Collections.shuffle(shuffled, random);
        int number = firstNumber;
        for (double place : shuffled) {
            PatientPoint origin = origin(place);
            DataSet.Builder slice = header(number++)
                    .put(Tag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.2")
                    .put(Tag.Modality, "CT")
                    .put(Tag.ImageOrientationPatient, decimals(row, column))
                    .put(Tag.ImagePositionPatient, decimals(origin.minus(new PatientPoint(0, 0, 0))))
                    .putNumbers(Tag.PixelSpacing, ROW_MM, COLUMN_MM)
                    .put(Tag.RescaleSlope, "1")
                    .put(Tag.RescaleIntercept, "0")
                    .putBytes(Tag.PixelData, Vr.OW, pixels(place, summand));
            write(directory, more.apply(slice).build());
        }
    }

    /** One file of all slices, each frame with its own position and rescale, in no order. */
    void writeEnhanced(Path directory) throws IOException {
        List<Double> shuffled = new ArrayList<>(places);
        Collections.shuffle(shuffled, random);
        List<DataSet> frames = new ArrayList<>();
        List<byte[]> pixels = new ArrayList<>();
        for (double place : shuffled) {
            double intercept = Math.rint(place);
            frames.add(DataSet.builder()
                    .putItems(
                            Tag.PlanePositionSequence,
                            DataSet.builder()
                                    .put(
                                            Tag.ImagePositionPatient,
                                            decimals(origin(place).minus(new PatientPoint(0, 0, 0))))
                                    .build())
                    .putItems(
                            Tag.PixelValueTransformationSequence,
                            DataSet.builder()
                                    .put(Tag.RescaleSlope, "1")
                                    .putNumbers(Tag.RescaleIntercept, intercept)
                                    .put(Tag.RescaleType, "HU")
                                    .build())
                    .build());
            pixels.add(pixels(place, -intercept));
        }
        DataSet shared = DataSet.builder()
                .putItems(
                        Tag.PlaneOrientationSequence,
                        DataSet.builder()
                                .put(Tag.ImageOrientationPatient, decimals(row, column))
                                .build())
                .putItems(
                        Tag.PixelMeasuresSequence,
                        DataSet.builder()
                                .putNumbers(Tag.PixelSpacing, ROW_MM, COLUMN_MM)
                                .build())
                .build();
        write(
                directory,
                header(1)
                        .put(Tag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.2.1")
                        .put(Tag.Modality, "CT")
                        .putInts(Tag.NumberOfFrames, places.size())
                        .putItems(Tag.SharedFunctionalGroupsSequence, shared)
                        .putItems(Tag.PerFrameFunctionalGroupsSequence, frames)
                        .putBytes(Tag.PixelData, Vr.OW, pixels(pixels))
                        .build());
    }

    private static String[] decimals(Vector3... vectors) {
        List<String> texts = new ArrayList<>();
        for (Vector3 vector : vectors) {
            for (double number : new double[] {vector.x(), vector.y(), vector.z()}) {
                texts.add(String.format(Locale.ROOT, "%.9f", number));
            }
        }
        return texts.toArray(String[]::new);
    }
}
