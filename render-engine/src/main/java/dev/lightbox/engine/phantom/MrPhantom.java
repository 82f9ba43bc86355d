package dev.lightbox.engine.phantom;

import dev.lightbox.engine.phantom.VoxelGrid.Point;
import dev.lightbox.engine.phantom.scene.Tissue;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;

/** The CT phantom's patient in an MR scanner: slices across and along all axes at once. Stateless and thread-safe. */
public final class MrPhantom {
    private static final SampledVolume.Encoding ENCODING = new SampledVolume.Encoding(0, 0, 4095, OptionalInt.empty());

    private MrPhantom() {}

    /** T1-weighted double oblique head: 34 slices of 4.5 mm, 256², 0.9375 mm. */
    public static SampledVolume obliqueHeadT1() {
        return obliqueHead(34, 256, 256, 0.9375, Tissue::t1Signal, 41);
    }

    /** T2-weighted head in the same slices: 320 rows × 288 columns, 0.75 mm. */
    public static SampledVolume obliqueHeadT2() {
        return obliqueHead(34, 320, 288, 0.75, Tissue::t2Signal, 42);
    }

    /** The head of the earlier study, T1-weighted: 28 slices, 256². */
    public static SampledVolume obliqueHeadPrior() {
        return obliqueHead(28, 256, 256, 0.9375, Tissue::t1Signal, 43);
    }

    /** T2-weighted cervical spine, sagittal, turned by 6° about z: 15 slices of 3.5 mm from right to left, 320 rows × 256 columns, 0.9 mm. */
    public static SampledVolume sagittalNeck() {
        double turn = StrictMath.toRadians(6);
        Point row = new Point(-StrictMath.sin(turn), StrictMath.cos(turn), 0);
        Point column = new Point(0, 0, -1);
        // The normal points to the patient's right, so steps to the left go against it.
        Point step = new Point(0, 0, 0).plus(-3.5, Point.cross(row, column));
        return centred(new Point(0, 26, -2), row, column, step, 15, 320, 256, 0.9, Tissue::t2Signal, 44);
    }

    private static SampledVolume obliqueHead(
            int slices, int rows, int columns, double spacing, ToDoubleFunction<Tissue> signal, long seed) {
        // An axial plane, turned 9° about z, then tilted 17° about its own rows, then 7° about its own columns.
        double turn = StrictMath.toRadians(9);
        double tilt = StrictMath.toRadians(-17);
        double roll = StrictMath.toRadians(7);
        Point flatRow = new Point(StrictMath.cos(turn), StrictMath.sin(turn), 0);
        Point flatColumn = new Point(-StrictMath.sin(turn), StrictMath.cos(turn), 0);
        Point up = new Point(0, 0, 1);
        Point column = scaled(flatColumn, StrictMath.cos(tilt)).plus(StrictMath.sin(tilt), up);
        Point upright = scaled(up, StrictMath.cos(tilt)).plus(-StrictMath.sin(tilt), flatColumn);
        Point row = scaled(flatRow, StrictMath.cos(roll)).plus(StrictMath.sin(roll), upright);
        Point step = scaled(Point.cross(row, column), 4.5);
        return centred(new Point(0, 8, 134), row, column, step, slices, rows, columns, spacing, signal, seed);
    }

    private static SampledVolume centred(
            Point centre,
            Point row,
            Point column,
            Point step,
            int slices,
            int rows,
            int columns,
            double spacing,
            ToDoubleFunction<Tissue> signal,
            long seed) {
        Point origin = centre.plus(-(slices - 1) / 2.0, step)
                .plus(-(rows - 1) / 2.0 * spacing, column)
                .plus(-(columns - 1) / 2.0 * spacing, row);
        VoxelGrid grid = new VoxelGrid(origin, row, column, step, spacing, spacing, slices, rows, columns);
        return new SampledVolume(CtPhantom.patientScene(), grid, signal, new Noise(seed, 14), ENCODING);
    }

    private static Point scaled(Point vector, double times) {
        return new Point(0, 0, 0).plus(times, vector);
    }
}
