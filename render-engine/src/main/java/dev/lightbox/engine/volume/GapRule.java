package dev.lightbox.engine.volume;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Tells how far apart slices usually lie, and where some are missing: an interval of more than {@value #WIDE} × the median. Where Slice Thickness changes within a stack, thin slices lie closer together
 * than thick ones and nothing is missing: there the median is that of the intervals between slices of the same thickness, as long as there are {@value #ENOUGH} of
 * them, and between two thicknesses the larger median counts. Stateless.
 */
final class GapRule {

    /** Intervals above this many medians are wide. */
    static final double WIDE = 1.5;

    /** Positions are decimals: exactly one and a half stays no gap. */
    private static final double ROUNDING = 1 + 1e-6;

    /** So few intervals have no median worth the name. */
    private static final int ENOUGH = 3;

    /** Thicknesses that differ by less, mm, are the same. */
    private static final double SAME_THICKNESS_MM = 0.01;

    private GapRule() {}

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    static boolean isWide(double interval, double median) {
        return interval > WIDE * ROUNDING * median;
    }

    /**
     * @param intervals between neighbouring slices, mm
     * @param thicknesses of the slices, one more than intervals
     * @return for each slice the usual distance to a neighbour of its kind, mm
     */
    static double[] usual(double[] intervals, List<OptionalDouble> thicknesses) {
        double overall = median(intervals);
        Map<Long, Double> medians = medians(intervals, thicknesses);
        return thicknesses.stream()
                .mapToDouble(thickness -> medians.getOrDefault(kind(thickness), overall))
                .toArray();
    }

    /**
     * @param intervals between neighbouring slices, mm
     * @param usual of each slice, as {@link #usual} says
     * @return for each interval whether slices are missing in it
     */
    static boolean[] gaps(double[] intervals, double[] usual) {
        boolean[] gaps = new boolean[intervals.length];
        for (int k = 0; k < gaps.length; k++) {
            gaps[k] = isWide(intervals[k], Math.max(usual[k], usual[k + 1]));
        }
        return gaps;
    }

    /** By thickness, where enough slices of it are neighbours. */
    private static Map<Long, Double> medians(double[] intervals, List<OptionalDouble> thicknesses) {
        Map<Long, double[]> gathered = new HashMap<>();
        Map<Long, Integer> counts = new HashMap<>();
        for (int k = 0; k < intervals.length; k++) {
            long kind = kind(thicknesses.get(k));
            if (kind == kind(thicknesses.get(k + 1))) {
                counts.merge(kind, 1, Integer::sum);
            }
        }
        if (counts.size() < 2) {
            return Map.of();
        }
        counts.forEach((kind, count) -> gathered.put(kind, new double[count]));
        for (int k = 0; k < intervals.length; k++) {
            long kind = kind(thicknesses.get(k));
            double[] own = gathered.get(kind);
            if (own != null && kind == kind(thicknesses.get(k + 1))) {
                int left = counts.merge(kind, -1, Integer::sum);
                own[left] = intervals[k];
            }
        }
        Map<Long, Double> medians = new HashMap<>();
        gathered.forEach((kind, own) -> {
            if (own.length >= ENOUGH) {
                medians.put(kind, median(own));
            }
        });
        return medians;
    }

    private static long kind(OptionalDouble thickness) {
        return thickness.isPresent() ? Math.round(thickness.getAsDouble() / SAME_THICKNESS_MM) : Long.MIN_VALUE;
    }
}
