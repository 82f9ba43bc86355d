package dev.lightbox.engine.tile;

/**
 * How the pixels of one output axis are made from source pixels: area average where there are more of those, linear interpolation where there are fewer,
 * copies where it is one to one. Interpolation sees the pixels beside the region, so that neighbouring tiles fit. Immutable.
 *
 * @param sourceStart first source pixel that is needed
 * @param sourceCount how many are needed
 * @param first for each output pixel its first source pixel, counted from {@code sourceStart}
 * @param counts for each output pixel how many source pixels it takes
 * @param weights their weights, {@code taps} for each output pixel
 * @param taps most source pixels of any output pixel
 */
record ResampleAxis(int sourceStart, int sourceCount, int[] first, int[] counts, float[] weights, int taps) {

    private static final double EPSILON = 1e-9;

    /**
     * @param start outer edge of the region in source pixels, 0 to {@code limit}
     * @param length length of the region in source pixels
     * @param size number of output pixels
     * @param limit number of source pixels of the whole picture
     */
    static ResampleAxis of(double start, double length, int size, int limit) {
        double scale = length / size;
        int taps = scale > 1 + EPSILON ? (int) Math.ceil(scale) + 1 : 2;
        int[] first = new int[size];
        int[] counts = new int[size];
        float[] weights = new float[size * taps];
        boolean average = scale > 1 + EPSILON;
        for (int i = 0; i < size; i++) {
            if (average) {
                area(start + i * scale, start + (i + 1) * scale, limit, i, taps, first, counts, weights);
            } else {
                linear(start + (i + 0.5) * scale - 0.5, limit, i, first, counts, weights);
            }
        }
        int from = first[0];
        int to = 0;
        for (int i = 0; i < size; i++) {
            from = Math.min(from, first[i]);
            to = Math.max(to, first[i] + counts[i]);
        }
        for (int i = 0; i < size; i++) {
            first[i] -= from;
        }
        return new ResampleAxis(from, to - from, first, counts, weights, taps);
    }

    private static void area(
            double from, double to, int limit, int i, int taps, int[] first, int[] counts, float[] weights) {
        int start = Math.clamp((long) Math.floor(from + EPSILON), 0, limit - 1);
        int end = Math.clamp((long) Math.ceil(to - EPSILON), start + 1, Math.max(start + 1, limit));
        end = Math.min(end, start + taps);
        double total = 0;
        for (int p = start; p < end; p++) {
            double overlap = Math.max(0, Math.min(to, p + 1.0) - Math.max(from, p));
            weights[i * taps + p - start] = (float) overlap;
            total += overlap;
        }
        for (int t = 0; t < end - start; t++) {
            weights[i * taps + t] = (float) (weights[i * taps + t] / total);
        }
        first[i] = start;
        counts[i] = end - start;
    }

    private static void linear(double center, int limit, int i, int[] first, int[] counts, float[] weights) {
        double inside = Math.clamp(center, 0, limit - 1.0);
        int near = (int) Math.floor(inside + EPSILON);
        double share = inside - near;
        first[i] = near;
        if (share < EPSILON || near + 1 >= limit) {
            counts[i] = 1;
            weights[2 * i] = 1;
        } else {
            counts[i] = 2;
            weights[2 * i] = (float) (1 - share);
            weights[2 * i + 1] = (float) share;
        }
    }

    int size() {
        return first.length;
    }

    /** Whether output pixels are source pixels, one after another. */
    boolean isIdentity() {
        if (sourceCount != first.length) {
            return false;
        }
        for (int i = 0; i < first.length; i++) {
            if (first[i] != i || counts[i] != 1) {
                return false;
            }
        }
        return true;
    }
}
