package dev.lightbox.engine.volume;

import dev.lightbox.engine.geometry.Vector3;

/** How many columns and rows each slice lies beside the first: not none where the gantry was tilted. In between it runs straight. Immutable, thread-safe. */
final class SliceShift {

    /** Shifts below this many voxels are rounding of the decimals in a file's unit vectors. */
    private static final double NONE = 1e-9;

    private final double[] columns;
    private final double[] rows;
    private final boolean none;

    SliceShift(VolumeGeometry geometry) {
        PlaneMap.Functionals of = new PlaneMap.Functionals(geometry);
        int slices = geometry.slices();
        columns = new double[slices];
        rows = new double[slices];
        double most = 0;
        for (int k = 0; k < slices; k++) {
            // Even slices lie on one line, whatever the last decimals of their positions are.
            Vector3 shift = geometry.isAffine()
                    ? geometry.origin(slices - 1).minus(geometry.origin(0)).times(k / (slices - 1.0))
                    : geometry.origin(k).minus(geometry.origin(0));
            columns[k] = shift.dot(of.column);
            rows[k] = shift.dot(of.row);
            most = Math.max(most, Math.max(Math.abs(columns[k]), Math.abs(rows[k])));
        }
        none = most < NONE;
    }

    double columns(int interval, double fraction) {
        return columns[interval] + fraction * (columns[interval + 1] - columns[interval]);
    }

    double rows(int interval, double fraction) {
        return rows[interval] + fraction * (rows[interval + 1] - rows[interval]);
    }

    double columns(int slice) {
        return columns[slice];
    }

    double rows(int slice) {
        return rows[slice];
    }

    boolean isNone() {
        return none;
    }
}
