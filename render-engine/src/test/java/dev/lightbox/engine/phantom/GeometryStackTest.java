package dev.lightbox.engine.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.lightbox.engine.codec.StoredFrame;
import dev.lightbox.engine.dicom.DicomReader;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.geometry.ImagePlane;
import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.PixelPoint;
import dev.lightbox.engine.measure.BodyWeightSuv;
import dev.lightbox.engine.phantom.GeometryPhantom.Content;
import dev.lightbox.engine.phantom.GeometryPhantom.Sphere;
import dev.lightbox.engine.phantom.VoxelGrid.Point;
import dev.lightbox.engine.phantom.scene.Capsule;
import dev.lightbox.engine.phantom.scene.Scene;
import dev.lightbox.engine.render.SourceImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeometryStackTest {

    @Test
    void solidsHaveRoomAroundThemSoThatEachCanBeMeasuredAlone() {
        List<Sphere> spheres = GeometryPhantom.SPHERES;
        for (Sphere sphere : spheres) {
            double reach = sphere.diameterMm() / 2 + 2 * Scene.EDGE_MM;
            for (Capsule rod : GeometryPhantom.RODS) {
                assertThat(rod.distance(sphere.x(), sphere.y(), sphere.z())).isGreaterThan(reach);
            }
            for (Sphere other : spheres.subList(0, spheres.indexOf(sphere))) {
                double distance = new PatientPoint(sphere.x(), sphere.y(), sphere.z())
                        .minus(new PatientPoint(other.x(), other.y(), other.z()))
                        .length();
                assertThat(distance).isGreaterThan(reach + other.diameterMm() / 2);
            }
        }
        for (Capsule rod : GeometryPhantom.RODS) {
            for (Capsule other : GeometryPhantom.RODS) {
                for (double t = 0; rod != other && t <= 1; t += 1e-3) {
                    double distance = other.distance(
                            rod.ax() + t * (rod.bx() - rod.ax()),
                            rod.ay() + t * (rod.by() - rod.ay()),
                            rod.az() + t * (rod.bz() - rod.az()));
                    assertThat(distance).isGreaterThan(rod.radius() + 2 * Scene.EDGE_MM);
                }
            }
        }
    }

    @Test
    void theValueIsTheSolidsTheWatersOrTheRamps() {
        assertThat(Content.OBJECTS.valueAt(new PatientPoint(40, -30, 20))).isEqualTo(1000);
        assertThat(Content.OBJECTS.valueAt(new PatientPoint(46, -30, 20))).isEqualTo(500);
        assertThat(Content.OBJECTS.valueAt(new PatientPoint(30, 10, 30))).isEqualTo(0);
        assertThat(Content.OBJECTS.valueAt(new PatientPoint(0, 0, 67))).isEqualTo(-1000);
        assertThat(Content.RAMP.valueAt(new PatientPoint(5, 20, -7))).isEqualTo(100 + 10 - 30 - 21);
        GeometryStack pet =
                GeometryStack.builder().modality(GeometryStack.Modality.PT).build();
        assertThat(pet.valueAt(new PatientPoint(0, 0, 0))).isEqualTo(2000);
    }

    @Test
    void filesHoldTheTruthAtEachSlicesOwnPlace() throws Exception {
        GeometryStack stack = GeometryStack.builder()
                .content(Content.RAMP)
                .size(40, 30, 2, 2.5)
                .orientation(new Point(0.9, 0.3, -0.1), new Point(-0.2, 0.95, 0.2))
                .middle(new Point(3, 1, -4))
                .tilt(-21.5)
                .positions(-20, -17.5, -12, 3, 4.25, 11)
                .thicknesses(2, 2, 3, 3, 1, 1)
                .missing(2)
                .twice(1)
                .rescaledEach()
                .build();
        List<SourceImage> images = images(stack);
        int[] slices = {0, 1, 1, 2, 3, 4};
        assertThat(images).hasSize(slices.length);
        for (int i = 0; i < slices.length; i++) {
            assertTruth(images.get(i), stack, slices[i]);
        }
        assertThat(images.stream().map(SourceImage::sopInstanceUid)).doesNotHaveDuplicates();
        assertThat(stack.intervalMm(1)).isCloseTo(20.5 * Math.cos(Math.toRadians(21.5)), within(1e-9));
        assertThat(images.get(3).sliceThickness(1)).hasValue(3);
    }

    private static void assertTruth(SourceImage image, GeometryStack stack, int slice) throws Exception {
        ImagePlane plane = image.plane(1).orElseThrow();
        StoredFrame frame = image.decode(1);
        int[] expected = stack.storedSlice(slice);
        double slope = stack.rescale(slice).slope();
        for (int row = 0; row < stack.rows(); row++) {
            for (int column = 0; column < stack.columns(); column++) {
                double stored = frame.value(column, row, 0);
                assertThat(stored).isEqualTo(expected[row * stack.columns() + column]);
                // What counts is the truth at the place that the file gives.
                PatientPoint point = plane.toPatient(new PixelPoint(column, row));
                double truth = stack.valueAt(point);
                assertThat(image.modalityValue(1, stored)).isCloseTo(truth, within(slope / 2 + 1e-4));
            }
        }
    }

    private static List<SourceImage> images(GeometryStack stack) throws Exception {
        List<SourceImage> images = new ArrayList<>();
        for (byte[] file : GeometryStudy.files("test", stack)) {
            images.add(SourceImage.of(DicomReader.read(file, "instance")));
        }
        return images;
    }

    @Test
    void filesAreWrittenInTheStacksOrder(@TempDir Path directory) throws Exception {
        GeometryStack stack =
                GeometryStack.builder().size(8, 8, 9, 9).even(3, 3).twice(0).build();
        GeometryStudy.write(directory.resolve("new"), "test", stack);
        List<byte[]> files = GeometryStudy.files("test", stack);
        assertThat(files).hasSize(4);
        for (int i = 0; i < files.size(); i++) {
            assertThat(directory.resolve("new/000" + (i + 1) + ".dcm")).hasBinaryContent(files.get(i));
        }
    }

    @Test
    void instanceNumbersFollowTheOrderAskedFor() throws Exception {
        for (GeometryStack.Order order : GeometryStack.Order.values()) {
            GeometryStack stack = GeometryStack.builder()
                    .size(8, 8, 9, 9)
                    .even(6, 3)
                    .order(order)
                    .build();
            List<Integer> numbers = images(stack).stream()
                    .map(image -> image.dataSet().integer(Tag.InstanceNumber).orElseThrow())
                    .toList();
            assertThat(numbers).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6);
            switch (order) {
                case ALONG_TABLE -> assertThat(numbers).isSorted();
                case AGAINST_TABLE -> assertThat(numbers.reversed()).isSorted();
                case SHUFFLED -> {
                    assertThat(numbers.getFirst()).isNotIn(1, 6);
                    assertThat(numbers).isNotEqualTo(numbers.stream().sorted().toList());
                }
            }
        }
    }

    @Test
    void uptakeValuesOfTheDemonstrationsPetCanBeComputed() throws Exception {
        SourceImage image = SourceImage.of(Made.file(PhantomStudies.GEOMETRY, 4, 3));
        // Injected at 9:00; the study began at 10:00, its fourth series twelve minutes later.
        double left = Math.pow(2, -72 * 60 / GeometrySeries.HALF_LIFE_S);
        assertThat(BodyWeightSuv.factor(image.dataSet()).orElseThrow())
                .isCloseTo(7500 / (GeometrySeries.DOSE_BQ * left), within(1e-9));
        assertTruth(image, GeometryStudy.PET.stack(), 3);
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GeometryStack.builder().positions(1, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GeometryStack.builder().thicknesses(1, 2).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        GeometryStack.builder().even(3, 1).missing(0, 1, 2).build());
    }
}
