package dev.lightbox.engine.volume;

import dev.lightbox.engine.kernel.ResliceLoops;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * What becomes of a slab's samples where they run along one of the volume's directions: all pixels share it. Either one weighted sum of voxels, or the largest or smallest of several mixtures. For
 * one thread.
 */
final class AlignedSamples {

    private final AxisTaps taps;
    private final boolean mixed;
    private final Slab.Mode mode;
    /** Which of the direction's voxels are needed, rising. */
    private final int[] voxels;
    /** Of a sum: their weights. */
    private final float[] weights;

    private final float summand;
    /** Otherwise: samples that can be the largest or smallest. */
    private final int[] counted;

    private float[] scratch = new float[0];

    private AlignedSamples(
            AxisTaps taps, Slab.Mode mode, boolean mixed, int[] voxels, float[] weights, float summand, int[] counted) {
        this.taps = taps;
        this.mode = mode;
        this.mixed = mixed;
        this.voxels = voxels;
        this.weights = weights;
        this.summand = summand;
        this.counted = counted;
    }

    static AlignedSamples of(AxisTaps taps, SlabSamples samples, Slab.Mode mode) {
        if (samples.isPlane() || mode == Slab.Mode.MEAN) {
            return sum(taps, samples, mode);
        }
        int[] counted = counted(taps);
        int[] voxels = new int[counted.length * taps.taps()];
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = taps.voxel(counted[i / taps.taps()], i % taps.taps());
        }
        return new AlignedSamples(
                taps, mode, false, Arrays.stream(voxels).sorted().distinct().toArray(), new float[0], 0, counted);
    }

    private static AlignedSamples sum(AxisTaps taps, SlabSamples samples, Slab.Mode mode) {
        if (taps.places() == 1 && taps.isInside(0) && taps.isMixed()) {
            float weight = taps.weight(0, 1);
            int[] pair = weight == 0 ? new int[] {taps.voxel(0, 0)} : new int[] {taps.voxel(0, 0), taps.voxel(0, 1)};
            float[] weights = weight == 0 ? new float[] {1} : new float[] {1 - weight, weight};
            return new AlignedSamples(taps, mode, pair.length == 2, pair, weights, 0, new int[0]);
        }
        TreeMap<Integer, Double> sums = new TreeMap<>();
        double all = 0;
        double summands = 0;
        for (int p = 0; p < taps.places(); p++) {
            if (taps.isInside(p)) {
                double weight = samples.meanWeight(p);
                all += weight;
                summands += weight * taps.summand(p);
                for (int t = 0; t < taps.taps(); t++) {
                    sums.merge(taps.voxel(p, t), weight * taps.weight(p, t), Double::sum);
                }
            }
        }
        int[] voxels = new int[sums.size()];
        float[] weights = new float[sums.size()];
        int at = 0;
        for (var entry : sums.entrySet()) {
            voxels[at] = entry.getKey();
            weights[at++] = (float) (entry.getValue() / all);
        }
        return new AlignedSamples(
                taps, mode, false, voxels, weights, all == 0 ? 0 : (float) (summands / all), new int[0]);
    }

    /** Of samples mixed of the same two voxels only the first and the last: a mixture runs straight from one voxel to the other. */
    private static int[] counted(AxisTaps taps) {
        List<Integer> counted = new ArrayList<>();
        for (int p = 0; p < taps.places(); p++) {
            if (!taps.isInside(p)) {
                continue;
            }
            boolean between =
                    taps.isMixed() && p > 0 && p < taps.places() - 1 && same(taps, p, p - 1) && same(taps, p, p + 1);
            boolean again = taps.taps() == 1 && p > 0 && same(taps, p, p - 1);
            if (!between && !again) {
                counted.add(p);
            }
        }
        return counted.stream().mapToInt(Integer::intValue).toArray();
    }

    private static boolean same(AxisTaps taps, int a, int b) {
        return taps.isInside(b)
                && taps.voxel(a, 0) == taps.voxel(b, 0)
                && taps.voxel(a, taps.taps() - 1) == taps.voxel(b, taps.taps() - 1);
    }

    boolean isSum() {
        return counted.length == 0;
    }

    /** Whether the sum is a mixture of two. */
    boolean isMixed() {
        return mixed;
    }

    int[] voxels() {
        return voxels;
    }

    float[] weights() {
        return weights;
    }

    /** What is added to the sum. */
    float summand() {
        return summand;
    }

    byte cover() {
        return taps.coverOfAll();
    }

    boolean crossesGap() {
        return taps.has(ReslicedPlane.GAP);
    }

    /**
     * The largest or smallest of the samples.
     *
     * @param lines of the needed voxels, {@code count} values each, in their order
     */
    void extremes(float[] lines, int count, float[] out, int outAt) {
        Arrays.fill(
                out, outAt, outAt + count, mode == Slab.Mode.MIP ? Float.NEGATIVE_INFINITY : Float.POSITIVE_INFINITY);
        if (scratch.length < count) {
            scratch = new float[count];
        }
        ResliceLoops loops = ResliceLoops.chosen();
        for (int sample : counted) {
            int a = at(taps.voxel(sample, 0)) * count;
            if (taps.isMixed()) {
                int b = at(taps.voxel(sample, 1)) * count;
                if (mode == Slab.Mode.MIP) {
                    loops.mixMax(lines, a, b, taps.weight(sample, 1), count, out, outAt);
                } else {
                    loops.mixMin(lines, a, b, taps.weight(sample, 1), count, out, outAt);
                }
                continue;
            }
            Arrays.fill(scratch, 0, count, taps.summand(sample));
            for (int t = 0; t < taps.taps(); t++) {
                loops.add(lines, at(taps.voxel(sample, t)) * count, taps.weight(sample, t), count, scratch, 0);
            }
            if (mode == Slab.Mode.MIP) {
                loops.max(scratch, 0, count, out, outAt);
            } else {
                loops.min(scratch, 0, count, out, outAt);
            }
        }
    }

    private int at(int voxel) {
        return Arrays.binarySearch(voxels, voxel);
    }
}
