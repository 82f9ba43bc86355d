package dev.lightbox.engine.volume;

import dev.lightbox.engine.geometry.Vector3;

/**
 * From slopes in voxels to slopes in the patient, a value a mm, as light needs them: how much of it points along the view, and how steep it is. The three directions of voxels are neither as long as each
 * other nor, where the gantry was tilted, perpendicular. For each interval between slices its own. Immutable, thread-safe.
 */
final class Slopes {

    private static final int ENTRIES = 9;

    private final double[] entries;

    /** @param view unit vector away from the viewer */
    Slopes(VolumeGeometry geometry, Vector3 view) {
        PlaneMap.Functionals of = new PlaneMap.Functionals(geometry);
        SliceShift shift = new SliceShift(geometry);
        int intervals = geometry.slices() - 1;
        entries = new double[ENTRIES * intervals];
        for (int k = 0; k < intervals; k++) {
            double length = geometry.locationMm(k + 1) - geometry.locationMm(k);
            double columns = (shift.columns(k, 1) - shift.columns(k, 0)) / length;
            double rows = (shift.rows(k, 1) - shift.rows(k, 0)) / length;
            Vector3 column = of.column.plus(of.location.times(-columns));
            Vector3 row = of.row.plus(of.location.times(-rows));
            Vector3 slice = of.location.times(1 / length);
            double[] all = {
                column.dot(view),
                row.dot(view),
                slice.dot(view),
                column.dot(column),
                row.dot(row),
                slice.dot(slice),
                2 * column.dot(row),
                2 * column.dot(slice),
                2 * row.dot(slice)
            };
            System.arraycopy(all, 0, entries, ENTRIES * k, ENTRIES);
        }
    }

    /** The part of a slope that points along the view; slopes a voxel. */
    double along(int interval, double ofColumn, double ofRow, double ofSlice) {
        int at = ENTRIES * interval;
        return ofColumn * entries[at] + ofRow * entries[at + 1] + ofSlice * entries[at + 2];
    }

    /** Square of a slope's length. */
    double squared(int interval, double ofColumn, double ofRow, double ofSlice) {
        int at = ENTRIES * interval + 3;
        return ofColumn * ofColumn * entries[at]
                + ofRow * ofRow * entries[at + 1]
                + ofSlice * ofSlice * entries[at + 2]
                + ofColumn * ofRow * entries[at + 3]
                + ofColumn * ofSlice * entries[at + 4]
                + ofRow * ofSlice * entries[at + 5];
    }
}
