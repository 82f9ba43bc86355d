package dev.lightbox.engine.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lightbox.engine.phantom.scene.Tissue;
import java.util.List;
import org.junit.jupiter.api.Test;

class CtPhantomTest {
    private static final SampledVolume VOLUME = CtPhantom.headToThorax();

    @Test
    void theInsertsHoldTheStatedHounsfieldUnits() {
        assertThat(CtPhantom.RODS)
                .extracting(rod -> rod.tissue().hounsfield())
                .containsExactly(-1000, -100, 0, 50, 250, 1000);
        for (CtPhantom.Rod rod : CtPhantom.RODS) {
            for (double z : new double[] {-200, -40, 60}) {
                assertThat(CtPhantom.scene().valueAt(rod.x() + 8, CtPhantom.PAD_CENTRE_Y_MM, z, Tissue::hounsfield))
                        .isEqualTo(rod.tissue().hounsfield());
            }
        }
    }

    @Test
    void theSpheresAreWhereAndAsLargeAsStated() {
        for (CtPhantom.Sphere sphere : CtPhantom.SPHERES) {
            double radius = sphere.diameterMm() / 2;
            for (int axis = 0; axis < 6; axis++) {
                double sign = axis % 2 == 0 ? 1 : -1;
                assertThat(tissueBeside(sphere, axis / 2, sign * (radius - 0.01)))
                        .as("just inside of the %s", sphere.name())
                        .isEqualTo(sphere.tissue());
                assertThat(tissueBeside(sphere, axis / 2, sign * (radius + 0.01)))
                        .as("just outside of the %s", sphere.name())
                        .isNotEqualTo(sphere.tissue());
            }
        }
    }

    private static Tissue tissueBeside(CtPhantom.Sphere sphere, int axis, double mm) {
        return CtPhantom.scene()
                .tissueAt(
                        sphere.x() + (axis == 0 ? mm : 0),
                        sphere.y() + (axis == 1 ? mm : 0),
                        sphere.z() + (axis == 2 ? mm : 0));
    }

    @Test
    void thePatientIsAPatient() {
        assertThat(CtPhantom.scene().tissueAt(-90, 20, -140)).as("right lung").isEqualTo(Tissue.LUNG);
        assertThat(CtPhantom.scene().tissueAt(0, -14, 10)).as("windpipe").isEqualTo(Tissue.AIR);
        assertThat(CtPhantom.scene().tissueAt(45, -14, -198)).as("left chamber").isEqualTo(Tissue.ENHANCED_BLOOD);
        assertThat(CtPhantom.scene().tissueAt(0, 96.5, 142))
                .as("back of the skull")
                .isEqualTo(Tissue.BONE);
        assertThat(CtPhantom.scene().tissueAt(-90, -10, -300)).as("liver").isEqualTo(Tissue.LIVER);
        assertThat(CtPhantom.scene().tissueAt(-200, -150, 0))
                .as("beside the neck")
                .isEqualTo(Tissue.AIR);
    }

    @Test
    void theGridPutsVoxelsWhereItSays() {
        VoxelGrid grid = VOLUME.grid();
        assertThat(grid.slices()).isEqualTo(240);
        VoxelGrid.Point first = grid.centre(0, 0, 0);
        assertThat(first.x()).isCloseTo(-229.95, within(1e-9));
        assertThat(first.y()).isCloseTo(-214.95, within(1e-9));
        assertThat(first.z()).isEqualTo(-240);
        VoxelGrid.Point last = grid.centre(239, 511, 511);
        assertThat(last.x()).isCloseTo(229.95, within(1e-9));
        assertThat(last.y()).isCloseTo(244.95, within(1e-9));
        assertThat(last.z()).isEqualTo(238);
        assertThat(grid.normal()).isEqualTo(new VoxelGrid.Point(0, 0, 1));
        assertThat(grid.sliceSpacing()).isEqualTo(2);
    }

    @Test
    void aSliceHoldsTheStoredValuesOfItsVoxels() {
        int[] slice = VOLUME.storedSlice(83);
        for (int row = 0; row < 512; row += 17) {
            for (int column = 0; column < 512; column += 13) {
                assertThat(slice[row * 512 + column]).isEqualTo(VOLUME.storedValue(83, row, column));
            }
        }
    }

    @Test
    void aSliceThroughTheOrgansNeverLosesAPartToTheShortcut() {
        SampledVolume oblique = MrPhantom.obliqueHeadT1();
        int[] slice = oblique.storedSlice(17);
        for (int row = 0; row < 256; row += 5) {
            for (int column = 0; column < 256; column += 3) {
                assertThat(slice[row * 256 + column]).isEqualTo(oblique.storedValue(17, row, column));
            }
        }
    }

    @Test
    void storedValuesAreTheTruthPlusNoiseOfTheStatedStrength() {
        // Inside of the muscle rod: column 283 is x = 24.75 mm, row 387 is y = 133.35 mm.
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (int slice = 10; slice < 110; slice++) {
            for (int d = -5; d <= 5; d++) {
                double error = VOLUME.storedValue(slice, 387 + d, 283 - d) - 1024 - 50;
                sum += error;
                squares += error * error;
                count++;
            }
        }
        assertThat(VOLUME.trueValue(60, 387, 283)).isEqualTo(50);
        assertThat(sum / count).isCloseTo(0, within(1.0));
        assertThat(Math.sqrt(squares / count)).isCloseTo(9, within(0.5));
    }

    /** These values are what the version's files hold: if they change, {@link PhantomStudies#VERSION} must rise. */
    @Test
    void storedValuesAreTheSameForever() {
        assertThat(List.of(
                        VOLUME.storedValue(0, 0, 0),
                        VOLUME.storedValue(83, 255, 255),
                        VOLUME.storedValue(200, 240, 260),
                        CtPhantom.thorax().storedValue(30, 0, 0),
                        CtPhantom.thorax().storedValue(30, 200, 260),
                        CtPhantom.tiltedHead().storedValue(22, 250, 250),
                        MrPhantom.obliqueHeadT2().storedValue(15, 160, 140)))
                .containsExactly(32, 1066, 1043, -2000, -79, 1051, 485);
    }

    @Test
    void valuesThatCantBeStoredAreClamped() {
        SampledVolume.Encoding encoding = VOLUME.encoding();
        assertThat(encoding.store(-1500)).isZero();
        assertThat(encoding.store(4000)).isEqualTo(4095);
        assertThat(encoding.store(39.6)).isEqualTo(1064);
    }

    @Test
    void theTiltedHeadIsShearedAndItsPlanesAreTilted() {
        VoxelGrid grid = CtPhantom.tiltedHead().grid();
        assertThat(StrictMath.toDegrees(StrictMath.acos(grid.normal().z()))).isCloseTo(12, within(1e-9));
        assertThat(grid.sliceStep()).isEqualTo(new VoxelGrid.Point(0, 0, 4));
        assertThat(grid.sliceSpacing()).isCloseTo(4 * StrictMath.cos(StrictMath.toRadians(12)), within(1e-9));
    }

    @Test
    void theMrPlanesAreOrthonormalAndObliqueToAllAxes() {
        VoxelGrid grid = MrPhantom.obliqueHeadT1().grid();
        assertThat(grid.rowDirection().dot(grid.rowDirection())).isCloseTo(1, within(1e-12));
        assertThat(grid.columnDirection().dot(grid.columnDirection())).isCloseTo(1, within(1e-12));
        assertThat(grid.rowDirection().dot(grid.columnDirection())).isCloseTo(0, within(1e-12));
        assertThat(grid.normal().dot(grid.sliceStep())).isCloseTo(4.5, within(1e-12));
        assertThat(Math.abs(grid.normal().x())).isGreaterThan(0.05);
        assertThat(Math.abs(grid.normal().y())).isGreaterThan(0.05);
    }
}
