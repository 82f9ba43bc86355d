package dev.lightbox.engine.volume;

import dev.lightbox.engine.kernel.ResliceLoops;
import java.util.Arrays;

/**
 * Fills rows of a picture along a volume's own directions. Each line of voxels is brought to the picture's columns once, and then mixed with its neighbours. A plane or a mean is one sum: the
 * samples' lines are summed up first. Of the largest or smallest of a slab's samples each sample is mixed by itself, but for those between two others of the same voxels, which can't be the
 * largest or smallest. For one thread.
 */
final class AlignedRows implements Rows {

    /** Floats of a row's lines of a slab: they should stay in the nearest cache. */
    private static final int KEPT = 1 << 14;

    private static final int NARROWEST = 64;

    private final AlignedPlane plane;
    private final Picture picture;
    private final short[] voxels;
    private final float offset;
    private final AlignedSamples samples;

    AlignedRows(Volume volume, AlignedPlane plane, SlabSamples samples, Slab.Mode mode, Picture picture) {
        this.plane = plane;
        this.picture = picture;
        this.voxels = volume.voxels().values();
        this.offset = volume.hasScaleOfEachSlice() ? 0 : volume.offset();
        this.samples = AlignedSamples.of(plane.through().taps(), samples, mode);
    }

    @Override
    public boolean fill(int fromRow, int toRow) {
        int width = picture.width();
        int tile = samples.isSum() ? width : Math.max(NARROWEST, KEPT / samples.voxels().length);
        for (int x = 0; x < width && samples.voxels().length > 0; x += tile) {
            fillTile(x, Math.min(x + tile, width), fromRow, toRow);
        }
        return finish(fromRow, toRow);
    }

    private void fillTile(int fromX, int toX, int fromRow, int toRow) {
        AxisTaps down = plane.down().taps();
        VoxelLines lines = new VoxelLines(voxels, plane.right(), fromX, toX);
        int count = toX - fromX;
        int each = samples.isSum() ? 1 : samples.voxels().length;
        LineCache cache = new LineCache(down.taps());
        float[] kept = new float[down.taps() * each * count];
        float[] row = new float[each * count];
        int[] at = new int[down.taps()];
        for (int y = fromRow; y < toRow; y++) {
            if (!down.isInside(y)) {
                continue;
            }
            for (int t = 0; t < down.taps(); t++) {
                int line = down.voxel(y, t);
                int place = cache.find(line);
                if (place < 0) {
                    place = cache.replace(line, down, y);
                    read(lines, plane.down().index()[line], kept, place * each * count, count);
                }
                at[t] = place * each * count;
            }
            int out = y * picture.width() + fromX;
            if (samples.isSum()) {
                combine(down, y, kept, at, count, picture.values(), out);
            } else {
                combine(down, y, kept, at, each * count, row, 0);
                samples.extremes(row, count, picture.values(), out);
            }
        }
    }

    /** What the samples need of one line of the picture's column direction. */
    private void read(VoxelLines lines, int base, float[] out, int outAt, int count) {
        int[] index = plane.through().index();
        int[] through = samples.voxels();
        if (!samples.isSum()) {
            for (int c = 0; c < through.length; c++) {
                lines.read(base + index[through[c]]);
                lines.resample(out, outAt + c * count);
            }
            return;
        }
        float[] weights = samples.weights();
        if (samples.isMixed()) {
            lines.readMixed(base + index[through[0]], base + index[through[1]], weights[1]);
        } else if (through.length == 1 && weights[0] == 1) {
            lines.read(base + index[through[0]]);
        } else {
            lines.clear();
            for (int c = 0; c < through.length; c++) {
                lines.add(base + index[through[c]], weights[c]);
            }
        }
        lines.resample(out, outAt);
    }

    private static void combine(AxisTaps taps, int place, float[] in, int[] at, int count, float[] out, int outAt) {
        ResliceLoops loops = ResliceLoops.chosen();
        if (taps.isMixed()) {
            loops.mix(in, at[0], at[1], taps.weight(place, 1), count, out, outAt);
            return;
        }
        if (taps.taps() == 1 && !taps.hasSummands()) {
            System.arraycopy(in, at[0], out, outAt, count);
            return;
        }
        Arrays.fill(out, outAt, outAt + count, 0);
        for (int t = 0; t < taps.taps(); t++) {
            loops.add(in, at[t], taps.weight(place, t), count, out, outAt);
        }
    }

    private boolean finish(int fromRow, int toRow) {
        AxisTaps right = plane.right().taps();
        AxisTaps down = plane.down().taps();
        boolean crossesGap = false;
        boolean wholeRows = right.isInside() && !right.hasSummands() && !samples.crossesGap();
        for (int y = fromRow; y < toRow; y++) {
            float added = offset + down.summand(y) + samples.summand();
            byte cover = both(down.cover(y), samples.cover());
            boolean plain = cover == ReslicedPlane.INSIDE && added == 0 && !right.hasSummands();
            if (plain && wholeRows) {
                continue;
            }
            for (int x = 0, at = y * picture.width(); x < picture.width(); x++, at++) {
                byte here = both(cover, right.cover(x));
                crossesGap |= here == ReslicedPlane.GAP || (samples.crossesGap() && here != ReslicedPlane.OUTSIDE);
                if (here != ReslicedPlane.INSIDE) {
                    picture.cover()[at] = here;
                    picture.values()[at] = 0;
                } else if (!plain) {
                    picture.values()[at] += added + right.summand(x);
                }
            }
        }
        return crossesGap;
    }

    /** Only one of the directions runs along slices: only there something else than inside or outside is possible. */
    private static byte both(byte a, byte b) {
        return a == ReslicedPlane.OUTSIDE || b == ReslicedPlane.INSIDE ? a : b;
    }
}
