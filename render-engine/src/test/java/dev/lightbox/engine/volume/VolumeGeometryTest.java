package dev.lightbox.engine.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.lightbox.engine.geometry.ImagePlane;
import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.PixelSpacing;
import dev.lightbox.engine.geometry.Vector3;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class VolumeGeometryTest {

    private static final double ROUNDING = 1e-9;

    /** Any orientation, in-plane anisotropy, and slices that are unevenly spaced and shifted against each other. */
    private static VolumeGeometry random(Random random, boolean even) {
        Vector3 row = new Vector3(random.nextGaussian(), random.nextGaussian(), random.nextGaussian()).normalized();
        Vector3 other = new Vector3(random.nextGaussian(), random.nextGaussian(), random.nextGaussian());
        Vector3 column = row.cross(other).normalized();
        Vector3 normal = row.cross(column);
        Vector3 step = normal.times(1 + random.nextDouble())
                .plus(row.times(random.nextDouble() - 0.5))
                .plus(column.times(random.nextDouble() - 0.5));
        PatientPoint origin =
                new PatientPoint(400 * random.nextGaussian(), 400 * random.nextGaussian(), 400 * random.nextGaussian());
        List<PatientPoint> origins = new ArrayList<>();
        int slices = 3 + random.nextInt(40);
        for (int k = 0; k < slices; k++) {
            origins.add(origin);
            origin = origin.plus(step.times(even ? 1 : 0.2 + random.nextDouble()));
            if (!even) {
                origin = origin.plus(row.times(0.2 * random.nextGaussian()));
            }
        }
        PixelSpacing spacing =
                new PixelSpacing(0.3 + random.nextDouble(), 0.3 + random.nextDouble(), PixelSpacing.Kind.PATIENT);
        ImagePlane first = new ImagePlane(origins.getFirst(), row, column, spacing);
        return new VolumeGeometry(
                1 + random.nextInt(600), 1 + random.nextInt(600), first, origins, new boolean[slices - 1]);
    }

    @RepeatedTest(50)
    void thereAndBackIsTheSamePlace(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        VolumeGeometry geometry = random(random, random.nextBoolean());

        for (int i = 0; i < 100; i++) {
            VoxelPoint voxel = new VoxelPoint(
                    -50 + random.nextDouble() * 700,
                    -50 + random.nextDouble() * 700,
                    -5 + random.nextDouble() * (geometry.slices() + 10));
            VoxelPoint again = geometry.toVoxel(geometry.toPatient(voxel));
            assertThat(again.column()).isCloseTo(voxel.column(), within(ROUNDING * 1e3));
            assertThat(again.row()).isCloseTo(voxel.row(), within(ROUNDING * 1e3));
            assertThat(again.slice()).isCloseTo(voxel.slice(), within(ROUNDING * 1e3));
        }
    }

    @RepeatedTest(20)
    void eachSliceIsAtItsOwnPlaceToTheBit(RepetitionInfo repetition) {
        VolumeGeometry geometry = random(new Random(repetition.getCurrentRepetition()), false);

        for (int slice = 0; slice < geometry.slices(); slice++) {
            assertThat(geometry.toPatient(new VoxelPoint(0, 0, slice))).isEqualTo(geometry.origin(slice));
        }
    }

    @RepeatedTest(20)
    void evenSlicesAreAffine(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        VolumeGeometry geometry = random(random, true);
        PatientPoint origin = geometry.toPatient(new VoxelPoint(0, 0, 0));
        Vector3 step = geometry.toPatient(new VoxelPoint(0, 0, 1)).minus(origin);

        assertThat(geometry.isAffine()).isTrue();
        for (int i = 0; i < 50; i++) {
            double x = random.nextDouble() * 600;
            double y = random.nextDouble() * 600;
            double z = random.nextDouble() * geometry.slices();
            PatientPoint affine = origin.plus(
                            geometry.row().times(x * geometry.spacing().columnMm()))
                    .plus(geometry.column().times(y * geometry.spacing().rowMm()))
                    .plus(step.times(z));
            assertThat(geometry.toPatient(new VoxelPoint(x, y, z)).minus(affine).length())
                    .isLessThan(1e-8);
        }
        assertThat(random(random, false).isAffine()).isFalse();
    }

    /** A stack whose slices lie 10 mm along the table for each, tilted about the x axis. */
    private static VolumeGeometry tilted(double degrees, double... tablePositions) {
        double radians = Math.toRadians(degrees);
        Vector3 row = new Vector3(1, 0, 0);
        Vector3 column = new Vector3(0, Math.cos(radians), -Math.sin(radians));
        List<PatientPoint> origins = new ArrayList<>();
        for (double z : tablePositions) {
            origins.add(new PatientPoint(-100, -120, z));
        }
        ImagePlane first =
                new ImagePlane(origins.getFirst(), row, column, new PixelSpacing(0.5, 0.4, PixelSpacing.Kind.PATIENT));
        return new VolumeGeometry(64, 48, first, origins, new boolean[origins.size() - 1]);
    }

    @Test
    void theGantrysTiltIsTheShear() {
        for (double tilt : new double[] {0, 0.3, -12, 18.5, -30}) {
            assertThat(tilted(tilt, 0, 4, 8, 12).shearDegrees()).isCloseTo(Math.abs(tilt), within(1e-9));
            // Unevenly, too: all lie on one line along the table.
            assertThat(tilted(tilt, 0, 4, 5, 12, 19, 26).shearDegrees()).isCloseTo(Math.abs(tilt), within(1e-9));
        }
    }

    @Test
    void onePictureToTheSideDoesntTurnTheTilt() {
        List<PatientPoint> origins = new ArrayList<>();
        for (int k = 0; k < 40; k++) {
            origins.add(new PatientPoint(k == 39 ? 2 : 0, 0, 5 * k));
        }
        VolumeGeometry geometry = new VolumeGeometry(
                10,
                10,
                new ImagePlane(
                        origins.getFirst(),
                        new Vector3(1, 0, 0),
                        new Vector3(0, 1, 0),
                        new PixelSpacing(1, 1, PixelSpacing.Kind.PATIENT)),
                origins,
                new boolean[39]);

        assertThat(geometry.shearDegrees()).isZero();
        assertThat(geometry.sideways(38).length()).isCloseTo(2 / 5.0, within(1e-9));
    }

    @Test
    void cornersLieHalfAVoxelBeyondTheOutermostCentres() {
        VolumeGeometry geometry = tilted(0, 0, 4, 8, 14);

        assertThat(geometry.corners()).hasSize(8);
        assertThat(geometry.corners().getFirst()).isEqualTo(new PatientPoint(-100.2, -120.25, -2));
        assertThat(geometry.corners()
                        .getLast()
                        .minus(new PatientPoint(-100.2 + 64 * 0.4, -120.25 + 48 * 0.5, 17))
                        .length())
                .isLessThan(ROUNDING);
        assertThat(geometry.center()
                        .minus(new PatientPoint(-100 + 31.5 * 0.4, -120 + 23.5 * 0.5, 7))
                        .length())
                .isLessThan(ROUNDING);
    }

    /** Slices of 1 mm at 1 mm, then of 5 mm at 5 mm; missing ones at both ends, between the two kinds, and among the thick ones. */
    private static VolumeGeometry ofTwoKinds() {
        List<PatientPoint> origins = new ArrayList<>();
        for (double z : new double[] {-40, 0, 1, 2, 3, 4, 5, 6, 40, 45, 50, 75, 80, 120}) {
            origins.add(new PatientPoint(0, 0, z));
        }
        boolean[] gaps = new boolean[13];
        double[] usual = new double[14];
        for (int k = 0; k < 14; k++) {
            usual[k] = k < 8 ? 1 : 5;
            if (k < 13) {
                gaps[k] = k == 0 || k == 7 || k == 10 || k == 12;
            }
        }
        ImagePlane first = new ImagePlane(
                origins.getFirst(),
                new Vector3(1, 0, 0),
                new Vector3(0, 1, 0),
                new PixelSpacing(1, 1, PixelSpacing.Kind.PATIENT));
        return new VolumeGeometry(4, 4, first, origins, gaps, usual);
    }

    @Test
    void besideAGapASliceReachesHalfTheDistanceThatIsUsualForItsKind() {
        for (VolumeGeometry geometry : List.of(ofTwoKinds(), ofTwoKinds().halved())) {
            assertThat(geometry.medianSpacingMm()).isEqualTo(5);
            // Between the kinds each reaches as far as its own.
            assertThat(geometry.reachOnward(7) * 34).isCloseTo(0.5, within(ROUNDING));
            assertThat(geometry.reachBack(7) * 34).isCloseTo(2.5, within(ROUNDING));
            assertThat(geometry.reachOnward(10) * 25).isCloseTo(2.5, within(ROUNDING));
            assertThat(geometry.reachBack(10) * 25).isCloseTo(2.5, within(ROUNDING));
            assertThat(geometry.reachOnward(3)).isEqualTo(0.5);
            assertThat(geometry.corners().getFirst().z()).isCloseTo(-40.5, within(ROUNDING));
            assertThat(geometry.corners().getLast().z()).isCloseTo(122.5, within(ROUNDING));
            assertThat(geometry.usualMm(3)).isEqualTo(1);
            assertThat(geometry.usualMm(7)).isEqualTo(5);
            assertThat(geometry.isWide(7)).isTrue();
            assertThat(geometry.isWide(8)).isFalse();
        }
    }

    @Test
    void usualDistancesAreOneForEachSlice() {
        ImagePlane first = new ImagePlane(
                new PatientPoint(0, 0, 0),
                new Vector3(1, 0, 0),
                new Vector3(0, 1, 0),
                new PixelSpacing(1, 1, PixelSpacing.Kind.PATIENT));
        List<PatientPoint> two = List.of(new PatientPoint(0, 0, 0), new PatientPoint(0, 0, 1));
        for (double[] usual : new double[][] {{1}, {1, 0}, {1, Double.NaN}, {1, 1, 1}}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new VolumeGeometry(4, 4, first, two, new boolean[1], usual));
        }
    }

    @Test
    void aStepIsTheSpacingAlongTheNormal() {
        VolumeGeometry geometry = tilted(0, 0, 4, 8, 14);

        assertThat(geometry.stepMm(new Vector3(0, 0, -2))).isEqualTo(4);
        assertThat(geometry.stepMm(new Vector3(1, 0, 0))).isEqualTo(0.4);
        assertThat(geometry.stepMm(new Vector3(0, 1, 0))).isEqualTo(0.5);
        assertThat(geometry.stepMm(new Vector3(1, 1, 1))).isBetween(0.4, 4.0);
    }

    @Test
    void halvedVoxelsLieBetweenTheirFour() {
        VolumeGeometry whole = tilted(18.5, 0, 4, 8, 14);
        VolumeGeometry half = whole.halved();

        assertThat(half.columns()).isEqualTo(32);
        assertThat(half.rows()).isEqualTo(24);
        for (int k = 0; k < 4; k++) {
            PatientPoint expected = whole.toPatient(new VoxelPoint(2 * 7 + 0.5, 2 * 5 + 0.5, k));
            assertThat(half.toPatient(new VoxelPoint(7, 5, k)).minus(expected).length())
                    .isLessThan(ROUNDING);
        }
    }
}
