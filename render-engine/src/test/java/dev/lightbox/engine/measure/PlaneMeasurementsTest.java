package dev.lightbox.engine.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.lightbox.engine.codec.DecodeException;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.geometry.ImagePlane;
import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.PixelSpacing;
import dev.lightbox.engine.geometry.Vector3;
import dev.lightbox.engine.measure.MeasurementRefusedException.Reason;
import dev.lightbox.engine.render.SourceImage;
import dev.lightbox.engine.render.VolumeDisplay;
import dev.lightbox.engine.volume.Slab;
import dev.lightbox.engine.volume.SliceScale;
import dev.lightbox.engine.volume.Volume;
import dev.lightbox.engine.volume.VolumeGeometry;
import dev.lightbox.engine.volume.VoxelPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Regions and values in planes of volumes of 60 × 50 pixels of 0.8 mm, whose slices lie where each test says. Stored values are those of {@link #stored}, 1000 above HU. */
class PlaneMeasurementsTest {

    private static final int COLUMNS = 60;
    private static final int ROWS = 50;
    private static final double PIXEL = 0.8;
    private static final Vector3 X = new Vector3(1, 0, 0);
    private static final Vector3 Y = new Vector3(0, 1, 0);
    private static final Vector3 Z = new Vector3(0, 0, 1);
    private static final MeasuringPlane AXIAL = new MeasuringPlane(X, Y, Slab.NONE);
    private static final int PADDING = -2000;

    /** Neither even nor steep. */
    private static int stored(int x, int y, int z) {
        return 1000 + 3 * x + (x * y + 7 * z) % 41;
    }

    private static SourceImage picture(int z) {
        return TestPictures.gray(
                TestPictures.header(COLUMNS, ROWS)
                        .put(Tag.Modality, "CT")
                        .put(Tag.PixelSpacing, "0.8", "0.8")
                        .put(Tag.RescaleSlope, "1")
                        .put(Tag.RescaleIntercept, "-1000")
                        .putInts(Tag.PixelPaddingValue, PADDING & 0xFFFF),
                (x, y) -> stored(x, y, z));
    }

    /** @param shear by which each mm upwards moves a slice backwards */
    private static VolumeGeometry geometry(double shear, boolean[] gapAfter, double... locations) {
        List<PatientPoint> origins = new ArrayList<>();
        for (double z : locations) {
            origins.add(new PatientPoint(-10, -20 + shear * z, z));
        }
        PixelSpacing spacing = new PixelSpacing(PIXEL, PIXEL, PixelSpacing.Kind.PATIENT);
        return new VolumeGeometry(COLUMNS, ROWS, new ImagePlane(origins.getFirst(), X, Y, spacing), origins, gapAfter);
    }

    private static VolumeDisplay display(VolumeGeometry geometry) {
        Volume volume = new Volume(geometry, 0, List.of(new SliceScale(1, -1000)));
        for (int z = 0; z < geometry.slices(); z++) {
            volume.put(z, slice(z));
        }
        return new VolumeDisplay(volume, picture(0), 1);
    }

    private static short[] slice(int z) {
        short[] values = new short[COLUMNS * ROWS];
        for (int y = 0, at = 0; y < ROWS; y++) {
            for (int x = 0; x < COLUMNS; x++) {
                values[at++] = (short) stored(x, y, z);
            }
        }
        return values;
    }

    private static VolumeDisplay even() {
        return display(geometry(0, new boolean[9], 0, 2, 4, 6, 8, 10, 12, 14, 16, 18));
    }

    private static double value(Measured measured, Concept concept) {
        return measured.values().stream()
                .filter(value -> value.concept() == concept)
                .findFirst()
                .orElseThrow()
                .value();
    }

    private static boolean has(Measured measured, Concept concept) {
        return measured.values().stream().anyMatch(value -> value.concept() == concept);
    }

    private static Measured region(
            VolumeDisplay display, MeasuringPlane plane, MeasurementKind kind, PatientPoint... points)
            throws MeasurementRefusedException {
        return Measurements.ofPixels(display, plane, kind, List.of(points));
    }

    private static void assertRefused(
            Reason reason, MeasuringPlane plane, MeasurementKind kind, PatientPoint... points) {
        assertThatThrownBy(() -> region(even(), plane, kind, points))
                .isInstanceOfSatisfying(
                        MeasurementRefusedException.class,
                        e -> assertThat(e.reason()).isEqualTo(reason));
    }

    /** Where a place of a slice's picture is in the patient. */
    private static PatientPoint inPatient(PicturePoint point, double z) {
        return new PatientPoint(-10 + (point.x() - 0.5) * PIXEL, -20 + (point.y() - 0.5) * PIXEL, z);
    }

    @Test
    void onASliceItIsWhatTheSliceItselfHas() throws MeasurementRefusedException, DecodeException {
        for (MeasurementKind kind :
                List.of(MeasurementKind.ELLIPSE, MeasurementKind.RECTANGLE, MeasurementKind.POLYGON)) {
            List<PicturePoint> corners =
                    new ArrayList<>(List.of(new PicturePoint(7.3, 9.1), new PicturePoint(41.9, 30.2)));
            if (kind == MeasurementKind.POLYGON) {
                corners.add(new PicturePoint(12, 44));
            }
            SourceImage picture = picture(3);
            Measured slice = Measurements.ofPixels(picture, 1, picture.decode(1), kind, corners);
            Measured plane = Measurements.ofPixels(
                    even(),
                    AXIAL,
                    kind,
                    corners.stream().map(point -> inPatient(point, 6)).toList());
            for (Concept concept :
                    List.of(Concept.MEAN, Concept.STANDARD_DEVIATION, Concept.MINIMUM, Concept.MAXIMUM, Concept.AREA)) {
                assertThat(value(plane, concept))
                        .as("%s of %s", concept, kind)
                        .isCloseTo(value(slice, concept), within(1e-6));
            }
            assertThat(value(plane, Concept.SAMPLE_COUNT)).isEqualTo(value(slice, Concept.PIXEL_COUNT));
            assertThat(plane.scale()).isEqualTo(ScaleSource.VOLUME);
            assertThat(plane.values().getFirst().unit()).isEqualTo("HU");
            assertThat(plane.notes()).isEmpty();
        }
    }

    @Test
    void onASliceOfATiltedVolumeItIsWhatTheSliceItselfHas() throws MeasurementRefusedException, DecodeException {
        // Neighbours lie 0.7 mm beside each other, which isn't a pixel.
        VolumeGeometry geometry = geometry(0.35, new boolean[5], 0, 2, 4, 6, 8, 10);
        List<PicturePoint> corners = List.of(new PicturePoint(7.3, 9.1), new PicturePoint(41.9, 30.2));
        SourceImage picture = picture(3);
        Measured slice = Measurements.ofPixels(picture, 1, picture.decode(1), MeasurementKind.ELLIPSE, corners);
        Measured plane = Measurements.ofPixels(
                display(geometry),
                AXIAL,
                MeasurementKind.ELLIPSE,
                corners.stream()
                        .map(point -> geometry.toPatient(new VoxelPoint(point.x() - 0.5, point.y() - 0.5, 3)))
                        .toList());
        assertThat(value(plane, Concept.SAMPLE_COUNT)).isEqualTo(value(slice, Concept.PIXEL_COUNT));
        for (Concept concept :
                List.of(Concept.MEAN, Concept.STANDARD_DEVIATION, Concept.MINIMUM, Concept.MAXIMUM, Concept.AREA)) {
            assertThat(value(plane, concept)).as("%s", concept).isCloseTo(value(slice, concept), within(1e-6));
        }
    }

    @Test
    void ofATiltedAndUnevenVolumeItIsTheNearestVoxels() throws MeasurementRefusedException {
        VolumeGeometry geometry = geometry(0.4, new boolean[7], 0, 2, 3, 6, 8.5, 9, 12, 14);
        VolumeDisplay display = display(geometry);
        // Coronal, through the middle.
        MeasuringPlane plane = new MeasuringPlane(X, Z.times(-1), Slab.NONE);
        double y = -20 + 25 * PIXEL;
        PatientPoint a = new PatientPoint(-5, y, 2.2);
        PatientPoint b = new PatientPoint(21, y, 11.7);
        Measured measured = region(display, plane, MeasurementKind.RECTANGLE, a, b);

        // The lattice goes through the first voxel, in steps of the pixels' 0.8 mm.
        DoubleStream.Builder expected = DoubleStream.builder();
        for (int i = 0; -10 + i * PIXEL < b.x(); i++) {
            for (int k = -20; k * PIXEL < b.z(); k++) {
                PatientPoint point = new PatientPoint(-10 + i * PIXEL, y, k * PIXEL);
                if (point.x() >= a.x() && point.z() >= a.z()) {
                    VoxelPoint voxel = geometry.toVoxel(point);
                    expected.add(stored((int) Math.round(voxel.column()), (int) Math.round(voxel.row()), (int)
                                    Math.round(voxel.slice()))
                            - 1000);
                }
            }
        }
        double[] values = expected.build().toArray();
        assertThat(value(measured, Concept.SAMPLE_COUNT)).isEqualTo(values.length);
        assertThat(value(measured, Concept.MEAN))
                .isCloseTo(DoubleStream.of(values).average().orElseThrow(), within(1e-9));
        assertThat(value(measured, Concept.MAXIMUM))
                .isEqualTo(DoubleStream.of(values).max().orElseThrow());
        assertThat(value(measured, Concept.AREA)).isCloseTo(26 * 9.5, within(1e-9));
        assertThat(has(measured, Concept.LEFT_OUT)).isFalse();
    }

    @Test
    void whatIsOutsideOrInAGapIsLeftOutAndTold() throws MeasurementRefusedException {
        boolean[] gaps = new boolean[7];
        gaps[3] = true;
        VolumeDisplay display = display(geometry(0, gaps, 0, 2, 4, 6, 16, 18, 20, 22));
        MeasuringPlane sagittal = new MeasuringPlane(Y, Z.times(-1), Slab.NONE);
        // Half of it is beside the volume, which ends at 23 mm; slices reach 1 mm into the gap from 6 to 16 mm.
        Measured measured = region(
                display,
                sagittal,
                MeasurementKind.RECTANGLE,
                new PatientPoint(2, -10, 5.1),
                new PatientPoint(2, 0, 40.9));
        double all = value(measured, Concept.SAMPLE_COUNT) + value(measured, Concept.LEFT_OUT);
        assertThat(value(measured, Concept.SAMPLE_COUNT) / all).isCloseTo((23 - 5.1 - 8) / (40.9 - 5.1), within(0.02));
        assertThat(value(measured, Concept.MINIMUM)).isGreaterThan(0);

        Measured within = region(
                display, sagittal, MeasurementKind.ELLIPSE, new PatientPoint(2, -10, 8), new PatientPoint(2, 0, 14));
        assertThat(has(within, Concept.MEAN)).isFalse();
        assertThat(value(within, Concept.SAMPLE_COUNT)).isZero();
        assertThat(within.notes()).containsExactly(Measured.Note.NO_PIXELS);
        assertThatThrownBy(() -> region(display, sagittal, MeasurementKind.PROBE, new PatientPoint(2, -10, 11)))
                .isInstanceOf(MeasurementRefusedException.class);
        assertThatThrownBy(() -> region(
                        display,
                        sagittal,
                        MeasurementKind.WINDOW,
                        new PatientPoint(2, -10, 8),
                        new PatientPoint(2, 0, 14)))
                .isInstanceOfSatisfying(
                        MeasurementRefusedException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.NO_PIXELS));

        MeasuringPlane slab = new MeasuringPlane(X, Y, new Slab(6, Slab.Mode.MIP));
        Measured beside =
                region(display, slab, MeasurementKind.ELLIPSE, new PatientPoint(-5, -10, 6), new PatientPoint(5, 0, 6));
        assertThat(beside.notes()).containsExactly(Measured.Note.GAP);
    }

    @Test
    void aSliceThatFailedIsLeftOut() throws MeasurementRefusedException {
        VolumeDisplay display = even();
        display.volume().fail(3, "made up");
        Measured measured = region(
                display, AXIAL, MeasurementKind.ELLIPSE, new PatientPoint(-5, -10, 6), new PatientPoint(5, 0, 6));
        assertThat(value(measured, Concept.SAMPLE_COUNT)).isZero();
        assertThat(value(measured, Concept.LEFT_OUT)).isGreaterThan(50);
    }

    @Test
    void paddingIsLeftOut() throws MeasurementRefusedException {
        VolumeDisplay display = even();
        short[] padded = slice(3);
        for (int y = 0; y < ROWS; y++) {
            for (int x = 0; x < 10; x++) {
                padded[y * COLUMNS + x] = PADDING;
            }
        }
        display.volume().put(3, padded);
        PatientPoint a = inPatient(new PicturePoint(0, 0), 6);
        PatientPoint b = inPatient(new PicturePoint(20, 10), 6);
        Measured measured = region(display, AXIAL, MeasurementKind.RECTANGLE, a, b);
        assertThat(value(measured, Concept.SAMPLE_COUNT)).isEqualTo(100);
        assertThat(value(measured, Concept.LEFT_OUT)).isEqualTo(100);
        assertThat(value(measured, Concept.MINIMUM)).isGreaterThanOrEqualTo(0);
        MeasuringPlane minimum = new MeasuringPlane(X, Y, new Slab(1, Slab.Mode.MINIP));
        assertThat(value(region(display, minimum, MeasurementKind.RECTANGLE, a, b), Concept.MINIMUM))
                .isGreaterThanOrEqualTo(0);
    }

    @Test
    void ofASlabItIsTheValuesAcrossIt() throws MeasurementRefusedException {
        VolumeDisplay display = even();
        // Slices at 4, 6 and 8 mm, the outer ones by a fifth of their thickness; at a pixel's centre.
        PatientPoint point = inPatient(new PicturePoint(20.5, 31.5), 6);
        double[] across = {stored(20, 31, 2) - 1000, stored(20, 31, 3) - 1000, stored(20, 31, 4) - 1000};
        assertThat(across[1]).as("the middle one is neither").isNotIn(across[0], across[2]);
        double largest = DoubleStream.of(across).max().orElseThrow();
        double smallest = DoubleStream.of(across).min().orElseThrow();
        MeasuringPlane mip = new MeasuringPlane(X, Y, new Slab(2.8, Slab.Mode.MIP));
        MeasuringPlane minip = new MeasuringPlane(X, Y, new Slab(2.8, Slab.Mode.MINIP));
        MeasuringPlane mean = new MeasuringPlane(X, Y, new Slab(2.8, Slab.Mode.MEAN));
        assertThat(value(region(display, mip, MeasurementKind.PROBE, point), Concept.VALUE))
                .isEqualTo(largest);
        assertThat(value(region(display, minip, MeasurementKind.PROBE, point), Concept.VALUE))
                .isEqualTo(smallest);
        assertThat(value(region(display, AXIAL, MeasurementKind.PROBE, point), Concept.VALUE))
                .isEqualTo(across[1]);
        // Samples every 0.35 mm: five are nearest to the middle slice, and one and a half to each other one.
        assertThat(value(region(display, mean, MeasurementKind.PROBE, point), Concept.VALUE))
                .isCloseTo((1.5 * across[0] + 5 * across[1] + 1.5 * across[2]) / 8, within(1e-9));
    }

    @Test
    void theSameShapeHasTheSameValuesWhereverItBegins() throws MeasurementRefusedException {
        MeasuringPlane oblique =
                new MeasuringPlane(new Vector3(0.6, 0.8, 0), new Vector3(0, 0, -1), new Slab(3, Slab.Mode.MEAN));
        PatientPoint a = new PatientPoint(0, -5, 3);
        PatientPoint b = a.plus(oblique.right().times(12)).plus(oblique.down().times(-9));
        PatientPoint c = a.plus(oblique.right().times(12));
        PatientPoint d = a.plus(oblique.down().times(-9));
        Measured one = region(even(), oblique, MeasurementKind.ELLIPSE, a, b);
        Measured other = region(even(), oblique, MeasurementKind.ELLIPSE, c, d);
        assertThat(other.values()).hasSameSizeAs(one.values());
        for (int i = 0; i < one.values().size(); i++) {
            assertThat(other.values().get(i).value())
                    .isCloseTo(one.values().get(i).value(), within(1e-9));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.02, -3, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void pointsBesideThePlaneAreRefused(double z) {
        PatientPoint beside = new PatientPoint(5, 0, 6 + z);
        assertRefused(Reason.NOT_IN_PLANE, AXIAL, MeasurementKind.ELLIPSE, new PatientPoint(-5, -10, 6), beside);
        assertRefused(Reason.NOT_IN_PLANE, AXIAL, MeasurementKind.RECTANGLE, beside, new PatientPoint(-5, -10, 6));
        assertThatThrownBy(() -> Measurements.ofLines(
                        AXIAL, MeasurementKind.LENGTH, List.of(new PatientPoint(-5, -10, 6), beside)))
                .isInstanceOfSatisfying(
                        MeasurementRefusedException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.NOT_IN_PLANE));
    }

    @Test
    void whatIsntFiniteIsRefused() {
        assertRefused(Reason.NOT_IN_PLANE, AXIAL, MeasurementKind.PROBE, new PatientPoint(Double.NaN, 0, 6));
        assertRefused(
                Reason.NOT_IN_PLANE, AXIAL, MeasurementKind.PROBE, new PatientPoint(0, Double.POSITIVE_INFINITY, 6));
    }

    @Test
    void moreThanCanBeLookedAtIsRefused() {
        assertRefused(
                Reason.TOO_LARGE,
                AXIAL,
                MeasurementKind.RECTANGLE,
                new PatientPoint(-1e6, -1e6, 6),
                new PatientPoint(1e6, 1e6, 6));
        MeasuringPlane thick = new MeasuringPlane(X, Y, new Slab(5000, Slab.Mode.MIP));
        assertRefused(
                Reason.TOO_LARGE,
                thick,
                MeasurementKind.WINDOW,
                new PatientPoint(-10, -20, 6),
                new PatientPoint(60, 40, 6));
        assertRefused(Reason.NUMBER_OF_POINTS, AXIAL, MeasurementKind.ELLIPSE, new PatientPoint(0, 0, 6));
        assertRefused(
                Reason.CROSSES_ITSELF,
                AXIAL,
                MeasurementKind.POLYGON,
                new PatientPoint(0, 0, 6),
                new PatientPoint(9, 9, 6),
                new PatientPoint(9, 0, 6),
                new PatientPoint(0, 9, 6));
    }

    @Test
    void aNarrowCombAcrossTheWorldIsRefused() {
        List<PatientPoint> comb = new ArrayList<>();
        for (int tooth = 0; tooth < 175; tooth++) {
            comb.add(new PatientPoint(0.02 * tooth, 1e6, 6));
            comb.add(new PatientPoint(0.02 * tooth + 0.01, -1e6, 6));
        }
        comb.add(new PatientPoint(3.5, 1e6, 6));
        comb.add(new PatientPoint(3.5, 1e6 + 1, 6));
        comb.add(new PatientPoint(-0.01, 1e6 + 1, 6));
        assertRefused(Reason.TOO_LARGE, AXIAL, MeasurementKind.POLYGON, comb.toArray(PatientPoint[]::new));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void whatLiesBesideTheVolumeIsCountedAsIfItHadBeenLookedAt(int seed) throws MeasurementRefusedException {
        Random random = new Random(seed);
        double[] locations = new double[8];
        boolean[] gaps = new boolean[7];
        for (int k = 1; k < locations.length; k++) {
            locations[k] = locations[k - 1] + 0.5 + 3 * random.nextDouble();
            gaps[k - 1] = random.nextInt(5) == 0;
        }
        VolumeDisplay display = display(geometry(2 * random.nextDouble() - 1, gaps, locations));
        Vector3 right = seed % 4 == 0
                ? X
                : new Vector3(random.nextGaussian(), random.nextGaussian(), random.nextGaussian()).normalized();
        Vector3 down =
                seed % 4 == 0 ? Y : right.cross(new Vector3(0.3, 0.5, 0.8)).normalized();
        Slab slab = seed % 3 == 0 ? new Slab(4, Slab.Mode.MEAN) : Slab.NONE;
        MeasuringPlane plane = new MeasuringPlane(right, down, slab);
        PatientPoint middle = display.volume().geometry().center();
        PlaneSamples samples = new PlaneSamples(display, plane, middle);
        PatientPoint corner = middle.plus(plane.right().times(20 * random.nextGaussian()))
                .plus(plane.down().times(20 * random.nextGaussian()));
        PatientPoint opposite = corner.plus(plane.right().times(70 * random.nextGaussian()))
                .plus(plane.down().times(70 * random.nextGaussian()));
        List<PicturePoint> corners = List.of(samples.place(corner), samples.place(opposite));
        Outline ellipse = new Outline.Ellipse(Outline.Rectangle.of(corners.get(0), corners.get(1)));

        RegionStatistics.Tally each = new RegionStatistics.Tally();
        PicturePoint place = samples.place(middle);
        double[] edges = new double[2];
        for (double y = Math.ceil(ellipse.top() - 0.5) + 0.5; y < ellipse.bottom(); y++) {
            if (ellipse.crossings(y, edges) == 2) {
                for (double x = Math.ceil(edges[0] - 0.5) + 0.5; x < edges[1]; x++) {
                    each.add(samples.at(middle.plus(plane.right().times((x - place.x()) * samples.stepMm()))
                            .plus(plane.down().times((y - place.y()) * samples.stepMm()))));
                }
            }
        }
        RegionStatistics expected = each.statistics();
        RegionStatistics found = samples.within(ellipse, corners);
        assertThat(found.count()).isEqualTo(expected.count());
        assertThat(found.leftOut()).isEqualTo(expected.leftOut());
        if (found.count() > 0) {
            assertThat(found.mean()).isCloseTo(expected.mean(), within(1e-9));
            assertThat(found.maximum()).isCloseTo(expected.maximum(), within(1e-9));
        }
    }

    @Test
    void farAwayThereIsNothing() throws MeasurementRefusedException {
        Measured measured = region(
                even(),
                AXIAL,
                MeasurementKind.ELLIPSE,
                new PatientPoint(1e6, 1e6, 6),
                new PatientPoint(1e6 - 9, 1e6 - 9, 6));
        assertThat(value(measured, Concept.SAMPLE_COUNT)).isZero();
        assertThat(measured.notes()).containsExactly(Measured.Note.NO_PIXELS);
    }
}
