package dev.lightbox.engine.measure;

import static dev.lightbox.engine.measure.TestPictures.points;
import static dev.lightbox.engine.measure.TestPictures.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lightbox.engine.codec.DecodeException;
import dev.lightbox.engine.codec.StoredFrame;
import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.DicomReader;
import dev.lightbox.engine.dicom.NativePixelData;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.Vr;
import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.PixelPoint;
import dev.lightbox.engine.measure.MeasurementRefusedException.Reason;
import dev.lightbox.engine.phantom.GeometryPhantom;
import dev.lightbox.engine.phantom.GeometryStack;
import dev.lightbox.engine.phantom.GeometryStudy;
import dev.lightbox.engine.render.SourceImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiPredicate;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Values within an outline: against what each pixel says one by one, and against objects whose truth is known. */
class RegionsTest {

    private static Measured measured(SourceImage image, MeasurementKind kind, List<PicturePoint> points)
            throws Exception {
        return Measurements.ofPixels(image, 1, image.decode(1), kind, points);
    }

    private static void assertRefused(Reason reason, SourceImage image, MeasurementKind kind, double... coordinates) {
        assertThatThrownBy(() -> measured(image, kind, points(coordinates)))
                .isInstanceOfSatisfying(
                        MeasurementRefusedException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static SourceImage ct(int columns, int rows, IntBinaryOperator stored) {
        return TestPictures.gray(
                TestPictures.header(columns, rows)
                        .put(Tag.Modality, "CT")
                        .put(Tag.PixelSpacing, "0.5", "0.25")
                        .put(Tag.RescaleSlope, "2")
                        .put(Tag.RescaleIntercept, "-1024"),
                stored);
    }

    private static boolean isWithin(List<PicturePoint> outline, double x, double y) {
        // By the angles under which the sides are seen: another way than that of the engine.
        double turns = 0;
        for (int i = 0; i < outline.size(); i++) {
            PicturePoint a = outline.get(i);
            PicturePoint b = outline.get((i + 1) % outline.size());
            double ax = a.x() - x;
            double ay = a.y() - y;
            double bx = b.x() - x;
            double by = b.y() - y;
            turns += Math.atan2(ax * by - ay * bx, ax * bx + ay * by);
        }
        return Math.abs(turns) > Math.PI;
    }

    private static void assertAsOneByOne(SourceImage image, Measured measured, BiPredicate<Double, Double> within)
            throws DecodeException {
        StoredFrame frame = image.decode(1);
        List<Double> values = new ArrayList<>();
        for (int y = 0; y < image.rows(); y++) {
            for (int x = 0; x < image.columns(); x++) {
                if (within.test(x + 0.5, y + 0.5)) {
                    values.add(2.0 * frame.value(x, y, 0) - 1024);
                }
            }
        }
        assertThat(value(measured, Concept.PIXEL_COUNT)).isEqualTo(values.size());
        if (values.isEmpty()) {
            assertThat(measured.notes()).contains(Measured.Note.NO_PIXELS);
            assertThat(measured.values())
                    .extracting(MeasuredValue::concept)
                    .containsExactly(Concept.AREA, Concept.PIXEL_COUNT);
            return;
        }
        double mean = values.stream().mapToDouble(v -> v).average().orElseThrow();
        double variance = values.stream()
                .mapToDouble(v -> (v - mean) * (v - mean))
                .average()
                .orElseThrow();
        assertThat(value(measured, Concept.MEAN)).isCloseTo(mean, within(1e-8));
        assertThat(value(measured, Concept.STANDARD_DEVIATION)).isCloseTo(Math.sqrt(variance), within(1e-8));
        assertThat(value(measured, Concept.MINIMUM))
                .isEqualTo(values.stream().mapToDouble(v -> v).min().orElseThrow());
        assertThat(value(measured, Concept.MAXIMUM))
                .isEqualTo(values.stream().mapToDouble(v -> v).max().orElseThrow());
    }

    private static SourceImage noise() {
        Random random = new Random(1);
        return ct(61, 47, (x, y) -> random.nextInt(4000) - 500);
    }

    @Test
    void rectanglesAndEllipsesAreWhatEachPixelSaysOneByOne() throws Exception {
        SourceImage image = noise();
        Random random = new Random(2);
        for (int i = 0; i < 300; i++) {
            // Some of them thin or narrow, some with centres of pixels on their edges.
            double grain = i % 3 == 0 ? 0.5 : 1e-3;
            double x0 = Math.round(random.nextDouble() * 61 / grain) * grain;
            double y0 = Math.round(random.nextDouble() * 47 / grain) * grain;
            double x1 = i % 5 == 0 ? Math.min(61, x0 + 0.5) : Math.round(random.nextDouble() * 61 / grain) * grain;
            double y1 = Math.round(random.nextDouble() * 47 / grain) * grain;
            double left = Math.min(x0, x1);
            double right = Math.max(x0, x1);
            double top = Math.min(y0, y1);
            double bottom = Math.max(y0, y1);
            assertAsOneByOne(
                    image,
                    measured(image, MeasurementKind.RECTANGLE, points(x0, y0, x1, y1)),
                    (x, y) -> x >= left && x < right && y >= top && y < bottom);
            if (i % 3 != 0) {
                assertAsOneByOne(
                        image,
                        measured(image, MeasurementKind.ELLIPSE, points(x0, y0, x1, y1)),
                        (x, y) -> Math.hypot(
                                        (x - (left + right) / 2) / (right - left),
                                        (y - (top + bottom) / 2) / (bottom - top))
                                < 0.5);
            }
        }
    }

    @Test
    void polygonsAreWhatEachPixelSaysOneByOne() throws Exception {
        SourceImage image = noise();
        Random random = new Random(3);
        for (int i = 0; i < 200; i++) {
            // A star: its corners are seen one after another from its middle, so it can't cross itself.
            int corners = 3 + random.nextInt(20);
            List<PicturePoint> star = new ArrayList<>();
            for (int corner = 0; corner < corners; corner++) {
                double angle = (corner + 0.8 * random.nextDouble()) / corners * 2 * Math.PI;
                double radius = 2 + random.nextDouble() * 20;
                star.add(new PicturePoint(30.3 + radius * Math.cos(angle), 23.7 + radius * Math.sin(angle)));
            }
            assertAsOneByOne(image, measured(image, MeasurementKind.POLYGON, star), (x, y) -> isWithin(star, x, y));
            assertAsOneByOne(
                    image, measured(image, MeasurementKind.POLYGON, star.reversed()), (x, y) -> isWithin(star, x, y));
        }
    }

    @Test
    void shapesBesideEachOtherShareNoPixel() throws Exception {
        SourceImage image = noise();
        // Edges through the centres of pixels.
        double together = 0;
        for (double[] tile : new double[][] {{0, 0, 20.5, 47}, {20.5, 0, 61, 23.5}, {20.5, 23.5, 61, 47}}) {
            together += value(measured(image, MeasurementKind.RECTANGLE, points(tile)), Concept.PIXEL_COUNT);
        }
        assertThat(together).isEqualTo(61 * 47);
        double triangles = value(
                        measured(image, MeasurementKind.POLYGON, points(0, 0, 47, 0, 0, 47)), Concept.PIXEL_COUNT)
                + value(measured(image, MeasurementKind.POLYGON, points(47, 0, 47, 47, 0, 47)), Concept.PIXEL_COUNT);
        assertThat(triangles).isEqualTo(47 * 47);
    }

    @Test
    void areasAreInSquareMillimetres() throws Exception {
        SourceImage image = noise();
        // A pixel is 0.25 mm wide and 0.5 mm high.
        assertThat(measured(image, MeasurementKind.RECTANGLE, points(30, 30, 10, 20))
                        .values())
                .contains(new MeasuredValue(Concept.AREA, 20 * 10 * 0.125, "mm²"))
                .contains(new MeasuredValue(Concept.PIXEL_COUNT, 200, "px"));
        assertThat(value(measured(image, MeasurementKind.ELLIPSE, points(10, 20, 30, 30)), Concept.AREA))
                .isCloseTo(Math.PI * 10 * 5 * 0.125, within(1e-9));
        assertThat(value(measured(image, MeasurementKind.POLYGON, points(10, 20, 30, 20, 30, 30)), Concept.AREA))
                .isCloseTo(12.5, within(1e-9));
        assertThat(value(
                        measured(image, MeasurementKind.POLYGON, points(10, 20, 30, 20, 30, 20, 30, 30, 10, 20)),
                        Concept.AREA))
                .isCloseTo(12.5, within(1e-9));
        SourceImage unknown = TestPictures.gray(TestPictures.header(61, 47), (x, y) -> 0);
        assertThat(measured(unknown, MeasurementKind.RECTANGLE, points(10, 20, 30, 30))
                        .values())
                .contains(new MeasuredValue(Concept.AREA, 200, "px²"));
    }

    /** A disc of radius 30 whose edge each pixel takes as its centre says; its area in pixels and its true one differ by the border's grain alone. */
    @Test
    void theDiscOfAPhantomHasItsTrueAreaAndValues() throws Exception {
        double middle = 64.2;
        SourceImage disc = ct(128, 128, (x, y) -> Math.hypot(x + 0.5 - middle, y + 0.5 - middle) < 30 ? 532 : 12);
        Measured inside =
                measured(disc, MeasurementKind.ELLIPSE, points(middle - 30, middle - 30, middle + 30, middle + 30));
        assertThat(value(inside, Concept.MEAN)).isEqualTo(40);
        assertThat(value(inside, Concept.STANDARD_DEVIATION)).isEqualTo(0);
        double pixels = value(inside, Concept.PIXEL_COUNT);
        assertThat(pixels * 0.125).isCloseTo(value(inside, Concept.AREA), within(1.0));
        Measured around = measured(disc, MeasurementKind.RECTANGLE, points(0, 0, 128, 128));
        double share = pixels / (128 * 128);
        assertThat(value(around, Concept.MEAN)).isCloseTo(40 * share - 1000 * (1 - share), within(1e-9));
        assertThat(value(around, Concept.STANDARD_DEVIATION))
                .isCloseTo(1040 * Math.sqrt(share * (1 - share)), within(1e-9));
    }

    /** Of a value that rises linearly the mean is that of the middle, and what it is stored in steps of doesn't shift it. */
    @ParameterizedTest
    @EnumSource(names = {"RECTANGLE", "ELLIPSE", "POLYGON"})
    void theMeanOfARampIsItsValueInTheMiddle(MeasurementKind kind) throws Exception {
        GeometryStack stack = GeometryStack.builder()
                .content(GeometryPhantom.Content.RAMP)
                .tilt(11)
                .even(5, 2.5)
                .build();
        SourceImage image = SourceImage.of(
                DicomReader.read(GeometryStudy.files("measure-ramp", stack).get(3), "ramp"));
        List<PicturePoint> points = kind == MeasurementKind.POLYGON
                ? points(40.21, 30.13, 80.37, 39.9, 59.79, 69.87, 19.63, 60.1)
                : points(20, 30, 80, 70);
        Measured measured = measured(image, kind, points);
        PatientPoint middle = image.plane(1).orElseThrow().toPatient(new PixelPoint(49.5, 49.5));
        assertThat(value(measured, Concept.MEAN)).isCloseTo(GeometryPhantom.Content.RAMP.valueAt(middle), within(0.02));
        assertThat(measured.values().getFirst().unit()).isEqualTo("HU");
        if (kind == MeasurementKind.RECTANGLE) {
            // 2 HU a mm to the left at 1.5 mm a column; by rows as the tilt has it.
            PatientPoint below = image.plane(1).orElseThrow().toPatient(new PixelPoint(49.5, 50.5));
            double perRow = GeometryPhantom.Content.RAMP.valueAt(below) - GeometryPhantom.Content.RAMP.valueAt(middle);
            double variance = 3 * 3 * (60 * 60 - 1) / 12.0 + perRow * perRow * (40 * 40 - 1) / 12.0;
            assertThat(value(measured, Concept.STANDARD_DEVIATION)).isCloseTo(Math.sqrt(variance), within(0.01));
        }
    }

    @Test
    void paddingIsLeftOutAndCounted() throws Exception {
        SourceImage image = TestPictures.gray(
                TestPictures.header(10, 10)
                        .putInts(Tag.PixelPaddingValue, Vr.SS, -2000)
                        .putInts(Tag.PixelPaddingRangeLimit, Vr.SS, -1990),
                (x, y) -> x < 4 ? -2000 + x : 7);
        Measured measured = measured(image, MeasurementKind.RECTANGLE, points(0, 0, 10, 10));
        assertThat(value(measured, Concept.MEAN)).isEqualTo(7);
        assertThat(value(measured, Concept.PIXEL_COUNT)).isEqualTo(60);
        assertThat(value(measured, Concept.LEFT_OUT)).isEqualTo(40);
        assertThat(value(measured, Concept.AREA)).isEqualTo(100);
        Measured nothing = measured(image, MeasurementKind.RECTANGLE, points(0, 0, 4, 10));
        assertThat(nothing.notes()).containsExactly(Measured.Note.NO_PIXELS);
        assertThat(value(nothing, Concept.LEFT_OUT)).isEqualTo(40);
        assertRefused(Reason.NO_PIXELS, image, MeasurementKind.PROBE, 1, 1);
    }

    @Test
    void whatIsNotFiniteIsLeftOutAndCounted() throws Exception {
        DataSet header = DataSet.builder()
                .putInts(Tag.Rows, 1)
                .putInts(Tag.Columns, 4)
                .putInts(Tag.SamplesPerPixel, 1)
                .put(Tag.PhotometricInterpretation, "MONOCHROME2")
                .putInts(Tag.BitsAllocated, 32)
                .putBytes(Tag.FloatPixelData, Vr.OF, new byte[0])
                .build();
        java.nio.ByteBuffer bytes = java.nio.ByteBuffer.allocate(16).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        bytes.putFloat(Float.NaN)
                .putFloat(1.5f)
                .putFloat(Float.POSITIVE_INFINITY)
                .putFloat(2.5f);
        SourceImage image = TestPictures.image(header, Optional.of(NativePixelData.of(header, bytes.array())));
        Measured measured = measured(image, MeasurementKind.RECTANGLE, points(0, 0, 4, 1));
        assertThat(value(measured, Concept.MEAN)).isEqualTo(2);
        assertThat(value(measured, Concept.LEFT_OUT)).isEqualTo(2);
    }

    @Test
    void coloursHaveAnAreaAndNoMean() throws Exception {
        DataSet header = TestPictures.header(4, 2)
                .putInts(Tag.SamplesPerPixel, 3)
                .put(Tag.PhotometricInterpretation, "RGB")
                .putInts(Tag.PlanarConfiguration, 0)
                .putInts(Tag.BitsAllocated, 8)
                .putInts(Tag.BitsStored, 8)
                .putInts(Tag.HighBit, 7)
                .putInts(Tag.PixelRepresentation, 0)
                .build();
        SourceImage image = TestPictures.image(header, Optional.of(NativePixelData.of(header, new byte[24])));
        Measured measured = measured(image, MeasurementKind.RECTANGLE, points(0, 0, 3, 2));
        assertThat(measured.notes()).containsExactly(Measured.Note.COLOR);
        assertThat(measured.values())
                .containsExactly(
                        new MeasuredValue(Concept.AREA, 6, "px²"), new MeasuredValue(Concept.PIXEL_COUNT, 6, "px"));
        assertRefused(Reason.COLOR, image, MeasurementKind.PROBE, 1, 1);
        assertRefused(Reason.COLOR, image, MeasurementKind.WINDOW, 0, 0, 4, 2);
    }

    @Test
    void aProbeIsTheValueOfThePixelUnderIt() throws Exception {
        SourceImage image = ct(10, 10, (x, y) -> 512 + 10 * y + x);
        assertThat(measured(image, MeasurementKind.PROBE, points(3.99, 2.01)).values())
                .containsExactly(new MeasuredValue(Concept.VALUE, 46, "HU"));
        // The outer edge belongs to the last pixel.
        assertThat(measured(image, MeasurementKind.PROBE, points(10, 10)).values())
                .containsExactly(new MeasuredValue(Concept.VALUE, 198, "HU"));
    }

    @Test
    void petIsInUptakeValuesToo() throws Exception {
        DataSet injection = DataSet.builder()
                .put(Tag.RadionuclideTotalDose, "370000000")
                .put(Tag.RadionuclideHalfLife, "6588")
                .build();
        SourceImage image = TestPictures.gray(
                TestPictures.header(2, 1)
                        .put(Tag.Modality, "PT")
                        .put(Tag.Units, "BQML")
                        .put(Tag.CorrectedImage, "ATTN", "DECY")
                        .put(Tag.DecayCorrection, "ADMIN")
                        .put(Tag.PatientWeight, "74")
                        .putItems(Tag.RadiopharmaceuticalInformationSequence, injection),
                (x, y) -> x == 0 ? 5000 : 15000);
        Measured measured = measured(image, MeasurementKind.RECTANGLE, points(0, 0, 2, 1));
        // 74 000 g / 370 000 000 Bq.
        assertThat(measured.values().subList(0, 8))
                .containsExactly(
                        new MeasuredValue(Concept.MEAN, 2, "SUVbw"),
                        new MeasuredValue(Concept.STANDARD_DEVIATION, 1, "SUVbw"),
                        new MeasuredValue(Concept.MINIMUM, 1, "SUVbw"),
                        new MeasuredValue(Concept.MAXIMUM, 3, "SUVbw"),
                        new MeasuredValue(Concept.MEAN, 10000, "BQML"),
                        new MeasuredValue(Concept.STANDARD_DEVIATION, 5000, "BQML"),
                        new MeasuredValue(Concept.MINIMUM, 5000, "BQML"),
                        new MeasuredValue(Concept.MAXIMUM, 15000, "BQML"));
    }

    @Test
    void aWindowLeavesOutTheFewThatLieFarOff() throws Exception {
        // 2 · stored − 1024: −4 and 4 HU in turn, and one pixel of metal.
        SourceImage image = ct(100, 100, (x, y) -> x == 50 && y == 50 ? 2000 : x % 2 == 0 ? 510 : 514);
        Measured plain = measured(image, MeasurementKind.WINDOW, points(0, 0, 40, 40));
        // Mean 0 and SD 4 would reach from −8 to 8; there is nothing beyond −4 and 4.
        assertThat(value(plain, Concept.WINDOW_CENTER)).isEqualTo(0.5);
        assertThat(value(plain, Concept.WINDOW_WIDTH)).isEqualTo(9);
        Measured metal = measured(image, MeasurementKind.WINDOW, points(0, 0, 100, 100));
        double low = value(metal, Concept.WINDOW_CENTER) - 0.5 - (value(metal, Concept.WINDOW_WIDTH) - 1) / 2;
        double high = value(metal, Concept.WINDOW_CENTER) - 0.5 + (value(metal, Concept.WINDOW_WIDTH) - 1) / 2;
        assertThat(low).isCloseTo(-4, within(1e-9));
        assertThat(high).isLessThan(100);
        assertRefused(Reason.FLAT, image, MeasurementKind.WINDOW, 0, 0, 1, 1);
        assertRefused(Reason.NO_PIXELS, image, MeasurementKind.WINDOW, 1.6, 1.6, 2.4, 2.4);
    }

    @Test
    void anOutlineThatCrossesItselfIsRefused() {
        SourceImage image = noise();
        assertRefused(Reason.CROSSES_ITSELF, image, MeasurementKind.POLYGON, 10, 10, 20, 20, 20, 10, 10, 20);
        // It only touches itself, but what it goes around twice has no certain area.
        assertRefused(
                Reason.CROSSES_ITSELF, image, MeasurementKind.POLYGON, 10, 10, 15, 15, 20, 20, 20, 10, 15, 15, 10, 20);
        assertRefused(Reason.NO_PIXELS, image, MeasurementKind.POLYGON, 10, 10, 20, 20, 10, 10);
        assertRefused(Reason.OUTSIDE, image, MeasurementKind.POLYGON, 10, 10, 62, 20, 10, 20);
    }

    @Test
    void anOutlineOfAsManyPointsAsAreAllowedIsMeasuredInReasonableTime() throws Exception {
        SourceImage image = ct(2000, 2000, (x, y) -> 512);
        List<PicturePoint> comb = new ArrayList<>();
        for (int i = 0; i < Outline.MAX_POINTS; i++) {
            double angle = 2 * Math.PI * i / Outline.MAX_POINTS;
            double radius = i % 2 == 0 ? 990 : 500;
            comb.add(new PicturePoint(1000 + radius * Math.cos(angle), 1000 + radius * Math.sin(angle)));
        }
        StoredFrame frame = image.decode(1);
        long begin = System.nanoTime();
        Measured measured = Measurements.ofPixels(image, 1, frame, MeasurementKind.POLYGON, comb);
        assertThat((System.nanoTime() - begin) / 1e9).isLessThan(5);
        assertThat(value(measured, Concept.PIXEL_COUNT) * 0.125)
                .isCloseTo(value(measured, Concept.AREA), within(200.0));
        comb.add(new PicturePoint(1, 1));
        assertThatThrownBy(() -> Measurements.ofPixels(image, 1, frame, MeasurementKind.POLYGON, comb))
                .isInstanceOfSatisfying(
                        MeasurementRefusedException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.NUMBER_OF_POINTS));
    }
}
