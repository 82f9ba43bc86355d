package dev.lightbox.engine.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lightbox.engine.dicom.DicomReader;
import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.Vector3;
import dev.lightbox.engine.phantom.GeometryPhantom;
import dev.lightbox.engine.phantom.GeometryPhantom.Sphere;
import dev.lightbox.engine.phantom.GeometryStack;
import dev.lightbox.engine.phantom.GeometryStudy;
import dev.lightbox.engine.phantom.VoxelGrid.Point;
import dev.lightbox.engine.render.SourceImage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Series of the geometry phantom become volumes in which everything lies where it is. */
class GeometryPhantomTest {

    @Test
    void aTiltedStackIsShearedByItsTilt() throws Exception {
        VolumePlan<SharedSeries.Frame> plan = assertTrue(GeometryStudy.TILTED.stack());
        assertThat(plan.geometry().shearDegrees()).isCloseTo(15, within(1e-4));
        assertThat(plan.geometry().isAffine()).isTrue();
        assertThat(plan.warnings()).isEmpty();
        assertThat(gaps(plan)).isEmpty();
    }

    @Test
    void tiltsOfEitherSignAndInEitherOrderAreFound() throws Exception {
        double[] tilts = {-28.3, -0.6, 0, 7.25, 22.3};
        for (int i = 0; i < tilts.length; i++) {
            GeometryStack stack = GeometryStack.builder()
                    .size(112, 104, 1.6, 1.5)
                    .even(44, 3.2)
                    .tilt(tilts[i])
                    .order(GeometryStack.Order.values()[i % 3])
                    .build();
            assertThat(assertTrue(stack).geometry().shearDegrees()).isCloseTo(Math.abs(tilts[i]), within(1e-4));
        }
    }

    @Test
    void unevenSlicesLieAtTheirOwnPlaces() throws Exception {
        VolumePlan<SharedSeries.Frame> plan = assertTrue(GeometryStudy.UNEVEN.stack());
        assertThat(plan.geometry().isAffine()).isFalse();
        assertThat(plan.warnings()).singleElement().asString().contains("unevenly spaced", "2.600 to 3.400 mm");
        assertThat(gaps(plan)).isEmpty();
    }

    @Test
    void missingSlicesLeaveGapsOfTheirSize() throws Exception {
        VolumePlan<SharedSeries.Frame> plan = assertTrue(GeometryStudy.GAPS.stack());
        assertThat(gaps(plan)).containsExactly(19, 28);
        assertThat(plan.geometry().intervalMm(19)).isCloseTo(18, within(1e-6));
        assertThat(plan.geometry().intervalMm(28)).isCloseTo(6, within(1e-6));
        assertThat(SpacingRun.text(SpacingRun.of(plan.geometry())))
                .isEqualTo("3.000 mm x19; 18.000 mm x1; 3.000 mm x8; 6.000 mm x1; 3.000 mm x12");
    }

    @Test
    void slopesThatDifferStayWithTheirSlices() throws Exception {
        VolumePlan<SharedSeries.Frame> plan = assertTrue(GeometryStudy.PET.stack());
        assertThat(plan.scales()).hasSize(32);
        assertThat(plan.begin().hasScaleOfEachSlice()).isTrue();
    }

    @Test
    void anObliqueTiltedUnevenStackWithAGapIsRightAllTheSame() throws Exception {
        GeometryStack stack = GeometryStack.builder()
                .size(88, 96, 1.8, 1.7)
                .orientation(new Point(0.2, 0.96, 0.1), new Point(0.1, -0.2, -0.95))
                .middle(new Point(2, 0, -3))
                .tilt(11)
                .positions(IntStream.range(0, 40)
                        .mapToDouble(i -> -66 + 3.3 * i + 0.4 * Math.sin(i))
                        .toArray())
                .missing(30, 31)
                .order(GeometryStack.Order.SHUFFLED)
                .build();
        VolumePlan<SharedSeries.Frame> plan = assertTrue(stack);
        assertThat(gaps(plan)).containsExactly(29);
        for (int slice = 0; slice < 37; slice++) {
            assertThat(plan.geometry().intervalMm(slice)).isCloseTo(stack.intervalMm(slice), within(1e-6));
        }
    }

    @Test
    void aSliceThatIsThereTwiceIsUsedOnce() throws Exception {
        GeometryStack stack = GeometryStack.builder().twice(11).build();
        SeriesVolumes<SharedSeries.Frame> found = SharedSeries.volumes(images(stack));
        assertThat(found.leftOut()).hasSize(1);
        assertThat(assertTrue(stack).geometry().slices()).isEqualTo(60);
    }

    @Test
    void slicesOfTwoThicknessesSideBySideHaveNoGap() throws Exception {
        double[] positions = IntStream.range(0, 20)
                .mapToDouble(i -> i < 10 ? 3 * i : 27 + 6 * (i - 9))
                .toArray();
        double[] thicknesses =
                IntStream.range(0, 20).mapToDouble(i -> i < 10 ? 3 : 6).toArray();
        GeometryStack.Builder stack = GeometryStack.builder()
                .content(GeometryPhantom.Content.RAMP)
                .size(48, 40, 2, 2)
                .positions(positions);
        assertThat(gaps(assertTrue(stack.thicknesses(thicknesses).build()))).isEmpty();
    }

    @Test
    void halfTheResolutionIsTheMeanAtItsPlace() throws Exception {
        GeometryStack stack = GeometryStack.builder()
                .content(GeometryPhantom.Content.RAMP)
                .size(25, 20, 4, 5)
                .tilt(15)
                .build();
        VolumePlan<SharedSeries.Frame> half =
                SharedSeries.volumes(images(stack)).volumes().getFirst().halved();
        Volume volume = SharedSeries.filled(half);
        assertThat(half.reduced()).isTrue();
        assertThat(half.warnings()).contains(VolumePlan.REDUCED);
        assertThat(half.geometry().columns()).isEqualTo(12);
        for (int y = 0; y < 10; y++) {
            for (int x = 0; x < 12; x++) {
                // The mean of a linear ramp over four places is its value in their middle.
                double truth = stack.valueAt(half.geometry().toPatient(new VoxelPoint(x, y, 30)));
                double value = (volume.voxels().get(x, y, 30) + volume.offset()) / 16.0 - 1024;
                assertThat(value).isCloseTo(truth, within(1 / 16.0 + 1e-6));
            }
        }
    }

    @Test
    void picturesThatTurnMakeNoVolumeAndSaySo() throws Exception {
        SeriesVolumes<SharedSeries.Frame> found = SharedSeries.volumes(images(GeometryStudy.TURNING.stack()));
        assertThat(found.volumes()).isEmpty();
        assertThat(found.leftOut()).hasSize(12);
        assertThat(found.refusals()).singleElement().asString().contains("turned");
    }

    /** Every voxel is the phantom at its place, to the rounding of stored values; and the spheres lie where they are. */
    private static VolumePlan<SharedSeries.Frame> assertTrue(GeometryStack stack) throws Exception {
        SeriesVolumes<SharedSeries.Frame> found = SharedSeries.volumes(images(stack));
        assertThat(found.volumes()).hasSize(1);
        VolumePlan<SharedSeries.Frame> plan = found.volumes().getFirst();
        Volume volume = SharedSeries.filled(plan);
        VolumeGeometry geometry = plan.geometry();
        assertThat(geometry.slices()).isEqualTo(stack.slices());
        Centroids centroids = new Centroids();
        double water = stack.modality() == GeometryStack.Modality.PT ? GeometryStack.ACTIVITY_OF_WATER : 0;
        for (int slice = 0; slice < geometry.slices(); slice++) {
            SliceScale scale = plan.scales().get(plan.scales().size() == 1 ? 0 : slice);
            // And what 16 characters of a decimal string leave of a position, on the steep edges.
            double rounding = scale.slope() / 2 + 1e-5;
            for (int row = 0; row < geometry.rows(); row++) {
                for (int column = 0; column < geometry.columns(); column++) {
                    int stored = volume.voxels().get(column, row, slice) + volume.offset();
                    double value = stored * scale.slope() + scale.intercept();
                    PatientPoint point = geometry.toPatient(new VoxelPoint(column, row, slice));
                    double truth = stack.valueAt(point);
                    if (Math.abs(value - truth) > rounding) {
                        assertThat(value).as("value at %s", point).isCloseTo(truth, within(rounding));
                    }
                    centroids.add(point, value - water);
                }
            }
        }
        if (gaps(plan).isEmpty() && stack.content() == GeometryPhantom.Content.OBJECTS) {
            centroids.assertNear(geometry);
        }
        return plan;
    }

    /** Where spheres are found by their values alone, if each voxel weighs what it stands for. */
    private static final class Centroids {
        private static final double AROUND_MM = 1;

        private final double[] weights = new double[GeometryPhantom.SPHERES.size()];
        private final Vector3[] sums = Stream.generate(() -> new Vector3(0, 0, 0))
                .limit(weights.length)
                .toArray(Vector3[]::new);

        /** @param value above water's */
        void add(PatientPoint point, double value) {
            for (int i = 0; i < weights.length; i++) {
                Sphere sphere = GeometryPhantom.SPHERES.get(i);
                Vector3 from = point.minus(new PatientPoint(sphere.x(), sphere.y(), sphere.z()));
                if (from.length() < sphere.diameterMm() / 2 + AROUND_MM) {
                    weights[i] += value;
                    sums[i] = sums[i].plus(from.times(value));
                }
            }
        }

        void assertNear(VolumeGeometry geometry) {
            double most = 0;
            for (int k = 0; k < geometry.slices() - 1; k++) {
                most = Math.max(most, geometry.intervalMm(k));
            }
            int measured = 0;
            for (int i = 0; i < weights.length; i++) {
                if (!isWithin(geometry, GeometryPhantom.SPHERES.get(i))) {
                    continue;
                }
                measured++;
                assertThat(weights[i]).isPositive();
                double off = sums[i].times(1 / weights[i]).length();
                // Uneven slices weigh unevenly.
                assertThat(off).as("sphere %d", i).isLessThan((geometry.isAffine() ? 0.1 : 0.2) * most);
            }
            assertThat(measured).isPositive();
        }

        /** Whether the slices reach around all of it. */
        private static boolean isWithin(VolumeGeometry geometry, Sphere sphere) {
            double reach = sphere.diameterMm() / 2 + AROUND_MM;
            return Stream.of(-reach, reach)
                    .flatMap(r -> Stream.of(
                            new PatientPoint(sphere.x() + r, sphere.y(), sphere.z()),
                            new PatientPoint(sphere.x(), sphere.y() + r, sphere.z()),
                            new PatientPoint(sphere.x(), sphere.y(), sphere.z() + r)))
                    .map(geometry::toVoxel)
                    .allMatch(voxel -> voxel.slice() >= 0
                            && voxel.slice() <= geometry.slices() - 1
                            && voxel.row() >= 0
                            && voxel.row() <= geometry.rows() - 1
                            && voxel.column() >= 0
                            && voxel.column() <= geometry.columns() - 1);
        }
    }

    private static List<SourceImage> images(GeometryStack stack) throws Exception {
        List<SourceImage> images = new ArrayList<>();
        for (byte[] file : GeometryStudy.files("test", stack)) {
            images.add(SourceImage.of(DicomReader.read(file, "slice " + images.size())));
        }
        return images;
    }

    private static List<Integer> gaps(VolumePlan<?> plan) {
        return IntStream.range(0, plan.geometry().slices() - 1)
                .filter(plan.geometry()::gapAfter)
                .boxed()
                .toList();
    }
}
