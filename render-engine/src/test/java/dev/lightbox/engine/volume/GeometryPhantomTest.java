package dev.lightbox.engine.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lightbox.engine.dicom.DicomException;
import dev.lightbox.engine.dicom.DicomReader;
import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.phantom.GeometryPhantom;
import dev.lightbox.engine.phantom.GeometryPhantom.Content;
import dev.lightbox.engine.render.SourceImage;
import dev.lightbox.engine.render.UnsupportedImageException;
import dev.lightbox.engine.volume.SharedSeries.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Volumes of the geometry phantom, through its files, against the truth. */
class GeometryPhantomTest {

    static List<GeometryPhantom> phantoms() {
        GeometryPhantom ramp = GeometryPhantom.of(Content.RAMP).withSize(24, 20, 5, 7);
        return List.of(
                ramp,
                ramp.tilted(18.5),
                ramp.tilted(-7).uneven(),
                ramp.turned(31).tilted(12),
                ramp.without(Set.of(10, 11, 30)),
                ramp.withRescaleOfEachSlice(),
                GeometryPhantom.of(Content.OBJECTS).withSize(40, 36, 4, 4).uneven());
    }

    static VolumePlan<Frame> plan(GeometryPhantom phantom) throws DicomException, UnsupportedImageException {
        SeriesVolumes<Frame> found = SharedSeries.volumes(images(phantom));
        assertThat(found.refusals()).isEmpty();
        assertThat(found.volumes()).hasSize(1);
        return found.volumes().getFirst();
    }

    static List<SourceImage> images(GeometryPhantom phantom) throws DicomException, UnsupportedImageException {
        List<SourceImage> images = new ArrayList<>();
        for (int k = 0; k < phantom.tableMm().size(); k++) {
            images.add(SourceImage.of(DicomReader.read(phantom.file(k), "phantom " + k)));
        }
        return images;
    }

    @ParameterizedTest
    @MethodSource("phantoms")
    void everyVoxelHasTheValueOfItsPlace(GeometryPhantom phantom) throws Exception {
        VolumePlan<Frame> plan = plan(phantom);
        Volume volume = SharedSeries.filled(plan);
        VolumeGeometry geometry = volume.geometry();

        assertThat(volume.hasScaleOfEachSlice()).isEqualTo(phantom.rescaledEach());
        assertThat(geometry.shearDegrees()).isCloseTo(Math.abs(phantom.tiltDegrees()), within(0.001));
        for (int z = 0; z < geometry.slices(); z++) {
            SliceScale scale = volume.scale(z);
            for (int y = 0; y < geometry.rows(); y++) {
                for (int x = 0; x < geometry.columns(); x++) {
                    PatientPoint place = geometry.toPatient(new VoxelPoint(x, y, z));
                    double value = (volume.voxels().get(x, y, z) + volume.offset()) * scale.slope() + scale.intercept();
                    // Half a step of rounding, and what 16 characters of a decimal string leave of a position.
                    assertThat(Math.abs(value - phantom.valueAt(place))).isLessThanOrEqualTo(scale.slope() / 2 + 1e-6);
                }
            }
        }
    }

    @Test
    void missingSlicesLeaveGaps() throws Exception {
        VolumePlan<Frame> plan =
                plan(GeometryPhantom.of(Content.RAMP).withSize(8, 8, 10, 10).without(Set.of(10, 11, 30)));

        VolumeGeometry geometry = plan.geometry();
        assertThat(geometry.slices()).isEqualTo(57);
        for (int k = 0; k < 56; k++) {
            assertThat(geometry.gapAfter(k)).as("after %d", k).isEqualTo(k == 9 || k == 27);
        }
        assertThat(geometry.intervalMm(9)).isCloseTo(7.5, within(1e-9));
        assertThat(plan.warnings())
                .containsExactly(
                        "Slices are missing between slice 10 and slice 11 of the volume: they are 7.500 mm apart, 2.500 mm is"
                                + " usual here.",
                        "Slices are missing between slice 28 and slice 29 of the volume: they are 5.000 mm apart, 2.500 mm is"
                                + " usual here.");
    }

    @Test
    void theSliceTakenFirstIsUsedWhereTwoLieAtOnePlace() throws Exception {
        GeometryPhantom once = GeometryPhantom.of(Content.RAMP).withSize(8, 8, 10, 10);
        List<Double> table = new ArrayList<>(once.tableMm());
        table.add(table.get(20));

        SeriesVolumes<Frame> found = SharedSeries.volumes(images(once.at(table)));

        VolumePlan<Frame> plan = found.volumes().getFirst();
        assertThat(plan.geometry().slices()).isEqualTo(60);
        assertThat(plan.sources().get(20).image().name()).isEqualTo("phantom 20");
        assertThat(found.leftOut()).singleElement().satisfies(left -> {
            assertThat(left.source().image().name()).isEqualTo("phantom 60");
            assertThat(left.why()).isEqualTo("Another slice lies at the same place");
        });
        assertThat(plan.warnings())
                .containsExactly("One slice lies at the same place as another; the one taken first is used.");
    }

    @Test
    void halfTheResolutionIsTheMeanAtItsPlace() throws Exception {
        GeometryPhantom phantom =
                GeometryPhantom.of(Content.RAMP).withSize(25, 20, 4, 5).tilted(15);
        VolumePlan<Frame> half = plan(phantom).halved();
        Volume volume = SharedSeries.filled(half);

        assertThat(half.reduced()).isTrue();
        assertThat(half.warnings()).contains(VolumePlan.REDUCED);
        assertThat(half.geometry().columns()).isEqualTo(12);
        for (int y = 0; y < 10; y++) {
            for (int x = 0; x < 12; x++) {
                // The mean of a linear ramp over four places is its value in their middle.
                double truth = phantom.valueAt(half.geometry().toPatient(new VoxelPoint(x, y, 30)));
                assertThat(volume.voxels().get(x, y, 30) / 16.0).isCloseTo(truth, within(1 / 16.0 + 1e-6));
            }
        }
    }
}
