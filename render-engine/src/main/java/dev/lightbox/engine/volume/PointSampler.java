package dev.lightbox.engine.volume;

/**
 * The value of a volume at any place, with every rule: borders, gaps, slices that failed or are awaited, slices with a rescale of their own. The careful way, a place at a time; faster ones are for
 * places where nothing of this matters. Keeps the last value: one for each thread.
 */
final class PointSampler {

    private final VolumeInterpolation interpolation;
    private final SliceAxis axis;
    private final SliceShift shift;
    private final short[] values;
    private final int[] ofColumn;
    private final int[] ofRow;
    private final int[] ofSlice;
    private final boolean modality;
    private final double offset;
    private final double[] slopes;
    private final double[] intercepts;
    private final int[] columnTaps = new int[4];
    private final int[] rowTaps = new int[4];
    private final int[] sliceTaps = new int[4];
    private final double[] columnWeights = new double[4];
    private final double[] rowWeights = new double[4];
    private final double[] sliceWeights = new double[4];
    private double value;

    PointSampler(Volume volume, SliceAxis axis, SliceShift shift, VolumeInterpolation interpolation) {
        this.interpolation = interpolation;
        this.axis = axis;
        this.shift = shift;
        Voxels voxels = volume.voxels();
        values = voxels.values();
        ofColumn = voxels.ofColumn();
        ofRow = voxels.ofRow();
        ofSlice = voxels.ofSlice();
        modality = volume.hasScaleOfEachSlice();
        offset = volume.offset();
        int slices = axis.slices();
        slopes = new double[slices];
        intercepts = new double[slices];
        for (int k = 0; k < slices; k++) {
            slopes[k] = modality ? volume.scale(k).slope() : 1;
            intercepts[k] = modality ? volume.scale(k).intercept() : 0;
        }
    }

    /** Of the last place that was inside. */
    double value() {
        return value;
    }

    /**
     * Looks at a place.
     *
     * @param straightColumn as of a {@link PlaneMap}
     * @param straightRow likewise
     * @param location mm along the normal from the first slice
     * @return {@link ReslicedPlane#INSIDE} if there is a value, else why not
     */
    byte look(double straightColumn, double straightRow, double location) {
        int interval = axis.interval(location);
        double fraction = axis.fraction(location, interval);
        double column = straightColumn - shift.columns(interval, fraction);
        double row = straightRow - shift.rows(interval, fraction);
        // Written so that NaN is outside.
        if (!(axis.contains(interval, fraction)
                && column >= -0.5
                && column <= ofColumn.length - 0.5
                && row >= -0.5
                && row <= ofRow.length - 0.5)) {
            return ReslicedPlane.OUTSIDE;
        }
        double mix = interpolation == VolumeInterpolation.NEAREST
                ? nearest(interval, fraction)
                : axis.mix(interval, fraction);
        if (Double.isNaN(mix)) {
            return ReslicedPlane.GAP;
        }
        if (axis.shown(mix < 1 ? interval : interval + 1) < 0) {
            return ReslicedPlane.PENDING;
        }
        int count = switch (interpolation) {
            case NEAREST -> {
                nearest(column, columnTaps, columnWeights, ofColumn.length);
                nearest(row, rowTaps, rowWeights, ofRow.length);
                yield 1;
            }
            case TRILINEAR -> {
                Taps.linear(column, columnTaps, columnWeights, 0, ofColumn.length);
                Taps.linear(row, rowTaps, rowWeights, 0, ofRow.length);
                yield 2;
            }
            case TRICUBIC -> {
                Taps.cubic(column, columnTaps, columnWeights, 0, ofColumn.length);
                Taps.cubic(row, rowTaps, rowWeights, 0, ofRow.length);
                yield 4;
            }
        };
        sum(count, Taps.slices(axis, interpolation, interval, mix, sliceTaps, sliceWeights));
        return ReslicedPlane.INSIDE;
    }

    private double nearest(int interval, double fraction) {
        double mix = axis.mix(interval, fraction);
        return Double.isNaN(mix) ? mix : mix < 0.5 ? 0 : 1;
    }

    private static void nearest(double at, int[] taps, double[] weights, int size) {
        taps[0] = Math.clamp((long) Math.floor(at + 0.5), 0, size - 1);
        weights[0] = 1;
    }

    private void sum(int count, int sliceCount) {
        double sum = 0;
        for (int c = 0; c < sliceCount; c++) {
            int slice = axis.shown(sliceTaps[c]);
            double plane = 0;
            for (int b = 0; b < count; b++) {
                int at = ofSlice[slice] + ofRow[rowTaps[b]];
                double line = 0;
                for (int a = 0; a < count; a++) {
                    line += columnWeights[a] * values[at + ofColumn[columnTaps[a]]];
                }
                plane += rowWeights[b] * line;
            }
            sum += sliceWeights[c] * (slopes[slice] * (plane + offset) + intercepts[slice]);
        }
        value = sum;
    }
}
