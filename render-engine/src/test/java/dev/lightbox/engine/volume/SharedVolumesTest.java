package dev.lightbox.engine.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lightbox.engine.SharedData;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.PlaneName;
import dev.lightbox.engine.render.SourceImage;
import dev.lightbox.engine.volume.SharedSeries.Frame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Volumes of real series, against what others measured of them. */
class SharedVolumesTest {

    static List<List<String>> geometry() {
        String text = new String(SharedData.bytes("volumes/GEOMETRY.tsv"), StandardCharsets.UTF_8);
        return text.lines().skip(1).map(line -> List.of(line.split("\t", -1))).toList();
    }

    @ParameterizedTest
    @MethodSource("geometry")
    void lieWhereTheirFilesSay(List<String> line) throws Exception {
        SeriesVolumes<Frame> found = SharedSeries.volumes(SharedSeries.images("volumes/" + line.get(0)));

        assertThat(found.refusals()).isEmpty();
        assertThat(found.leftOut()).isEmpty();
        assertThat(found.volumes()).hasSize(1);
        VolumePlan<Frame> plan = found.volumes().getFirst();
        VolumeGeometry geometry = plan.geometry();
        assertThat(plan.label()).isEmpty();
        assertThat(geometry.slices()).isEqualTo(Integer.parseInt(line.get(1)));
        assertThat(geometry.rows() + "x" + geometry.columns()).isEqualTo(line.get(2));
        double[] spacing = numbers(line.get(3));
        assertThat(geometry.spacing().rowMm()).isEqualTo(spacing[0]);
        assertThat(geometry.spacing().columnMm()).isEqualTo(spacing[1]);
        assertThat(geometry.shearDegrees()).isCloseTo(Double.parseDouble(line.get(11)), within(0.05));
        assertThat(distances(geometry.origin(0), numbers(line.get(7)))).isLessThan(0.001);
        assertThat(distances(geometry.origin(geometry.slices() - 1), numbers(line.get(8))))
                .isLessThan(0.001);
        assertThat(intervals(geometry)).containsExactlyInAnyOrderElementsOf(intervals(line.get(9)));
        for (int slice = 0; slice < geometry.slices(); slice++) {
            Frame frame = plan.sources().get(slice);
            PatientPoint place =
                    frame.image().plane(frame.number()).orElseThrow().origin();
            assertThat(geometry.toPatient(new VoxelPoint(0, 0, slice))).isEqualTo(place);
        }
        Volume volume = SharedSeries.filled(plan);
        assertThat(SharedSeries.hash(volume, true)).as("coronal").isEqualTo(line.get(13));
        assertThat(SharedSeries.hash(volume, false)).as("sagittal").isEqualTo(line.get(14));
    }

    private static double[] numbers(String text) {
        return Arrays.stream(text.split("\\\\"))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private static double distances(PatientPoint point, double[] other) {
        return point.minus(new PatientPoint(other[0], other[1], other[2])).length();
    }

    private static List<String> intervals(VolumeGeometry geometry) {
        List<String> all = new ArrayList<>();
        for (int slice = 0; slice < geometry.slices() - 1; slice++) {
            all.add(String.format(Locale.ROOT, "%.3f", geometry.intervalMm(slice)));
        }
        return all;
    }

    /** From the form "4.002mm x13; 6.999mm x13". */
    private static List<String> intervals(String text) {
        List<String> all = new ArrayList<>();
        for (String run : text.split("; ")) {
            String[] parts = run.split("mm x");
            for (int i = 0; i < Integer.parseInt(parts[1]); i++) {
                all.add(String.format(Locale.ROOT, "%.3f", Double.parseDouble(parts[0])));
            }
        }
        return all;
    }

    @Test
    void thickSlicesAfterThinOnesAreNoGaps() {
        VolumeGeometry geometry = SharedSeries.volumes(SharedSeries.images("volumes/ct-head-ge-tilt18.5-uneven-28.zip"))
                .volumes()
                .getFirst()
                .geometry();

        for (int slice = 0; slice < geometry.slices() - 1; slice++) {
            assertThat(geometry.gapAfter(slice)).as("after slice %d", slice).isFalse();
        }
        assertThat(SpacingRun.text(SpacingRun.of(geometry))).isEqualTo("4.002 mm x13; 1.081 mm x1; 6.999 mm x13");
    }

    @Test
    void aScoutIsNoSlice() {
        List<SourceImage> images =
                new ArrayList<>(SharedSeries.images("volumes/ct-head-phantom-tilt-minus18.5-54.zip"));
        images.addAll(SharedSeries.images("volumes/ct-head-phantom-scout.dcm"));

        SeriesVolumes<Frame> found = SharedSeries.volumes(images);

        assertThat(found.volumes()).hasSize(1);
        assertThat(found.volumes().getFirst().geometry().slices()).isEqualTo(54);
        assertThat(found.leftOut())
                .extracting(left -> left.why().text())
                .singleElement()
                .asString()
                .contains("Scout");
    }

    @Test
    void aLumbarSpine() {
        Map<Integer, List<SourceImage>> series = SharedSeries.images("demo-archive/mr-lumbar").stream()
                .collect(Collectors.groupingBy(
                        image -> image.dataSet().integer(Tag.SeriesNumber).orElse(0),
                        TreeMap::new,
                        Collectors.toList()));

        List<String> found = new ArrayList<>();
        series.forEach((number, images) -> SharedSeries.volumes(images)
                .volumes()
                .forEach(plan -> found.add(number + " [" + plan.label() + "] "
                        + PlaneName.of(plan.geometry().normal()) + " x"
                        + plan.geometry().slices())));

        assertThat(found)
                .containsExactly(
                        "1 [axial] axial x5",
                        "1 [sagittal] sagittal x5",
                        "1 [coronal] coronal x5",
                        "2 [] sagittal x9",
                        "3 [] sagittal x12",
                        "4 [] sagittal x12",
                        "5 [] axial x26",
                        "7 [volume 1] oblique axial x5",
                        "7 [volume 2] oblique axial x5",
                        "7 [volume 3] oblique axial x5",
                        "7 [volume 4] oblique axial x5",
                        "7 [volume 5] oblique axial x3");
    }

    @Test
    void twoHundredNinetyFiveSlicesAreOneVolume() {
        SeriesVolumes<Frame> found = SharedSeries.volumes(SharedSeries.images("demo-archive/ct-head-neck-295"));

        assertThat(found.volumes()).hasSize(1);
        VolumePlan<Frame> plan = found.volumes().getFirst();
        assertThat(plan.geometry().slices()).isEqualTo(295);
        assertThat(plan.geometry().isAffine()).isTrue();
        assertThat(plan.geometry().medianSpacingMm()).isEqualTo(1);
        assertThat(plan.warnings()).isEmpty();
    }
}
