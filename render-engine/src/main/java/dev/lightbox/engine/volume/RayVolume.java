package dev.lightbox.engine.volume;

import java.util.Arrays;

/**
 * A volume's values as rays meet them, as it is filled at one moment. Values are in modality units where these are a straight line of the stored ones, else stored ones, with
 * the other sign where modality values fall as stored ones rise. The tables have an entry more
 * than there are columns, rows and slices: the last one again, so that the neighbour of a border's voxel is the voxel itself. Immutable, thread-safe.
 */
final class RayVolume {

    private final short[] values;
    private final int[] ofColumn;
    private final int[] ofRow;
    private final int[] ofSlice;
    private final float[] slopes;
    private final float[] intercepts;
    private final int[] shown;

    RayVolume(Volume volume, Volume.Filling filling) {
        Voxels voxels = volume.voxels();
        values = voxels.values();
        ofColumn = withLastTwice(voxels.ofColumn());
        ofRow = withLastTwice(voxels.ofRow());
        int slices = voxels.slices();
        shown = shown(filling, slices);
        int[] standing = new int[slices];
        for (int k = 0; k < slices; k++) {
            standing[k] = voxels.ofSlice()[shown[k]];
        }
        ofSlice = withLastTwice(standing);
        // Of a falling table the largest modality value is that of the smallest stored one.
        SliceScale ofTable = new SliceScale(volume.order() == ValueOrder.FALLING ? -1 : 1, 0);
        slopes = new float[slices + 1];
        intercepts = new float[slices + 1];
        for (int k = 0; k <= slices; k++) {
            SliceScale scale = volume.hasScale() ? volume.scale(shown[Math.min(k, slices - 1)]) : ofTable;
            slopes[k] = (float) scale.slope();
            intercepts[k] = (float) (scale.intercept() + scale.slope() * volume.offset());
        }
    }

    private static int[] withLastTwice(int[] offsets) {
        int[] more = Arrays.copyOf(offsets, offsets.length + 1);
        more[offsets.length] = offsets[offsets.length - 1];
        return more;
    }

    /** What stands at each slice; where nothing may be shown, the nearest that is there, which only a slope beside it may meet. */
    private static int[] shown(Volume.Filling filling, int slices) {
        int[] shown = new int[slices];
        int last = -1;
        for (int k = 0; k < slices; k++) {
            last = filling.shown(k) >= 0 ? filling.shown(k) : last;
            shown[k] = last;
        }
        last = 0;
        for (int k = slices - 1; k >= 0; k--) {
            last = shown[k] >= 0 ? shown[k] : last;
            shown[k] = last;
        }
        return shown;
    }

    int columns() {
        return ofColumn.length - 1;
    }

    int rows() {
        return ofRow.length - 1;
    }

    int slices() {
        return ofSlice.length - 1;
    }

    /** The slice whose values stand at a place. */
    int shown(int slice) {
        return shown[slice];
    }

    /** The value of a voxel. */
    float at(int column, int row, int slice) {
        return values[ofColumn[column] + ofRow[row] + ofSlice[slice]] * slopes[slice] + intercepts[slice];
    }

    /** Widens a range by the values of a rectangle of a slice's voxels, ends excluded. */
    void widen(int fromColumn, int toColumn, int fromRow, int toRow, int slice, float[] range) {
        int least = Short.MAX_VALUE;
        int most = Short.MIN_VALUE;
        for (int j = fromRow; j < toRow; j++) {
            int at = ofRow[j] + ofSlice[slice];
            for (int i = fromColumn; i < toColumn; i++) {
                int value = values[at + ofColumn[i]];
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
        }
        float a = least * slopes[slice] + intercepts[slice];
        float b = most * slopes[slice] + intercepts[slice];
        range[0] = Math.min(range[0], Math.min(a, b));
        range[1] = Math.max(range[1], Math.max(a, b));
    }

    /** Trilinear between a voxel and its neighbours one further in each direction, by fractions from 0 to 1. */
    float between(int column, int row, int slice, float right, float down, float behind) {
        int x0 = ofColumn[column];
        int x1 = ofColumn[column + 1];
        int near = ofRow[row] + ofSlice[slice];
        float first = values[near + x0];
        float upper = first + right * (values[near + x1] - first);
        int below = ofRow[row + 1] + ofSlice[slice];
        first = values[below + x0];
        float lower = first + right * (values[below + x1] - first);
        float front = (upper + down * (lower - upper)) * slopes[slice] + intercepts[slice];
        int far = ofRow[row] + ofSlice[slice + 1];
        first = values[far + x0];
        upper = first + right * (values[far + x1] - first);
        below = ofRow[row + 1] + ofSlice[slice + 1];
        first = values[below + x0];
        lower = first + right * (values[below + x1] - first);
        float back = (upper + down * (lower - upper)) * slopes[slice + 1] + intercepts[slice + 1];
        return front + behind * (back - front);
    }

    /** Trilinear at any place in voxels; beyond the outermost centres as at them. */
    float at(double x, double y, double z) {
        double column = Math.clamp(x, 0, columns() - 1);
        double row = Math.clamp(y, 0, rows() - 1);
        double slice = Math.clamp(z, 0, slices() - 1);
        int i = (int) column;
        int j = (int) row;
        int k = (int) slice;
        return between(i, j, k, (float) (column - i), (float) (row - j), (float) (slice - k));
    }
}
