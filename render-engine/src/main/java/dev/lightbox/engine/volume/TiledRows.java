package dev.lightbox.engine.volume;

import dev.lightbox.engine.kernel.ResliceLoops;
import dev.lightbox.engine.kernel.TrilinearRun;
import dev.lightbox.engine.volume.PlaneMap.Direction;
import java.util.Arrays;
import java.util.List;

/**
 * Fills rows of a picture that lies in any direction, nearest or trilinear, tile by tile: all samples of a slab below a tile are taken before the next tile, so their bricks are still in the
 * processor's caches. Within a {@link Zone} places run evenly and nothing has to be asked for a sample. For one thread.
 */
final class TiledRows implements Rows {

    private static final int TILE = 64;
    /** Samples whose runs are known at a time. */
    private static final int CHUNK = 64;

    /** Numbers for a run. */
    private static final int RUN = 3;

    /** A zone with its maps. */
    private record Part(Zone zone, Direction column, Direction row, Direction slice) {}

    private final SliceAxis axis;
    private final PlaneMap map;
    private final SlabSamples samples;
    private final Slab.Mode mode;
    private final Picture picture;
    private final boolean nearest;
    private final Part[] parts;
    private final short[] voxels;
    private final int[] ofSlice;
    private final int[] shown;
    private final double columnEnd;
    private final double rowEnd;
    private final float offset;
    /** In the order of slices; empty where values needn't be scaled. */
    private final SliceScale[] scales;

    private final TrilinearRun run;
    private final Clip clip = new Clip();
    private final float[] values = new float[TILE];
    private final float[] ones = new float[TILE];
    private final float[] weights;
    /** For one line after another the zone, the first pixel, and the one behind the last. */
    private int[] runs = new int[RUN * Reslicer.BAND];

    /** Where in {@link #runs} each line's runs end. */
    private final int[] runsEnd = new int[CHUNK * Reslicer.BAND];

    private boolean crossesGap;

    TiledRows(
            Volume volume,
            SliceAxis axis,
            List<Zone> zones,
            PlaneMap map,
            SlabSamples samples,
            ResliceRequest request,
            Picture picture) {
        this.axis = axis;
        this.map = map;
        this.samples = samples;
        this.mode = request.slab().mode();
        this.picture = picture;
        this.nearest = request.interpolation() == VolumeInterpolation.NEAREST;
        this.parts = new Part[zones.size()];
        for (int i = 0; i < parts.length; i++) {
            Zone zone = zones.get(i);
            parts[i] = new Part(zone, zone.columnsOf(map), zone.rowsOf(map), zone.slicesOf(map));
        }
        Voxels of = volume.voxels();
        voxels = of.values();
        ofSlice = of.ofSlice();
        shown = new int[of.slices()];
        Arrays.setAll(shown, axis::shown);
        columnEnd = of.columns() - 0.5;
        rowEnd = of.rows() - 0.5;
        run = new TrilinearRun(of.columnAxis(), of.rowAxis(), of.sliceAxis());
        run.column().limit(0, of.columns() - 1.0);
        run.row().limit(0, of.rows() - 1.0);
        offset = volume.offset();
        scales = new SliceScale[volume.hasScaleOfEachSlice() ? of.slices() : 0];
        Arrays.setAll(scales, volume::scale);
        weights = new float[!samples.isPlane() && mode == Slab.Mode.MEAN ? picture.width() * Reslicer.BAND : 0];
        Arrays.fill(ones, 1);
    }

    /** Whether it can: mixing by slices of a rescale each is done by the careful way where it isn't trilinear. */
    static boolean can(Volume volume, ResliceRequest request) {
        return request.interpolation() == VolumeInterpolation.TRILINEAR
                || (request.interpolation() == VolumeInterpolation.NEAREST && !volume.hasScaleOfEachSlice());
    }

    @Override
    public boolean fill(int fromRow, int toRow) {
        int width = picture.width();
        int begin = fromRow * width;
        int end = toRow * width;
        float start = samples.isPlane() || mode == Slab.Mode.MEAN
                ? 0
                : mode == Slab.Mode.MIP ? Float.NEGATIVE_INFINITY : Float.POSITIVE_INFINITY;
        if (start != 0) {
            Arrays.fill(picture.values(), begin, end, start);
        }
        Arrays.fill(picture.cover(), begin, end, ReslicedPlane.OUTSIDE);
        Arrays.fill(weights, 0);
        crossesGap = false;
        for (int s = 0; s < samples.count(); s += CHUNK) {
            int behind = Math.min(s + CHUNK, samples.count());
            findRuns(fromRow, toRow, s, behind);
            for (int x = 0; x < width; x += TILE) {
                fillTile(x, Math.min(x + TILE, width), fromRow, toRow, s, behind);
            }
        }
        finish(begin, end);
        return crossesGap;
    }

    /** Where each row's samples lie in each zone that they meet. */
    private void findRuns(int fromRow, int toRow, int fromSample, int toSample) {
        Direction location = map.location();
        int width = picture.width();
        int count = 0;
        int line = 0;
        for (int s = fromSample; s < toSample; s++) {
            double mm = samples.mm(s);
            for (int y = fromRow; y < toRow; y++) {
                double begin = location.at(0, y, mm);
                double end = begin + location.right() * width;
                double most = Math.max(begin, end);
                for (int p = firstPart(Math.min(begin, end)); p < parts.length; p++) {
                    Part part = parts[p];
                    if (part.zone.fromMm() > most) {
                        break;
                    }
                    clip.begin(0, width);
                    clip.keep(begin, location.right(), part.zone.fromMm(), Math.nextDown(part.zone.toMm()));
                    clip.keep(part.column.at(0, y, mm), part.column.right(), -0.5, columnEnd);
                    clip.keep(part.row.at(0, y, mm), part.row.right(), -0.5, rowEnd);
                    if (clip.from() < clip.to()) {
                        if (count + RUN > runs.length) {
                            runs = Arrays.copyOf(runs, 2 * runs.length);
                        }
                        runs[count] = p;
                        runs[count + 1] = clip.from();
                        runs[count + 2] = clip.to();
                        count += RUN;
                    }
                }
                runsEnd[line++] = count;
            }
        }
    }

    /** The first zone that ends behind a location. */
    private int firstPart(double location) {
        int low = 0;
        int high = parts.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (parts[middle].zone.toMm() <= location) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void fillTile(int fromX, int toX, int fromRow, int toRow, int fromSample, int toSample) {
        int at = 0;
        int line = 0;
        for (int s = fromSample; s < toSample; s++) {
            double mm = samples.mm(s);
            float weight = (float) samples.meanWeight(s);
            for (int y = fromRow; y < toRow; y++) {
                for (int behind = runsEnd[line++]; at < behind; at += RUN) {
                    int from = Math.max(runs[at + 1], fromX);
                    int to = Math.min(runs[at + 2], toX);
                    if (from < to) {
                        fillRun(parts[runs[at]], y, mm, from, to - from, weight, fromRow);
                    }
                }
            }
        }
    }

    private void fillRun(Part part, int y, double mm, int from, int count, float weight, int fromRow) {
        int at = y * picture.width() + from;
        if (part.zone.cover() != ReslicedPlane.INSIDE) {
            mark(part.zone.cover(), at, count);
            return;
        }
        Arrays.fill(picture.cover(), at, at + count, ReslicedPlane.INSIDE);
        float[] out = samples.isPlane() ? picture.values() : values;
        take(part, y, mm, from, count, out, samples.isPlane() ? at : 0);
        if (samples.isPlane()) {
            return;
        }
        ResliceLoops loops = ResliceLoops.chosen();
        switch (mode) {
            case MIP -> loops.max(values, 0, count, picture.values(), at);
            case MINIP -> loops.min(values, 0, count, picture.values(), at);
            case MEAN -> {
                loops.add(values, 0, weight, count, picture.values(), at);
                loops.add(ones, 0, weight, count, weights, at - fromRow * picture.width());
            }
        }
    }

    private void mark(byte cover, int at, int count) {
        crossesGap |= cover == ReslicedPlane.GAP;
        for (int i = at; i < at + count; i++) {
            byte old = picture.cover()[i];
            if (old == ReslicedPlane.OUTSIDE || (old == ReslicedPlane.PENDING && cover == ReslicedPlane.GAP)) {
                picture.cover()[i] = cover;
            }
        }
    }

    private void take(Part part, int y, double mm, int from, int count, float[] out, int outAt) {
        run.column().line(part.column.at(0, y, mm), part.column.right());
        run.row().line(part.row.at(0, y, mm), part.row.right());
        boolean scaled = scales.length > 0;
        if (part.zone.even() && axis.isComplete() && !scaled) {
            run.slice().limit(part.zone.first(), part.zone.last());
            run.slice().line(part.slice.at(0, y, mm), part.slice.right());
            if (nearest) {
                run.nearest(voxels, from, count, out, outAt);
            } else {
                run.trilinear(voxels, from, count, out, outAt);
            }
            return;
        }
        tabulate(part.zone, map.location().at(0, y, mm), map.location().right(), from, count, scaled);
        if (nearest) {
            run.nearestOfTable(voxels, from, count, out, outAt);
        } else if (scaled) {
            run.scaledOfTable(voxels, from, count, out, outAt);
        } else {
            run.trilinearOfTable(voxels, from, count, out, outAt);
        }
    }

    /** Slices that lie unevenly, or that others stand in for, are looked up. */
    private void tabulate(Zone zone, double origin, double step, int from, int count, boolean scaled) {
        double least = axis.location(zone.first());
        double most = axis.location(zone.last());
        int interval = axis.interval(from * step + origin);
        for (int i = 0; i < count; i++) {
            double location = (from + i) * step + origin;
            location = location < least ? least : location > most ? most : location;
            interval = axis.intervalNear(location, interval);
            double fraction = axis.fraction(location, interval);
            fraction = fraction < 0 ? 0 : fraction > 1 ? 1 : fraction;
            int first = shown[Math.max(interval, zone.first())];
            int second = shown[Math.min(interval + 1, zone.last())];
            run.slices(i, ofSlice[first], ofSlice[second], (float) fraction);
            if (scaled) {
                scale(i, scales[first], scales[second], fraction);
            }
        }
    }

    private void scale(int place, SliceScale a, SliceScale b, double fraction) {
        run.scale(place, (float) ((1 - fraction) * a.slope()), (float) (fraction * b.slope()), (float)
                ((1 - fraction) * (a.slope() * offset + a.intercept())
                        + fraction * (b.slope() * offset + b.intercept())));
    }

    private void finish(int begin, int end) {
        float[] result = picture.values();
        byte[] cover = picture.cover();
        float added = scales.length > 0 ? 0 : offset;
        if (samples.isPlane() && added == 0) {
            return;
        }
        for (int i = begin; i < end; i++) {
            if (cover[i] != ReslicedPlane.INSIDE) {
                result[i] = 0;
            } else {
                float value = weights.length > 0 ? result[i] / weights[i - begin] : result[i];
                result[i] = value + added;
            }
        }
    }
}
