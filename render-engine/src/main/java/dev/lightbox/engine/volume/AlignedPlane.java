package dev.lightbox.engine.volume;

import dev.lightbox.engine.volume.PlaneMap.Direction;
import java.util.Optional;

/**
 * A picture whose right, down and normal run along the volume's own directions, in any order: a value's weights are products of one for its column, one for its row and one for its sample.
 * Immutable.
 *
 * @param right taps of the picture's columns
 * @param down of its rows
 * @param through of the samples
 */
record AlignedPlane(AlignedAxis right, AlignedAxis down, AlignedAxis through) {

    /** What places may be off over the whole picture, in voxels, to run along a direction all the same. */
    private static final double STRAIGHT = 1e-6;

    /**
     * @param within distance of the indices of neighbours in a brick
     * @param between distance of the indices of bricks
     */
    record AlignedAxis(AxisTaps taps, int[] index, int size, int within, int between) {}

    static Optional<AlignedPlane> of(
            Volume volume,
            SliceAxis axis,
            SliceShift shift,
            PlaneMap map,
            SlabSamples samples,
            ResliceRequest request) {
        int width = request.grid().width();
        int height = request.grid().height();
        double through = !samples.isPlane() ? request.slab().thicknessMm() : 0;
        Direction column = map.column();
        Direction row = map.row();
        Direction location = map.location();
        if (!shift.isNone()) {
            if (!samples.isPlane() || runs(location, width, height, 0, axis.length(0)) != 0) {
                return Optional.empty();
            }
            // Along a slice of a sheared stack: all of the plane is shifted alike.
            int interval = axis.interval(location.origin());
            double fraction = axis.fraction(location.origin(), interval);
            column = minus(column, shift.columns(interval, fraction));
            row = minus(row, shift.rows(interval, fraction));
        }
        int ofColumn = runs(column, width, height, through, 1);
        int ofRow = runs(row, width, height, through, 1);
        int ofSlice = runs(location, width, height, through, shortest(axis));
        if (ofColumn < 0
                || ofRow < 0
                || ofSlice < 0
                || Integer.bitCount(ofColumn | ofRow | ofSlice)
                        != Integer.bitCount(ofColumn) + Integer.bitCount(ofRow) + Integer.bitCount(ofSlice)) {
            return Optional.empty();
        }
        AlignedAxis[] axes = new AlignedAxis[3];
        Voxels voxels = volume.voxels();
        int[] kinds = assign(ofColumn, ofRow, ofSlice);
        if (kinds.length == 0) {
            return Optional.empty();
        }
        for (int direction = 0; direction < 3; direction++) {
            int kind = kinds[direction];
            Direction of = kind == 0 ? column : kind == 1 ? row : location;
            double[] places = places(of, direction, width, height, samples);
            axes[direction] = switch (kind) {
                case 0 ->
                    new AlignedAxis(
                            AxisTaps.inPlane(places, voxels.columns(), request.interpolation()),
                            voxels.ofColumn(),
                            voxels.columns(),
                            Voxels.COLUMN,
                            voxels.betweenColumns());
                case 1 ->
                    new AlignedAxis(
                            AxisTaps.inPlane(places, voxels.rows(), request.interpolation()),
                            voxels.ofRow(),
                            voxels.rows(),
                            Voxels.ROW,
                            voxels.betweenRows());
                default ->
                    new AlignedAxis(
                            AxisTaps.across(places, volume, axis, request.interpolation()),
                            voxels.ofSlice(),
                            voxels.slices(),
                            Voxels.SLICE,
                            voxels.betweenSlices());
            };
        }
        return Optional.of(new AlignedPlane(axes[0], axes[1], axes[2]));
    }

    private static double shortest(SliceAxis axis) {
        double shortest = Double.MAX_VALUE;
        for (int k = 0; k < axis.slices() - 1; k++) {
            shortest = Math.min(shortest, axis.length(k));
        }
        return shortest;
    }

    /** With which of right (1), down (2) and normal (4) a number changes; −1 if with more than one of them. */
    private static int runs(Direction of, int width, int height, double through, double voxel) {
        int changes = (changes(of.right(), width, voxel) ? 1 : 0)
                | (changes(of.down(), height, voxel) ? 2 : 0)
                | (changes(of.normal(), through, voxel) ? 4 : 0);
        return Integer.bitCount(changes) > 1 ? -1 : changes;
    }

    private static boolean changes(double step, double count, double voxel) {
        return Math.abs(step) * count > STRAIGHT * voxel;
    }

    /**
     * Which of columns (0), rows (1) and slices (2) each of the picture's directions runs along. What changes with none is assigned to one that is left: a plane alone has no extent along its
     * normal, a picture of one row none downwards.
     */
    private static int[] assign(int... changes) {
        int[] kinds = {-1, -1, -1};
        for (int kind = 0; kind < 3; kind++) {
            for (int direction = 0; direction < 3; direction++) {
                if (changes[kind] == 1 << direction) {
                    kinds[direction] = kind;
                }
            }
        }
        // The normal first, so that a plane's own directions stay what lines are read along.
        for (int kind = 2; kind >= 0; kind--) {
            for (int direction = 2; direction >= 0 && changes[kind] == 0; direction--) {
                if (kinds[direction] < 0) {
                    kinds[direction] = kind;
                    break;
                }
            }
        }
        return kinds;
    }

    private static double[] places(Direction of, int direction, int width, int height, SlabSamples samples) {
        double[] places = new double[direction == 0 ? width : direction == 1 ? height : samples.count()];
        for (int p = 0; p < places.length; p++) {
            places[p] = of.origin()
                    + switch (direction) {
                        case 0 -> p * of.right();
                        case 1 -> p * of.down();
                        default -> samples.mm(p) * of.normal();
                    };
        }
        return places;
    }

    private static Direction minus(Direction of, double shift) {
        return new Direction(of.origin() - shift, of.right(), of.down(), of.normal());
    }
}
