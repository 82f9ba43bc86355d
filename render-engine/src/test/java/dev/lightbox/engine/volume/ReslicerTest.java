package dev.lightbox.engine.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lightbox.engine.geometry.ImagePlane;
import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.PixelPoint;
import dev.lightbox.engine.geometry.PixelSpacing;
import dev.lightbox.engine.geometry.PlaneGrid;
import dev.lightbox.engine.geometry.Vector3;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** Planes and slabs of volumes of all kinds: each pixel is what the rules say, whichever way it was computed. */
class ReslicerTest {

    private static final int VOLUMES = 100;
    private static final Vector3 X = new Vector3(1, 0, 0);
    private static final Vector3 Y = new Vector3(0, 1, 0);

    @Test
    void planesAlongTheVolumesAxesAreTheReferences() {
        compare(1, true);
    }

    @Test
    void obliquePlanesAreTheReferences() {
        compare(2, false);
    }

    private static void compare(long seed, boolean aligned) {
        int inside = 0;
        for (int i = 0; i < VOLUMES; i++) {
            RandomVolumes random = new RandomVolumes(seed * 10_000 + i);
            VolumeGeometry geometry = random.geometry(i % 2 == 0);
            Volume volume = random.volume(geometry);
            for (int n = 0; n < 3; n++) {
                ResliceRequest request = random.request(geometry, aligned);
                inside += compare(volume, request, "seed " + seed + ", volume " + i + ", plane " + n + ": " + request);
            }
        }
        // Most planes do meet their volumes.
        assertThat(inside).isGreaterThan(30_000);
    }

    private static int compare(Volume volume, ResliceRequest request, String what) {
        ReslicedPlane plane = Reslicer.reslice(volume, request, 1);
        ReferenceReslicer reference = new ReferenceReslicer(volume, request);
        boolean gap = false;
        boolean doubtful = false;
        int inside = 0;
        for (int y = 0, at = 0; y < plane.height(); y++) {
            for (int x = 0; x < plane.width(); x++, at++) {
                ReferenceReslicer.Pixel pixel = reference.pixel(x, y);
                gap |= pixel.gap();
                doubtful |= pixel.doubtful();
                if (pixel.doubtful()) {
                    continue;
                }
                if (plane.cover()[at] != pixel.cover()
                        || Math.abs(plane.values()[at] - pixel.value()) > 0.02 + 1e-6 * Math.abs(pixel.value())) {
                    throw new AssertionError(what + "\n pixel " + x + ", " + y + ": " + plane.values()[at] + " (cover "
                            + plane.cover()[at] + "), expected " + pixel);
                }
                inside += pixel.cover() == ReslicedPlane.INSIDE ? 1 : 0;
            }
        }
        assertThat(doubtful || plane.crossesGap() == gap).as(what).isTrue();
        return inside;
    }

    /** Twenty slices of 30 × 25 voxels of 0.8 × 0.7 × 1.5 mm; a straight ramp in the patient, whole numbers at the voxels. */
    private static Volume ramp() {
        VolumeGeometry geometry = geometry(30, 25, 20, 1.5, 0);
        Volume volume = new Volume(geometry, 0, List.of());
        for (int k = 0; k < 20; k++) {
            short[] values = new short[30 * 25];
            for (int i = 0; i < values.length; i++) {
                values[i] = (short) (3 * (i % 30) - 7 * (i / 30) + 40 * k);
            }
            volume.put(k, values);
        }
        return volume;
    }

    private static VolumeGeometry geometry(int columns, int rows, int slices, double spacing, double tilt) {
        ImagePlane first = new ImagePlane(
                new PatientPoint(-10, 20, -30), X, Y, new PixelSpacing(0.7, 0.8, PixelSpacing.Kind.PATIENT));
        List<PatientPoint> origins = new ArrayList<>();
        for (int k = 0; k < slices; k++) {
            origins.add(first.origin().plus(new Vector3(0, tilt * k * spacing, k * spacing)));
        }
        return new VolumeGeometry(columns, rows, first, origins, new boolean[slices - 1]);
    }

    @Test
    void aRampStaysARampToRounding() {
        Volume volume = ramp();
        for (VolumeInterpolation interpolation : List.of(VolumeInterpolation.TRILINEAR, VolumeInterpolation.TRICUBIC)) {
            for (int turn = 0; turn < 12; turn++) {
                double a = turn * 0.5;
                Vector3 right = new Vector3(Math.cos(a), Math.sin(a), 0);
                Vector3 down = new Vector3(-Math.sin(a) * 0.6, Math.cos(a) * 0.6, 0.8);
                PlaneGrid grid = new PlaneGrid(new PatientPoint(1.3, 28, -15.7), right, down, 0.37, 19, 17);
                for (Slab slab : List.of(Slab.NONE, new Slab(3, Slab.Mode.MEAN))) {
                    ReslicedPlane plane = Reslicer.reslice(volume, new ResliceRequest(grid, interpolation, slab, 0));
                    for (int i = 0; i < plane.values().length; i++) {
                        VoxelPoint p = volume.geometry().toVoxel(grid.toPatient(new PixelPoint(i % 19, i / 19)));
                        double expected = 3 * p.column() - 7 * p.row() + 40 * p.slice();
                        assertThat(plane.cover()[i]).isEqualTo(ReslicedPlane.INSIDE);
                        // A float of this size has steps of 3e-5 to 6e-5.
                        assertThat((double) plane.values()[i])
                                .isCloseTo(expected, org.assertj.core.data.Offset.offset(2e-4));
                    }
                }
            }
        }
    }

    @Test
    void itsOwnSlicesComeBackUnchanged() {
        Volume volume = ramp();
        VolumeGeometry geometry = volume.geometry();
        // Pixels are square, these voxels aren't; so every pixel of a row meets a voxel, and one row only.
        for (int k = 0; k < 20; k++) {
            PlaneGrid grid = new PlaneGrid(geometry.toPatient(new VoxelPoint(14.5, 11, k)), X, Y, 0.8, 30, 1);
            for (VolumeInterpolation interpolation : VolumeInterpolation.values()) {
                ReslicedPlane plane = Reslicer.reslice(volume, new ResliceRequest(grid, interpolation, Slab.NONE, 0));
                for (int x = 0; x < 30; x++) {
                    assertThat(plane.values()[x])
                            .isCloseTo(3 * x - 77 + 40 * k, org.assertj.core.data.Offset.offset(1e-4f));
                }
            }
        }
    }

    @Test
    void anyNumberOfThreadsGivesTheSamePicture() {
        for (int i = 0; i < 40; i++) {
            RandomVolumes random = new RandomVolumes(777 + i);
            VolumeGeometry geometry = random.geometry(i % 2 == 0);
            Volume volume = random.volume(geometry);
            ResliceRequest request = random.request(geometry, i % 3 == 0);
            ReslicedPlane one = Reslicer.reslice(volume, request, 1);
            for (int threads : new int[] {2, 3, 64}) {
                ReslicedPlane several = Reslicer.reslice(volume, request, threads);
                assertThat(several.values()).isEqualTo(one.values());
                assertThat(several.cover()).isEqualTo(one.cover());
                assertThat(several.crossesGap()).isEqualTo(one.crossesGap());
            }
        }
    }

    @Test
    void planesBesideTheVolumeAreOutside() {
        PlaneGrid grid = new PlaneGrid(new PatientPoint(0, 0, 900), X, Y, 1, 33, 7);
        for (Slab slab : List.of(Slab.NONE, new Slab(100, Slab.Mode.MIP), new Slab(0.1, Slab.Mode.MEAN))) {
            ReslicedPlane plane =
                    Reslicer.reslice(ramp(), new ResliceRequest(grid, VolumeInterpolation.TRILINEAR, slab, 0));
            assertThat(plane.cover()).containsOnly(ReslicedPlane.OUTSIDE);
            assertThat(plane.values()).containsOnly(0);
        }
    }

    @Test
    void slabsThickerThanAnyBodyTakeNoLongerThanTheVolume() {
        PlaneGrid grid = new PlaneGrid(new PatientPoint(1.6, 28, 0), X, Y, 0.8, 5, 5);
        ReslicedPlane plane = Reslicer.reslice(
                ramp(), new ResliceRequest(grid, VolumeInterpolation.TRILINEAR, new Slab(50_000, Slab.Mode.MIP), 0.2));
        // The last slice has the largest values.
        assertThat(plane.cover()).containsOnly(ReslicedPlane.INSIDE);
        assertThat(plane.values()[12])
                .isCloseTo(3 * 14.5f - 7 * (8 / 0.7f) + 760, org.assertj.core.data.Offset.offset(0.01f));
    }

    /** Rescale Slope below 0, as some maps of an analysis have it: the largest modality value is the smallest stored one. */
    @Test
    void theLargestValueIsThatOfTheModalityThoughStoredValuesFall() {
        VolumeGeometry geometry = geometry(8, 8, 5, 2, 0);
        Volume volume = new Volume(geometry, 0, List.of(new SliceScale(-2, 10)));
        for (int k = 0; k < 5; k++) {
            short[] values = new short[64];
            java.util.Arrays.fill(values, (short) (100 * k));
            volume.put(k, values);
        }
        // Through all slices; along the volume's directions, and a little askew.
        for (Vector3 right : List.of(X, new Vector3(Math.cos(0.02), 0, Math.sin(0.02)))) {
            PlaneGrid grid = new PlaneGrid(geometry.toPatient(new VoxelPoint(3, 3, 2)), right, Y, 0.1, 3, 3);
            for (VolumeInterpolation interpolation : VolumeInterpolation.values()) {
                assertThat(extreme(volume, grid, interpolation, Slab.Mode.MIP)).isEqualTo(0);
                assertThat(extreme(volume, grid, interpolation, Slab.Mode.MINIP))
                        .isEqualTo(400);
            }
        }
        List<PatientPoint> line =
                List.of(geometry.toPatient(new VoxelPoint(2, 3, 2)), geometry.toPatient(new VoxelPoint(5, 3, 2)));
        CurvedGrid curved = CurvedGrid.straightened(line, false, Y, 0, 0.5, 1);
        Slab slab = new Slab(20, Slab.Mode.MIP);
        ReslicedPlane plane = CurvedReformat.reslice(volume, curved, VolumeInterpolation.TRILINEAR, slab, 0, 1);
        assertThat(plane.values()[0]).isEqualTo(0);
    }

    /** Values that have a table (Modality LUT): falling like a slope below 0; up and down, they can't be compared as they are stored. */
    @Test
    void theLargestValueIsThatOfTheModalityWhateverItsTableDoes() {
        VolumeGeometry geometry = geometry(8, 8, 5, 2, 0);
        for (ValueOrder order : ValueOrder.values()) {
            Volume volume = new Volume(geometry, 0, List.of(), order);
            for (int k = 0; k < 5; k++) {
                short[] values = new short[64];
                java.util.Arrays.fill(values, (short) (100 + 100 * k));
                volume.put(k, values);
            }
            List<PatientPoint> line =
                    List.of(geometry.toPatient(new VoxelPoint(2, 3, 2)), geometry.toPatient(new VoxelPoint(5, 3, 2)));
            CurvedGrid curved = CurvedGrid.straightened(line, false, Y, 0, 0.5, 1);
            PlaneGrid grid = new PlaneGrid(geometry.toPatient(new VoxelPoint(3, 3, 2)), X, Y, 0.1, 3, 3);
            Slab mip = new Slab(20, Slab.Mode.MIP);
            if (order == ValueOrder.NEITHER) {
                for (Slab.Mode mode : List.of(Slab.Mode.MIP, Slab.Mode.MINIP)) {
                    assertThatThrownBy(() -> extreme(volume, grid, VolumeInterpolation.TRILINEAR, mode))
                            .isInstanceOf(IllegalArgumentException.class)
                            .hasMessageContaining("Modality LUT");
                }
                assertThatThrownBy(
                                () -> CurvedReformat.reslice(volume, curved, VolumeInterpolation.TRILINEAR, mip, 0, 1))
                        .isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> rays(volume, grid)).isInstanceOf(IllegalArgumentException.class);
                // A mean, and the plane alone, compare nothing.
                assertThat(extreme(volume, grid, VolumeInterpolation.TRILINEAR, Slab.Mode.MEAN))
                        .isEqualTo(300);
                assertThat(Reslicer.reslice(volume, ResliceRequest.of(grid)).values()[4])
                        .isEqualTo(300);
                continue;
            }
            float largest = order == ValueOrder.FALLING ? 100 : 500;
            assertThat(extreme(volume, grid, VolumeInterpolation.TRILINEAR, Slab.Mode.MIP))
                    .isEqualTo(largest);
            assertThat(extreme(volume, grid, VolumeInterpolation.TRILINEAR, Slab.Mode.MINIP))
                    .isEqualTo(600 - largest);
            assertThat(CurvedReformat.reslice(volume, curved, VolumeInterpolation.TRILINEAR, mip, 0, 1)
                            .values()[0])
                    .isEqualTo(largest);
            assertThat(rays(volume, grid)).isEqualTo(largest);
        }
    }

    private static float rays(Volume volume, PlaneGrid grid) {
        return VolumeRenderer.maximum(volume, grid, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, false, 1)
                .values()[4];
    }

    private static float extreme(Volume volume, PlaneGrid grid, VolumeInterpolation interpolation, Slab.Mode mode) {
        ResliceRequest request = new ResliceRequest(grid, interpolation, new Slab(20, mode), 0);
        return Reslicer.reslice(volume, request).values()[4];
    }

    @Test
    void nothingLoadedYetIsPendingAndNearestSlicesStandInLater() {
        VolumeGeometry geometry = geometry(8, 8, 5, 2, 0);
        Volume volume = new Volume(geometry, 0, List.of());
        PlaneGrid grid = new PlaneGrid(geometry.toPatient(new VoxelPoint(3, 3, 2)), X, new Vector3(0, 0, 1), 2, 2, 5);
        ReslicedPlane before = Reslicer.reslice(volume, ResliceRequest.of(grid));
        assertThat(before.cover()).containsOnly(ReslicedPlane.PENDING);
        assertThat(before.complete()).isFalse();
        short[] values = new short[64];
        java.util.Arrays.fill(values, (short) 9);
        volume.put(1, values);
        ReslicedPlane partly = Reslicer.reslice(volume, ResliceRequest.of(grid));
        assertThat(partly.cover()).containsOnly(ReslicedPlane.INSIDE);
        assertThat(partly.values()).containsOnly(9);
        assertThat(partly.loaded()).isEqualTo(1);
        volume.fail(4, "made up");
        ReslicedPlane failed = Reslicer.reslice(volume, ResliceRequest.of(grid));
        assertThat(failed.cover()).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 2, 2);
        assertThat(failed.crossesGap()).isTrue();
    }

    @Test
    void anEndSliceBesideAGapReachesOutByHalfTheUsualDistance() {
        ImagePlane first =
                new ImagePlane(new PatientPoint(0, 0, 0), X, Y, new PixelSpacing(1, 1, PixelSpacing.Kind.PATIENT));
        List<PatientPoint> origins = new ArrayList<>();
        for (double z : new double[] {0, 60, 63, 66, 69, 72, 132}) {
            origins.add(new PatientPoint(0, 0, z));
        }
        boolean[] gaps = {true, false, false, false, false, true};
        VolumeGeometry geometry = new VolumeGeometry(9, 9, first, origins, gaps);
        Volume volume = new Volume(geometry, 0, List.of());
        for (int k = 0; k < 7; k++) {
            short[] values = new short[81];
            java.util.Arrays.fill(values, (short) 50);
            volume.put(k, values);
        }
        // A coronal picture, and one turned a little so that nothing runs along the volume's own directions.
        for (double turned : new double[] {0, 0.3}) {
            Vector3 right = new Vector3(Math.cos(turned), Math.sin(turned), 0);
            PlaneGrid grid = new PlaneGrid(new PatientPoint(4, 4, 66.2), right, new Vector3(0, 0, 1), 1, 3, 221);
            for (Slab slab : List.of(Slab.NONE, new Slab(2, Slab.Mode.MIP))) {
                ReslicedPlane plane =
                        Reslicer.reslice(volume, new ResliceRequest(grid, VolumeInterpolation.TRILINEAR, slab, 0));
                for (int y = 0; y < 221; y++) {
                    double z = 66.2 + y - 110;
                    byte expected = z < -1.5 || z > 133.5
                            ? ReslicedPlane.OUTSIDE
                            : z > 1.5 && z < 58.5 || z > 73.5 && z < 130.5 ? ReslicedPlane.GAP : ReslicedPlane.INSIDE;
                    assertThat(plane.cover()[3 * y + 1]).as("z = %s mm", z).isEqualTo(expected);
                }
            }
        }
        assertThat(geometry.corners().getFirst().z()).isEqualTo(-1.5);
        assertThat(geometry.corners().getLast().z()).isCloseTo(133.5, org.assertj.core.data.Offset.offset(1e-9));
    }

    @Test
    void betweenThinAndThickSlicesEachReachesIntoTheGapAsFarAsItsOwnKind() {
        ImagePlane first =
                new ImagePlane(new PatientPoint(0, 0, 0), X, Y, new PixelSpacing(1, 1, PixelSpacing.Kind.PATIENT));
        double[] positions = {0, 1, 2, 3, 4, 24, 29, 34, 39};
        List<PatientPoint> origins = new ArrayList<>();
        double[] usual = new double[9];
        boolean[] gaps = new boolean[8];
        for (int k = 0; k < 9; k++) {
            origins.add(new PatientPoint(0, 0, positions[k]));
            usual[k] = k < 5 ? 1 : 5;
        }
        gaps[4] = true;
        Volume volume = new Volume(new VolumeGeometry(9, 9, first, origins, gaps, usual), 0, List.of());
        for (int k = 0; k < 9; k++) {
            short[] values = new short[81];
            java.util.Arrays.fill(values, (short) (100 + k));
            volume.put(k, values);
        }
        for (double turned : new double[] {0, 0.3}) {
            Vector3 right = new Vector3(Math.cos(turned), Math.sin(turned), 0);
            PlaneGrid grid = new PlaneGrid(new PatientPoint(4, 4, 20.05), right, new Vector3(0, 0, 1), 0.1, 3, 451);
            for (VolumeInterpolation interpolation : VolumeInterpolation.values()) {
                ReslicedPlane plane = Reslicer.reslice(volume, new ResliceRequest(grid, interpolation, Slab.NONE, 0));
                for (int y = 0; y < 451; y++) {
                    double z = 20.05 + (y - 225) * 0.1;
                    byte expected = z < -0.5 || z > 41.5
                            ? ReslicedPlane.OUTSIDE
                            : z > 4.5 && z < 21.5 ? ReslicedPlane.GAP : ReslicedPlane.INSIDE;
                    assertThat(plane.cover()[3 * y + 1]).as("z = %s mm", z).isEqualTo(expected);
                }
            }
        }
        // Rays meet it likewise: from the side, beside the gap's borders.
        PlaneGrid side = new PlaneGrid(new PatientPoint(4, 4, 20.05), X, new Vector3(0, 0, 1), 0.1, 1, 451);
        ReslicedPlane rays =
                VolumeRenderer.maximum(volume, side, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, false, 1);
        for (int y = 0; y < 451; y++) {
            double z = 20.05 + (y - 225) * 0.1;
            boolean inside = z > -0.5 && z < 4.5 || z > 21.5 && z < 41.5;
            assertThat(rays.cover()[y] == ReslicedPlane.INSIDE)
                    .as("z = %s mm", z)
                    .isEqualTo(inside);
        }
    }

    /** Axial slices of 8 × 8 voxels of 1 mm at these places, black but for one of 1000. */
    private static Volume oneBright(int bright, double... positions) {
        ImagePlane first = new ImagePlane(
                new PatientPoint(0, 0, positions[0]), X, Y, new PixelSpacing(1, 1, PixelSpacing.Kind.PATIENT));
        List<PatientPoint> origins = new ArrayList<>();
        for (double z : positions) {
            origins.add(new PatientPoint(0, 0, z));
        }
        VolumeGeometry geometry = new VolumeGeometry(8, 8, first, origins, new boolean[positions.length - 1]);
        Volume volume = new Volume(geometry, 0, List.of(SliceScale.IDENTITY));
        for (int k = 0; k < positions.length; k++) {
            short[] values = new short[64];
            java.util.Arrays.fill(values, (short) (k == bright ? 1000 : 0));
            volume.put(k, values);
        }
        return volume;
    }

    /** A pixel at (4, 4, z), its normal along z or a little askew, as the largest value of a slab. */
    private static float brightest(Volume volume, double z, double turned, double thickness, double stepMm) {
        Vector3 right = new Vector3(Math.cos(turned), 0, Math.sin(turned));
        PlaneGrid grid = new PlaneGrid(new PatientPoint(4, 4, z), right, Y, 0.01, 3, 3);
        ResliceRequest request =
                new ResliceRequest(grid, VolumeInterpolation.TRILINEAR, new Slab(thickness, Slab.Mode.MIP), stepMm);
        return Reslicer.reslice(volume, request).values()[4];
    }

    @Test
    void noSliceIsMissedWhereSlicesLieCloserThanPixels() {
        double[] positions = new double[24];
        for (int k = 0; k < 24; k++) {
            positions[k] = k <= 8 ? k : k <= 14 ? 8 + 0.25 * (k - 8) : 9.5 + k - 14;
        }
        // At 8.75 mm, between samples that lie half a pixel or half the usual distance apart.
        Volume volume = oneBright(11, positions);
        assertThat(volume.geometry().medianSpacingMm()).isEqualTo(1);
        for (double turned : new double[] {0, 0.02}) {
            assertThat(brightest(volume, 8, turned, 4, 0)).isGreaterThan(990);
        }
        PlaneGrid grid = new PlaneGrid(new PatientPoint(4, 4, 8), X, Y, 0.01, 3, 3);
        ReslicedPlane whole =
                VolumeRenderer.maximum(volume, grid, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, false, 1);
        assertThat(whole.values()[4]).isGreaterThan(990);
    }

    @Test
    void slicesAtAlmostTheSamePlaceDontMultiplyTheSamples() {
        VolumeGeometry geometry = oneBright(3, 0, 1, 2, 2.02, 3, 4, 5).geometry();
        assertThat(geometry.smallestEdgeMm()).isEqualTo(0.25);
        assertThat(geometry.sampleStepMm()).isEqualTo(0.125);
    }

    @Test
    void thePlaneIsAmongTheSamplesWhateverTheirDistance() {
        Volume volume = oneBright(5, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        for (double turned : new double[] {0, 0.02}) {
            for (double step : new double[] {0.7, 1, 1.4, 3, 50}) {
                assertThat(brightest(volume, 5, turned, 3, step))
                        .as("step of %s mm", step)
                        .isEqualTo(1000);
            }
        }
    }

    @Test
    void howThickASlabIsBeyondTheVolumeCoarsensNothing() {
        Volume volume = oneBright(5, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        List<PatientPoint> line = List.of(new PatientPoint(2, 4, 5.3), new PatientPoint(6, 4, 5.3));
        CurvedGrid curved = CurvedGrid.straightened(line, false, Y, 0, 0.5, 3);
        for (double thickness : new double[] {40, 1e6, 1e12}) {
            Slab slab = new Slab(thickness, Slab.Mode.MIP);
            for (double turned : new double[] {0, 0.02}) {
                assertThat(brightest(volume, 5.2, turned, thickness, 0)).isGreaterThan(700);
            }
            PlaneGrid grid = new PlaneGrid(new PatientPoint(4, 4, 5.2), X, Y, 1, 3, 3);
            assertThat(Reslicer.reslice(volume, new ResliceRequest(grid, VolumeInterpolation.NEAREST, slab, 0))
                            .coarse())
                    .isFalse();
            ReslicedPlane plane = CurvedReformat.reslice(volume, curved, VolumeInterpolation.TRILINEAR, slab, 0, 1);
            assertThat(plane.coarse()).isFalse();
            assertThat(plane.values()[1]).isGreaterThan(700);
        }
    }

    @Test
    void whatIsSampledCoarselySaysSo() {
        Volume volume = oneBright(5, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        PlaneGrid grid = new PlaneGrid(new PatientPoint(4, 4, 5), X, Y, 1, 3, 3);
        Slab slab = new Slab(8, Slab.Mode.MEAN);
        assertThat(Reslicer.reslice(volume, new ResliceRequest(grid, VolumeInterpolation.TRILINEAR, slab, 0.5))
                        .coarse())
                .isFalse();
        assertThat(Reslicer.reslice(volume, new ResliceRequest(grid, VolumeInterpolation.TRILINEAR, slab, 0.6))
                        .coarse())
                .isTrue();
        // A curve whose ends lie 30 m apart has more samples across than are ever taken.
        List<PatientPoint> line = List.of(new PatientPoint(4, 4, 5), new PatientPoint(4, 4, 30_000));
        CurvedGrid curved = CurvedGrid.straightened(line, false, Y, 0, 1, 1);
        Slab thick = new Slab(60_000, Slab.Mode.MIP);
        assertThat(CurvedReformat.reslice(volume, curved, VolumeInterpolation.NEAREST, thick, 0, 2)
                        .coarse())
                .isTrue();
        assertThat(CurvedReformat.reslice(volume, curved, VolumeInterpolation.NEAREST, slab, 0, 2)
                        .coarse())
                .isFalse();
        // Voxels of a nanometre.
        ImagePlane first =
                new ImagePlane(new PatientPoint(0, 0, 0), X, Y, new PixelSpacing(1, 1e-6, PixelSpacing.Kind.PATIENT));
        List<PatientPoint> origins = List.of(new PatientPoint(0, 0, 0), new PatientPoint(0, 0, 5));
        Volume thin = new Volume(new VolumeGeometry(8, 8, first, origins, new boolean[1]), 0, List.of());
        PlaneGrid one = new PlaneGrid(new PatientPoint(0, 4, 2), X, Y, 1, 1, 1);
        assertThat(Reslicer.reslice(thin, new ResliceRequest(one, VolumeInterpolation.NEAREST, slab, 0))
                        .coarse())
                .isTrue();
    }

    @Test
    void anInterruptEndsIt() {
        PlaneGrid grid = new PlaneGrid(new PatientPoint(0, 28, -15), X, Y, 0.01, 400, 4000);
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> Reslicer.reslice(ramp(), ResliceRequest.of(grid), 2))
                    .isInstanceOf(CancellationException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
