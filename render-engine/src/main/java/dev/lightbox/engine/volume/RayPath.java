package dev.lightbox.engine.volume;

/**
 * The way of one ray after the other through a volume, in pieces along which its place in voxels is a straight line: one piece for an even stack; for others one for each interval between slices, and
 * more where slices are missing. On a piece the n-th sample, counted from the view's plane along its normal, lies at {@code x + n · stepX} and so on. For one thread.
 *
 * <p>Rules as of planes: the volume ends half a voxel beyond the outermost centres; in a gap, places near a slice have its values, and the rest has none; nothing is mixed across a slice that failed.
 */
final class RayPath {

    private static final double PARALLEL = 1e-12;

    private final SliceAxis axis;
    private final SliceShift shift;
    private final int columns;
    private final int rows;
    private final int slices;
    /** One piece is enough. */
    private final boolean straight;

    private final PlaneMap map;
    private final double columnStep;
    private final double rowStep;
    private final double locationStep;

    /** Of the ray, at the view's plane, as if slices lay straight behind each other. */
    private double column;

    private double row;
    private double location;

    /** The next piece's interval and part of it; beyond the last one where nothing is left. */
    private int interval;

    private int part;

    private boolean gap;

    /** Where the piece is at sample 0. */
    double x;

    double y;
    double z;
    double stepX;
    double stepY;
    double stepZ;

    /** First and last sample of the piece. */
    int first;

    int last;

    /** The piece lies in one slice's values: there is no slope across. */
    boolean flat;

    /** The interval in which the piece lies. */
    int at;

    RayPath(VolumeGeometry geometry, Volume.Filling filling, PlaneMap map, double stepMm) {
        this.axis = new SliceAxis(geometry, filling);
        this.shift = new SliceShift(geometry);
        this.columns = geometry.columns();
        this.rows = geometry.rows();
        this.slices = geometry.slices();
        this.straight = isStraight(axis);
        this.map = map;
        this.columnStep = map.column().normal() * stepMm;
        this.rowStep = map.row().normal() * stepMm;
        this.locationStep = map.location().normal() * stepMm;
    }

    /** Begins with a pixel's ray. */
    void begin(int pixelX, int pixelY) {
        column = map.column().at(pixelX, pixelY, 0);
        row = map.row().at(pixelX, pixelY, 0);
        location = map.location().at(pixelX, pixelY, 0);
        part = 0;
        gap = false;
        if (straight) {
            interval = 0;
        } else if (Math.abs(locationStep) < PARALLEL) {
            interval = axis.interval(location);
        } else {
            interval = locationStep > 0 ? 0 : slices - 2;
        }
    }

    private static boolean isStraight(SliceAxis axis) {
        boolean straight = axis.isEven();
        for (int k = 0; k < axis.slices() - 1; k++) {
            straight &= !axis.isBroken(k);
        }
        return straight;
    }

    /** Whether the present ray met a gap. */
    boolean metGap() {
        return gap;
    }

    /** Goes to the next piece that holds a sample; false at the end. */
    boolean next() {
        return straight ? nextStraight() : nextPart();
    }

    private boolean nextStraight() {
        if (interval > 0) {
            return false;
        }
        interval = 1;
        at = 0;
        flat = false;
        double perMm = 1 / axis.length(0);
        double shiftColumns = shift.columns(0, 1) - shift.columns(0, 0);
        double shiftRows = shift.rows(0, 1) - shift.rows(0, 0);
        z = location * perMm;
        stepZ = locationStep * perMm;
        x = column - z * shiftColumns;
        stepX = columnStep - stepZ * shiftColumns;
        y = row - z * shiftRows;
        stepY = rowStep - stepZ * shiftRows;
        return clip(-0.5, slices - 0.5, z, stepZ);
    }

    private boolean nextPart() {
        boolean forward = locationStep >= 0;
        while (interval >= 0 && interval < slices - 1) {
            int k = interval;
            // A whole interval has one part; a broken one the first slice's, the gap, the second slice's.
            int parts = axis.isBroken(k) ? 3 : 1;
            int chosen = forward ? part : parts - 1 - part;
            part++;
            if (part >= parts) {
                part = 0;
                interval = Math.abs(locationStep) < PARALLEL ? slices : forward ? k + 1 : k - 1;
            }
            if (begin(k, parts, chosen)) {
                return true;
            }
        }
        return false;
    }

    /** Sets the piece; false if it holds no sample or no value. */
    private boolean begin(int k, int parts, int chosen) {
        at = k;
        double fraction = axis.fraction(location, k);
        double fractionStep = locationStep / axis.length(k);
        double shiftColumns = shift.columns(k, 1) - shift.columns(k, 0);
        double shiftRows = shift.rows(k, 1) - shift.rows(k, 0);
        x = column - shift.columns(k, 0) - fraction * shiftColumns;
        stepX = columnStep - fractionStep * shiftColumns;
        y = row - shift.rows(k, 0) - fraction * shiftRows;
        stepY = rowStep - fractionStep * shiftRows;
        double onward = axis.reachOnward(k);
        double back = axis.reachBack(k);
        double from = k == 0 ? -onward : 0;
        double to = k == slices - 2 ? 1 + back : 1;
        if (parts == 1) {
            flat = false;
            z = k + fraction;
            stepZ = fractionStep;
            return clip(from, to, fraction, fractionStep);
        }
        flat = true;
        stepZ = 0;
        if (chosen == 1) {
            gap |= clip(onward, 1 - back, fraction, fractionStep);
            return false;
        }
        z = k + chosen / 2;
        boolean within =
                chosen == 0 ? clip(from, onward, fraction, fractionStep) : clip(1 - back, to, fraction, fractionStep);
        if (within && axis.isFailed(k + chosen / 2)) {
            gap = true;
            return false;
        }
        return within;
    }

    /** Finds the samples for which the slice direction lies between two bounds, and column and row within the volume. */
    private boolean clip(double from, double to, double at0, double step) {
        double enter = -1e9;
        double leave = 1e9;
        for (int side = 0; side < 3; side++) {
            double origin = side == 0 ? x : side == 1 ? y : at0;
            double rise = side == 0 ? stepX : side == 1 ? stepY : step;
            double low = side == 2 ? from : -0.5;
            double high = side == 0 ? columns - 0.5 : side == 1 ? rows - 0.5 : to;
            if (Math.abs(rise) < PARALLEL) {
                if (!(origin >= low && origin <= high)) {
                    return false;
                }
            } else {
                double a = (low - origin) / rise;
                double b = (high - origin) / rise;
                enter = Math.max(enter, Math.min(a, b));
                leave = Math.min(leave, Math.max(a, b));
            }
        }
        first = (int) Math.ceil(enter);
        // Where one piece ends the next begins: no sample belongs to both.
        last = (int) Math.ceil(leave) - 1;
        return first <= last;
    }
}
