package dev.lightbox.engine.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.lightbox.engine.geometry.ImagePlane;
import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.PixelPoint;
import dev.lightbox.engine.geometry.PixelSpacing;
import dev.lightbox.engine.geometry.PlaneGrid;
import dev.lightbox.engine.geometry.Vector3;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VolumeRendererTest {

    private static final float NO_FLOOR = Float.NEGATIVE_INFINITY;
    private static final float NO_CEILING = Float.POSITIVE_INFINITY;
    private static final int COLUMNS = 45;
    private static final int ROWS = 37;
    private static final int SLICES = 29;

    /** Even, tilted, uneven with tilt, with a gap, with gaps at both ends, along other axes. */
    static Stream<VolumeGeometry> geometries() {
        Vector3 x = new Vector3(1, 0, 0);
        Vector3 y = new Vector3(0, 1, 0);
        Vector3 tilted = new Vector3(0, 0.9483, -0.3173).normalized();
        double[] even = new double[SLICES];
        double[] uneven = new double[SLICES];
        double[] gap = new double[SLICES];
        double[] ends = new double[SLICES];
        for (int k = 1; k < SLICES; k++) {
            even[k] = 1.5 * k;
            uneven[k] = uneven[k - 1] + (k % 3 == 0 ? 2 : 1.25);
            gap[k] = gap[k - 1] + (k == 12 ? 9 : 1.5);
            ends[k] = ends[k - 1] + (k == 1 || k == SLICES - 1 ? 12 : 1.5);
        }
        return Stream.of(
                geometry(x, y, even),
                geometry(x, tilted, even),
                geometry(x, tilted, uneven),
                geometry(x, y, gap),
                geometry(x, tilted, ends),
                geometry(new Vector3(0.6, 0.8, 0), new Vector3(0, 0, -1), even));
    }

    /** Slices along z, as a tilted gantry makes them, or along the normal where z lies within them. */
    private static VolumeGeometry geometry(Vector3 row, Vector3 column, double[] offsets) {
        Vector3 normal = row.cross(column).normalized();
        Vector3 along = Math.abs(normal.z()) > 0.5 ? new Vector3(0, 0, 1) : normal;
        List<PatientPoint> origins = new ArrayList<>();
        boolean[] gapAfter = new boolean[offsets.length - 1];
        for (int k = 0; k < offsets.length; k++) {
            origins.add(new PatientPoint(-20, 10, 100).plus(along.times(offsets[k])));
            if (k > 0 && offsets[k] - offsets[k - 1] > 5) {
                gapAfter[k - 1] = true;
            }
        }
        ImagePlane first =
                new ImagePlane(origins.getFirst(), row, column, new PixelSpacing(0.9, 0.7, PixelSpacing.Kind.PATIENT));
        return new VolumeGeometry(COLUMNS, ROWS, first, origins, gapAfter);
    }

    private static Volume noise(VolumeGeometry geometry, List<SliceScale> scales) {
        Volume volume = new Volume(geometry, 0, scales);
        Random random = new Random(5);
        for (int k = 0; k < geometry.slices(); k++) {
            short[] values = new short[geometry.columns() * geometry.rows()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (short) (random.nextInt(12) == 0 ? random.nextInt(3000) : random.nextInt(100) - 1000);
            }
            volume.put(k, values);
        }
        return volume;
    }

    private static PlaneGrid view(VolumeGeometry geometry, Vector3 away, int width, int height, double spacing) {
        Vector3 up = Math.abs(away.z()) > 0.9 ? new Vector3(0, -1, 0) : new Vector3(0, 0, 1);
        Vector3 down = up.plus(away.times(-up.dot(away))).normalized().times(-1);
        return new PlaneGrid(geometry.center(), down.cross(away).normalized(), down, spacing, width, height);
    }

    @ParameterizedTest
    @ValueSource(floats = {0.5f, 0, -0.5f})
    void aWindowThatOnlyTellsAboveFromBelowStillFindsWhatIsAbove(float width) {
        Volume volume = noise(geometries().findFirst().orElseThrow(), List.of());
        PlaneGrid view = view(volume.geometry(), new Vector3(0, 1, 0), 61, 47, 0.6);
        float low = 500;
        ReslicedPlane truth = VolumeRenderer.maximum(volume, view, NO_FLOOR, NO_CEILING, false, 1);
        ReslicedPlane narrow = VolumeRenderer.maximum(volume, view, low, low + width, false, 1);

        assertThat(narrow.cover()).isEqualTo(truth.cover());
        int above = 0;
        for (int i = 0; i < truth.values().length; i++) {
            assertThat(narrow.values()[i] > low)
                    .isEqualTo(truth.cover()[i] == ReslicedPlane.INSIDE && truth.values()[i] > low);
            above += narrow.values()[i] > low ? 1 : 0;
        }
        assertThat(above).isPositive();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 1e-3, 1e-12, 1e-300})
    void aPresetIsMovedToTheNarrowestWindows(double width) {
        for (double center : new double[] {0, -1000, 1e7}) {
            TransferFunction moved = VolumePreset.BONE.look().moved(400, 1000, center, width);

            assertThat(moved.points()).hasSize(4);
            assertThat(moved.at(center + 1e9).extinction()).isEqualTo(2.5);
            assertThat(moved.at(center - 1e9).extinction()).isZero();
            for (int i = 1; i < 4; i++) {
                assertThat((float) moved.points().get(i).value())
                        .isGreaterThan((float) moved.points().get(i - 1).value());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(VolumePreset.class)
    void aPresetKeepsTheWindowThatItIsGivenAsLongAsSinglePrecisionTellsItsPointsApart(VolumePreset preset) {
        double[][] windows = {{10_000, 1}, {10_000, 0.02}, {-30_000, 0.1}, {0, 1e-9}, {0.0007, 1e-4}};
        List<TransferFunction.Point> own = preset.look().points();
        for (double[] window : windows) {
            List<TransferFunction.Point> moved = preset.look()
                    .moved(preset.center(), preset.width(), window[0], window[1])
                    .points();
            double range = own.getLast().value() - own.getFirst().value();
            assertThat(moved.getLast().value() - moved.getFirst().value())
                    .isCloseTo(range / preset.width() * window[1], withinPercentage(0.001));
            for (int i = 1; i < moved.size(); i++) {
                assertThat((float) moved.get(i).value())
                        .isGreaterThan((float) moved.get(i - 1).value());
            }
        }
        // Narrower than that it is as narrow as can be.
        List<TransferFunction.Point> narrowest = preset.look()
                .moved(preset.center(), preset.width(), 16_777_215, 1e-9)
                .points();
        for (int i = 1; i < narrowest.size(); i++) {
            assertThat((float) narrowest.get(i).value())
                    .isGreaterThan((float) narrowest.get(i - 1).value());
        }
    }

    @Test
    void aWorkerThatCannotBeMadeEndsTheWorkWithItsReason() {
        assertThatThrownBy(() -> Bands.run(100, 10, 2, () -> {
                    throw new IllegalStateException("no memory for a worker");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no memory for a worker");
    }

    @ParameterizedTest
    @MethodSource("geometries")
    void theMaximumIsThatOfASlabThroughTheWholeVolume(VolumeGeometry geometry) {
        for (List<SliceScale> scales : List.of(
                List.<SliceScale>of(),
                List.of(new SliceScale(-1.5, 20)),
                eachItsOwn(geometry.slices(), 0.5),
                // Slopes of both signs.
                eachItsOwn(geometry.slices(), -1.45))) {
            Volume volume = noise(geometry, scales);
            for (Vector3 away : List.of(
                    new Vector3(0, 1, 0), new Vector3(0, 0, -1), new Vector3(-0.48, 0.6, 0.64), new Vector3(1, 0, 0))) {
                PlaneGrid view = view(geometry, away, 61, 47, 1.1);
                ReslicedPlane maximum = VolumeRenderer.maximum(volume, view, NO_FLOOR, NO_CEILING, false, 2);
                // The samples of this slab are the same: half the smallest edge is 0.35 mm, 572 · 0.35 is 200.2.
                Slab slab = new Slab(200.2, Slab.Mode.MIP);
                ReslicedPlane truth =
                        Reslicer.reslice(volume, new ResliceRequest(view, VolumeInterpolation.TRILINEAR, slab, 0.35));
                int different = 0;
                for (int i = 0; i < truth.values().length; i++) {
                    // Of a plane with one rescale for all slices the values are stored ones.
                    double value = scales.size() == 1 && truth.cover()[i] == ReslicedPlane.INSIDE
                            ? 20 - 1.5 * truth.values()[i]
                            : truth.values()[i];
                    if (maximum.cover()[i] != truth.cover()[i]
                            || Math.abs(maximum.values()[i] - value) > 1e-3 * (1 + Math.abs(truth.values()[i]))) {
                        different++;
                    }
                }
                // A sample on the border itself may count here and not there.
                assertThat(different).as("%s", away).isLessThanOrEqualTo(truth.values().length / 100);
            }
        }
    }

    private static List<SliceScale> eachItsOwn(int slices, double first) {
        List<SliceScale> scales = new ArrayList<>();
        for (int k = 0; k < slices; k++) {
            scales.add(new SliceScale(first + k * 0.1, -3 * k));
        }
        return scales;
    }

    @Test
    void withinAWindowNothingIsChangedByItsBounds() {
        VolumeGeometry geometry = geometries().findFirst().orElseThrow();
        Volume volume = noise(geometry, List.of(SliceScale.IDENTITY));
        PlaneGrid view = view(geometry, new Vector3(-0.48, 0.6, 0.64), 61, 47, 1.1);
        float[] all = VolumeRenderer.maximum(volume, view, NO_FLOOR, NO_CEILING, false, 1)
                .values();
        float[] some = VolumeRenderer.maximum(volume, view, 500, 2000, false, 1).values();
        int within = 0;
        for (int i = 0; i < all.length; i++) {
            if (all[i] > 500 && all[i] < 2000) {
                assertThat(some[i]).isEqualTo(all[i]);
                within++;
            } else if (all[i] >= 2000) {
                assertThat(some[i]).isGreaterThanOrEqualTo(2000);
            } else {
                assertThat(some[i]).isLessThanOrEqualTo(500);
            }
        }
        assertThat(within).isGreaterThan(100);
    }

    /** A ball of 800 in −1000, radius 9 mm, about a point. */
    private static Volume ball(VolumeGeometry geometry, PatientPoint center) {
        Volume volume = new Volume(geometry, 0, List.of(SliceScale.IDENTITY));
        for (int k = 0; k < geometry.slices(); k++) {
            short[] values = new short[COLUMNS * ROWS];
            for (int j = 0, at = 0; j < ROWS; j++) {
                for (int i = 0; i < COLUMNS; i++) {
                    double distance = geometry.toPatient(new VoxelPoint(i, j, k))
                            .minus(center)
                            .length();
                    // The edge is a voxel wide, so that its place is exact.
                    values[at++] = (short) Math.clamp(-100 + (9 - distance) * 1200, -1000, 800);
                }
            }
            volume.put(k, values);
        }
        return volume;
    }

    @ParameterizedTest
    @MethodSource("geometries")
    void aBallIsARoundSolidAtItsPlaceFromEverySide(VolumeGeometry geometry) {
        // Away from the gap of the one that has one.
        PatientPoint center = geometry.toPatient(new VoxelPoint(22, 18, geometry.gapAfter(11) ? 20 : 14));
        Volume volume = ball(geometry, center);
        for (Vector3 away :
                List.of(new Vector3(0, 1, 0), new Vector3(0, 0, -1), new Vector3(-0.48, 0.6, 0.64).normalized())) {
            PlaneGrid view = view(geometry, away, 120, 120, 0.5);
            for (boolean soon : new boolean[] {false, true}) {
                VolumeRenderer.Solid solid = VolumeRenderer.solid(
                        volume,
                        view,
                        VolumePreset.BONE,
                        VolumePreset.BONE.center(),
                        VolumePreset.BONE.width(),
                        soon,
                        2);
                double count = 0;
                double x = 0;
                double y = 0;
                for (int i = 0; i < 120 * 120; i++) {
                    if ((solid.rgb()[3 * i] & 0xFF) > 25) {
                        count++;
                        x += i % 120;
                        y += i / 120;
                    }
                }
                PixelPoint middle = view.toPixel(center);
                assertThat(x / count).isCloseTo(middle.x(), within(0.5));
                assertThat(y / count).isCloseTo(middle.y(), within(0.5));
                // As a disc: the radius to about half a voxel.
                assertThat(Math.sqrt(count / Math.PI) * 0.5).isCloseTo(9, within(0.6));
                // Lit from the front: bright in the middle, darker at the edge.
                int bright =
                        solid.rgb()[3 * ((int) Math.round(middle.y()) * 120 + (int) Math.round(middle.x()))] & 0xFF;
                int edge = solid.rgb()[3 * ((int) Math.round(middle.y()) * 120 + (int) Math.round(middle.x() + 16.5))]
                        & 0xFF;
                assertThat(bright).isGreaterThan(200);
                assertThat(edge).isBetween(20, bright - 30);
            }
        }
    }

    @Test
    void opacityDoesNotDependOnTheStep() {
        VolumeGeometry geometry = geometries().findFirst().orElseThrow();
        Volume volume = new Volume(geometry, 0, List.of(SliceScale.IDENTITY));
        short[] same = new short[COLUMNS * ROWS];
        Arrays.fill(same, (short) 100);
        for (int k = 0; k < SLICES; k++) {
            volume.put(k, same);
        }
        PlaneGrid view = view(geometry, new Vector3(0, 0, 1), 9, 9, 1);
        TransferFunction glass = new TransferFunction(
                List.of(new TransferFunction.Point(0, 0.02, 1, 1, 1), new TransferFunction.Point(200, 0.02, 1, 1, 1)));
        // 29 slices of 1.5 mm: Max 1995, equation 5.
        double expected = 255 * (1 - Math.exp(-0.02 * SLICES * 1.5));
        for (boolean soon : new boolean[] {false, true}) {
            byte[] rgb = VolumeRenderer.solid(volume, view, glass, soon, 1).rgb();
            assertThat((double) (rgb[3 * 40] & 0xFF)).isCloseTo(expected, within(2.0));
        }
    }

    @Test
    void whereSlicesFailedNothingIsMadeUp() {
        VolumeGeometry geometry = geometries().findFirst().orElseThrow();
        Volume volume = new Volume(geometry, 0, List.of(SliceScale.IDENTITY));
        short[] bright = new short[COLUMNS * ROWS];
        Arrays.fill(bright, (short) 1000);
        for (int k = 0; k < SLICES; k++) {
            if (k == 10 || k == 11) {
                volume.fail(k, "damaged");
            } else {
                volume.put(k, bright);
            }
        }
        PlaneGrid view = view(geometry, new Vector3(0, 1, 0), 5, 90, 0.5);
        ReslicedPlane maximum = VolumeRenderer.maximum(volume, view, NO_FLOOR, NO_CEILING, false, 1);
        VolumeRenderer.Solid solid = VolumeRenderer.solid(volume, view, VolumePreset.BONE, 400, 1000, false, 1);
        assertThat(maximum.crossesGap()).isTrue();
        assertThat(solid.crossesGap()).isTrue();
        for (int y = 0; y < 90; y++) {
            double z = view.toPatient(new PixelPoint(2, y)).z();
            double slice = (z - 100) / 1.5;
            byte expected = slice < -0.5 || slice > SLICES - 0.5
                    ? ReslicedPlane.OUTSIDE
                    : slice > 9.5 && slice < 11.5 ? ReslicedPlane.GAP : ReslicedPlane.INSIDE;
            assertThat(maximum.cover()[5 * y + 2]).as("slice %s", slice).isEqualTo(expected);
            if (expected != ReslicedPlane.INSIDE) {
                assertThat(solid.rgb()[3 * (5 * y + 2)]).isZero();
            } else {
                assertThat(solid.rgb()[3 * (5 * y + 2)] & 0xFF).isGreaterThan(100);
            }
        }
    }

    @Test
    void whileItFillsOnlyWhatHasComeIsShownAndRangesFollow() {
        VolumeGeometry geometry = geometries().findFirst().orElseThrow();
        Volume volume = new Volume(geometry, 0, List.of(SliceScale.IDENTITY));
        PlaneGrid view = view(geometry, new Vector3(0, 0, 1), 5, 5, 1);
        assertThat(VolumeRenderer.maximum(volume, view, NO_FLOOR, NO_CEILING, false, 1)
                        .cover())
                .containsOnly(ReslicedPlane.PENDING);
        short[] values = new short[COLUMNS * ROWS];
        for (int k = SLICES - 1; k >= 0; k--) {
            Arrays.fill(values, (short) (1000 - k));
            volume.put(k, values);
            ReslicedPlane maximum = VolumeRenderer.maximum(volume, view, NO_FLOOR, NO_CEILING, false, 1);
            assertThat(maximum.values()).containsOnly(1000 - k);
            assertThat(maximum.complete()).isEqualTo(k == 0);
            assertThat(maximum.loaded()).isEqualTo(SLICES - k);
        }
    }
}
