package dev.lightbox.engine.volume;

import dev.lightbox.engine.volume.PlaneMap.Direction;
import java.util.ArrayList;
import java.util.List;

/**
 * A stretch along the normal in which one rule holds, and columns and rows are affine functions of the place. Zones follow each other without holes. Immutable.
 *
 * @param cover {@link ReslicedPlane#INSIDE} if places in it have values
 * @param fromMm where it begins, mm from the first slice
 * @param toMm where the next one begins
 * @param first its first slice: places before belong to that alone
 * @param last its last slice: places behind belong to that alone
 * @param even whether the slice, too, is an affine function of the place
 * @param columns shift of columns
 * @param rows shift of rows
 * @param slices the slice, where {@code even}
 */
record Zone(
        byte cover,
        double fromMm,
        double toMm,
        int first,
        int last,
        boolean even,
        Line columns,
        Line rows,
        Line slices) {

    /** Lines that differ by fewer voxels than this are one. */
    private static final double SAME = 1e-6;

    /** A function of the location. */
    record Line(double atZero, double perMm) {
        static Line through(double x0, double y0, double x1, double y1) {
            double slope = (y1 - y0) / (x1 - x0);
            return new Line(y0 - slope * x0, slope);
        }

        double at(double mm) {
            return atZero + perMm * mm;
        }

        boolean isNear(Line other, double fromMm, double toMm) {
            return Math.abs(at(fromMm) - other.at(fromMm)) < SAME && Math.abs(at(toMm) - other.at(toMm)) < SAME;
        }
    }

    /** From where the first slice begins to reach to where the last one ends. */
    static List<Zone> of(SliceAxis axis, SliceShift shift) {
        List<Zone> zones = new ArrayList<>();
        int intervals = axis.slices() - 1;
        for (int k = 0; k < intervals; k++) {
            double from = axis.location(k);
            double to = axis.location(k + 1);
            double length = to - from;
            double begin = k == 0 ? from - axis.reachOnward(k) * length : from;
            // Behind the last place there is nothing that it could belong to instead.
            double end = k == intervals - 1 ? Math.nextUp(to + axis.reachBack(k) * length) : to;
            Line columns = Line.through(from, shift.columns(k), to, shift.columns(k + 1));
            Line rows = Line.through(from, shift.rows(k), to, shift.rows(k + 1));
            Line slices = Line.through(from, k, to, k + 1);
            byte inside = axis.isEmpty() ? ReslicedPlane.PENDING : ReslicedPlane.INSIDE;
            if (!axis.isBroken(k)) {
                append(zones, new Zone(inside, begin, end, k, k + 1, true, columns, rows, slices));
                continue;
            }
            double low = from + axis.reachOnward(k) * length;
            double high = to - axis.reachBack(k) * length;
            byte before = axis.isFailed(k) ? ReslicedPlane.GAP : inside;
            byte behind = axis.isFailed(k + 1) ? ReslicedPlane.GAP : inside;
            append(zones, new Zone(before, begin, low, k, k, true, columns, rows, new Line(k, 0)));
            if (high > low) {
                append(zones, new Zone(ReslicedPlane.GAP, low, high, k, k, true, columns, rows, new Line(k, 0)));
            }
            append(
                    zones,
                    new Zone(
                            behind, Math.max(low, high), end, k + 1, k + 1, true, columns, rows, new Line(k + 1.0, 0)));
        }
        return zones;
    }

    private static void append(List<Zone> zones, Zone next) {
        Zone previous = zones.isEmpty() ? null : zones.getLast();
        if (previous == null
                || previous.cover != next.cover
                || previous.last != next.first
                || !previous.columns.isNear(next.columns, previous.fromMm, next.toMm)
                || !previous.rows.isNear(next.rows, previous.fromMm, next.toMm)) {
            zones.add(next);
            return;
        }
        // Where a single slice holds on, its line doesn't count: places are moved to the outermost slice.
        boolean constantBefore = previous.first == previous.last;
        boolean constantBehind = next.first == next.last;
        boolean same = previous.slices.isNear(next.slices, previous.fromMm, next.toMm);
        zones.set(
                zones.size() - 1,
                new Zone(
                        next.cover,
                        previous.fromMm,
                        next.toMm,
                        previous.first,
                        next.last,
                        previous.even && (constantBefore || constantBehind || same),
                        previous.columns,
                        previous.rows,
                        constantBefore ? next.slices : previous.slices));
    }

    /** Columns of a picture's places in this zone. */
    Direction columnsOf(PlaneMap map) {
        return minus(map.column(), map.location(), columns);
    }

    Direction rowsOf(PlaneMap map) {
        return minus(map.row(), map.location(), rows);
    }

    private static Direction minus(Direction straight, Direction location, Line shift) {
        return new Direction(
                straight.origin() - shift.at(location.origin()),
                straight.right() - shift.perMm * location.right(),
                straight.down() - shift.perMm * location.down(),
                straight.normal() - shift.perMm * location.normal());
    }

    Direction slicesOf(PlaneMap map) {
        Direction location = map.location();
        return new Direction(
                slices.at(location.origin()),
                slices.perMm * location.right(),
                slices.perMm * location.down(),
                slices.perMm * location.normal());
    }
}
