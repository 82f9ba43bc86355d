package dev.lightbox.engine.volume;

import dev.lightbox.engine.kernel.BrickAxis;
import dev.lightbox.engine.kernel.ResliceLoops;
import dev.lightbox.engine.volume.AlignedPlane.AlignedAxis;
import java.util.Arrays;

/**
 * Lines of voxels along a picture's rows, brought to the picture's columns. Lines can be summed up before, where the result is a sum of them. For one thread.
 */
final class VoxelLines {

    private static final int EDGE = BrickAxis.EDGE;

    /** Weights that differ by less than this are equal: a ten millionth of the difference of two voxels. */
    private static final float EQUAL = 3e-7f;

    private final short[] voxels;
    private final AlignedAxis axis;
    private final AxisTaps taps;
    private final int fromPlace;
    private final int places;
    private final int firstBrick;
    private final int bricks;
    private final float[] line;
    /** Places that take two neighbours each: the first of them, and the second's weight. */
    private final int[] first;

    private final float[] weights;
    /** Whether two neighbours make each place. */
    private final boolean paired;
    /** Places, a voxel apart from each other: their line is only shifted. */
    private int shiftFrom;

    private int shiftTo;

    /** For the picture's columns {@code from} to {@code to} − 1. */
    VoxelLines(short[] voxels, AlignedAxis axis, int from, int to) {
        this.voxels = voxels;
        this.axis = axis;
        this.taps = axis.taps();
        this.fromPlace = from;
        this.places = to - from;
        int least = Integer.MAX_VALUE;
        int most = 0;
        boolean neighbours = taps.isMixed();
        first = new int[places];
        weights = new float[places];
        for (int p = 0; p < places; p++) {
            for (int t = 0; t < taps.taps(); t++) {
                least = Math.min(least, taps.voxel(from + p, t));
                most = Math.max(most, taps.voxel(from + p, t));
            }
            first[p] = taps.voxel(from + p, 0);
            if (taps.isMixed()) {
                weights[p] = taps.weight(from + p, 1);
                neighbours &= weights[p] == 0 || taps.voxel(from + p, 1) == first[p] + 1;
            }
        }
        paired = neighbours;
        firstBrick = least / EDGE;
        bricks = most / EDGE + 1 - firstBrick;
        // One more, as the last voxel has no neighbour, and is read with one of weight 0.
        line = new float[(firstBrick + bricks) * EDGE + 1];
        if (paired) {
            findShift();
        }
    }

    /** The longest row of places that follow each other voxel by voxel. */
    private void findShift() {
        int begin = 0;
        for (int p = 1; p <= places; p++) {
            boolean goesOn =
                    p < places && first[p] == first[p - 1] + 1 && Math.abs(weights[p] - weights[begin]) < EQUAL;
            if (!goesOn) {
                if (p - begin > shiftTo - shiftFrom) {
                    shiftFrom = begin;
                    shiftTo = p;
                }
                begin = p;
            }
        }
    }

    /** Takes one line; {@code base} is what the other two directions add to the index. */
    void read(int base) {
        ResliceLoops.chosen().line(voxels, at(base), axis.within(), axis.between(), bricks, line, firstBrick * EDGE);
    }

    /** Takes two lines, mixed. */
    void readMixed(int a, int b, float weight) {
        ResliceLoops.chosen()
                .mixLines(voxels, at(a), at(b), weight, axis.within(), axis.between(), bricks, line, firstBrick * EDGE);
    }

    void clear() {
        Arrays.fill(line, 0);
    }

    /** Adds a line to what was taken. */
    void add(int base, float weight) {
        ResliceLoops.chosen()
                .addLine(voxels, at(base), weight, axis.within(), axis.between(), bricks, line, firstBrick * EDGE);
    }

    private int at(int base) {
        return base + firstBrick * axis.between();
    }

    /** What was taken, at the picture's columns. */
    void resample(float[] out, int outAt) {
        ResliceLoops loops = ResliceLoops.chosen();
        if (paired) {
            loops.resample(line, first, weights, 0, shiftFrom, out, outAt);
            if (shiftTo > shiftFrom) {
                loops.shift(line, first[shiftFrom], weights[shiftFrom], shiftTo - shiftFrom, out, outAt + shiftFrom);
            }
            loops.resample(line, first, weights, shiftTo, places - shiftTo, out, outAt + shiftTo);
        } else if (taps.taps() == 1 && !taps.hasSummands()) {
            for (int p = 0; p < places; p++) {
                out[outAt + p] = line[first[p]];
            }
        } else if (taps.isMixed()) {
            for (int p = 0; p < places; p++) {
                float a = line[first[p]];
                out[outAt + p] = a + weights[p] * (line[taps.voxel(fromPlace + p, 1)] - a);
            }
        } else {
            for (int p = 0; p < places; p++) {
                float sum = 0;
                for (int t = 0; t < taps.taps(); t++) {
                    sum += taps.weight(fromPlace + p, t) * line[taps.voxel(fromPlace + p, t)];
                }
                out[outAt + p] = sum;
            }
        }
    }
}
