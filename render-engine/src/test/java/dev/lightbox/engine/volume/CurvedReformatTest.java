package dev.lightbox.engine.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.lightbox.engine.geometry.ImagePlane;
import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.PixelSpacing;
import dev.lightbox.engine.geometry.PlaneGrid;
import dev.lightbox.engine.geometry.Vector3;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Curved planes: where their pixels lie, and that the values are those of these places. */
class CurvedReformatTest {

    private static final Vector3 X = new Vector3(1, 0, 0);
    private static final Vector3 Y = new Vector3(0, 1, 0);
    private static final Vector3 Z = new Vector3(0, 0, 1);

    /** 60 × 60 × 50 mm, a straight ramp in the patient. */
    private static Volume ramp() {
        ImagePlane first = new ImagePlane(
                new PatientPoint(-30, -30, -25), X, Y, new PixelSpacing(1, 0.5, PixelSpacing.Kind.PATIENT));
        List<PatientPoint> origins = new ArrayList<>();
        for (int k = 0; k < 26; k++) {
            origins.add(first.origin().plus(Z.times(2 * k)));
        }
        Volume volume = new Volume(new VolumeGeometry(121, 61, first, origins, new boolean[25]), 0, List.of());
        for (int k = 0; k < 26; k++) {
            short[] values = new short[121 * 61];
            for (int i = 0; i < values.length; i++) {
                values[i] = (short) (4 * (i % 121) - 6 * (i / 121) + 10 * k);
            }
            volume.put(k, values);
        }
        return volume;
    }

    private static double rampAt(PatientPoint p) {
        return 8 * (p.x() + 30) - 6 * (p.y() + 30) + 5 * (p.z() + 25);
    }

    private static List<PatientPoint> helix() {
        List<PatientPoint> points = new ArrayList<>();
        for (int i = 0; i <= 40; i++) {
            double a = i * 0.2;
            points.add(new PatientPoint(15 * Math.cos(a), 15 * Math.sin(a), -16 + 0.8 * i));
        }
        return points;
    }

    private static List<PatientPoint> circle() {
        List<PatientPoint> points = new ArrayList<>();
        for (int i = 0; i <= 720; i++) {
            double a = Math.toRadians(i * 0.5);
            points.add(new PatientPoint(10 * Math.cos(a), 10 * Math.sin(a), 0));
        }
        return points;
    }

    @Test
    void valuesAreThoseOfThePixelsPlaces() {
        Volume volume = ramp();
        for (boolean smooth : new boolean[] {true, false}) {
            for (CurvedGrid grid : List.of(
                    CurvedGrid.straightened(helix(), smooth, Z, 30, 0.7, 17),
                    CurvedGrid.stretched(helix(), smooth, new Vector3(0.6, 0, 0.8), 0.7, 41))) {
                for (Slab slab : List.of(Slab.NONE, new Slab(4, Slab.Mode.MEAN))) {
                    ReslicedPlane plane =
                            CurvedReformat.reslice(volume, grid, VolumeInterpolation.TRILINEAR, slab, 0, 2);
                    int inside = 0;
                    for (int y = 0; y < grid.height(); y++) {
                        for (int x = 0; x < grid.width(); x++) {
                            PatientPoint p = grid.toPatient(x, y);
                            // Samples of the slab reach beyond the volume elsewhere.
                            if (Math.abs(p.x()) < 28 && Math.abs(p.y()) < 28 && Math.abs(p.z()) < 23) {
                                assertThat((double) plane.values()[y * grid.width() + x])
                                        .isCloseTo(rampAt(p), within(1e-3));
                                inside++;
                            }
                        }
                    }
                    assertThat(inside).isGreaterThan(1500);
                }
            }
        }
    }

    @Test
    void aStraightLineGivesTheFlatPlane() {
        Volume volume = ramp();
        List<PatientPoint> line = List.of(new PatientPoint(3, 2, -10), new PatientPoint(3, 2, 10));
        ReslicedPlane flat = Reslicer.reslice(
                volume, ResliceRequest.of(new PlaneGrid(new PatientPoint(3, 2, 0), X, Z, 0.8, 91, 26)));
        for (CurvedGrid grid : List.of(
                CurvedGrid.straightened(line, true, X, 0, 0.8, 91), CurvedGrid.stretched(line, false, X, 0.8, 91))) {
            ReslicedPlane plane = CurvedReformat.reslice(volume, grid, VolumeInterpolation.TRILINEAR, Slab.NONE, 0, 1);
            assertThat(plane.height()).isEqualTo(26);
            assertThat(plane.cover()).isEqualTo(flat.cover());
            assertThat(plane.values()).containsExactly(flat.values(), within(1e-3f));
        }
    }

    @Test
    void straightenedRowsFollowTheLineAtEqualDistances() {
        CurvedGrid grid = CurvedGrid.straightened(circle(), false, Z, 0, 0.25, 9);
        assertThat(grid.height()).isEqualTo((int) (20 * Math.PI / 0.25) + 1);
        for (int y = 0; y < grid.height(); y++) {
            PatientPoint middle = grid.toPatient(4, y);
            assertThat(Math.hypot(middle.x(), middle.y())).isCloseTo(10, within(1e-3));
            assertThat(grid.line(y).x()).isEqualTo(4);
            // Perpendicular to the circle's plane at the beginning: it stays so.
            assertThat(grid.across(y).z()).isCloseTo(1, within(1e-9));
            if (y > 0) {
                assertThat(middle.minus(grid.toPatient(4, y - 1)).length()).isCloseTo(0.25, within(1e-3));
            }
        }
    }

    @Test
    void straightenedRowsDontTurnAboutTheLine() {
        CurvedGrid inPlane = CurvedGrid.straightened(circle(), false, X, 0, 0.25, 9);
        for (int y = 0; y < inPlane.height(); y++) {
            PatientPoint middle = inPlane.toPatient(4, y);
            Vector3 radius = new Vector3(middle.x() / 10, middle.y() / 10, 0);
            assertThat(inPlane.across(y).dot(radius)).isCloseTo(1, within(1e-3));
        }
        // Rotation-minimizing: what changes from row to row is along the line only.
        CurvedGrid helix = CurvedGrid.straightened(helix(), true, Z, 0, 0.1, 3);
        for (int y = 1; y < helix.height(); y++) {
            Vector3 turned = helix.across(y).plus(helix.across(y - 1).times(-1));
            Vector3 along =
                    helix.toPatient(1, y).minus(helix.toPatient(1, y - 1)).normalized();
            assertThat(CurvePath.perpendicular(turned, along).length()).isLessThan(2e-3);
        }
    }

    @Test
    void aTurnIsClockwiseAsSeenAlongTheLine() {
        List<PatientPoint> away = List.of(new PatientPoint(0, 0, 0), new PatientPoint(0, 0, 10));
        // Looking towards +z (row × column of an axial picture): right is x, down is y.
        CurvedGrid grid = CurvedGrid.straightened(away, false, X, 90, 1, 3);
        assertThat(grid.across(0).y()).isCloseTo(1, within(1e-12));
    }

    @Test
    void stretchedLengthsAreTrue() {
        Vector3 across = new Vector3(0.6, 0, 0.8);
        CurvedGrid grid = CurvedGrid.stretched(circle(), false, across, 0.25, 101);
        double length = 0;
        for (int y = 0; y < grid.height(); y++) {
            assertThat(grid.across(y)).isEqualTo(across);
            PatientPoint onLine = grid.toPatient(grid.line(y).x(), y);
            assertThat(Math.hypot(onLine.x(), onLine.y())).isCloseTo(10, within(1e-3));
            assertThat(onLine.z()).isCloseTo(0, within(1e-9));
            if (y > 0) {
                Vector3 step = grid.toPatient(7, y).minus(grid.toPatient(7, y - 1));
                assertThat(step.length()).isCloseTo(0.25, within(2e-3));
                assertThat(step.dot(across)).isCloseTo(0, within(1e-9));
                double columns = (grid.line(y).x() - grid.line(y - 1).x()) * 0.25;
                length += Math.hypot(columns, step.length());
            }
        }
        // The line is as long in the picture as in the patient.
        assertThat(length).isCloseTo(20 * Math.PI, within(0.4));
    }

    @Test
    void smoothLinesPassThroughTheirPoints() {
        List<PatientPoint> points =
                List.of(new PatientPoint(0, 0, 0), new PatientPoint(5, 1, 0), new PatientPoint(6, 9, 2));
        List<PatientPoint> smooth = CurvePath.smooth(points);
        for (PatientPoint point : points) {
            assertThat(smooth.stream().mapToDouble(p -> p.minus(point).length()).min())
                    .hasValueCloseTo(0.0, within(1e-12));
        }
        List<Vector3> tangents = CurvePath.tangents(smooth);
        for (int i = 1; i < tangents.size(); i++) {
            assertThat(tangents.get(i).dot(tangents.get(i - 1))).isGreaterThan(0.98);
        }
    }

    @Test
    void whatLeavesTheVolumeIsOutside() {
        List<PatientPoint> line = List.of(new PatientPoint(0, 0, 0), new PatientPoint(0, 0, 100));
        ReslicedPlane plane = CurvedReformat.reslice(
                ramp(),
                CurvedGrid.straightened(line, false, X, 0, 1, 5),
                VolumeInterpolation.TRICUBIC,
                new Slab(2, Slab.Mode.MIP),
                0,
                1);
        assertThat(plane.cover()[26 * 5]).isEqualTo(ReslicedPlane.INSIDE);
        assertThat(plane.cover()[27 * 5]).isEqualTo(ReslicedPlane.OUTSIDE);
        assertThat(plane.crossesGap()).isFalse();
    }

    @Test
    void whatSaysNoSurfaceIsRefused() {
        PatientPoint p = new PatientPoint(1, 2, 3);
        List<PatientPoint> line = List.of(p, new PatientPoint(1, 2, 30));
        assertThatIllegalArgumentException().isThrownBy(() -> CurvedGrid.straightened(List.of(p, p), true, X, 0, 1, 5));
        assertThatIllegalArgumentException().isThrownBy(() -> CurvedGrid.straightened(line, true, Z, 0, 1, 5));
        assertThatIllegalArgumentException().isThrownBy(() -> CurvedGrid.stretched(line, true, Z, 1, 5));
        assertThatIllegalArgumentException().isThrownBy(() -> CurvedGrid.stretched(line, true, X, 28, 5));
        assertThatIllegalArgumentException().isThrownBy(() -> CurvedGrid.stretched(line, true, X, 1e-9, 5));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        CurvedGrid.straightened(List.of(p, new PatientPoint(Double.NaN, 0, 0)), true, X, 0, 1, 5));
    }
}
