package dev.lightbox.engine.tile;

import java.util.Arrays;

/**
 * How the pixels of one output axis are made from source pixels: area average where there are more of those, interpolation where there are fewer, copies where it is one to
 * one. Interpolation sees the pixels beside the region, so that neighbouring tiles fit; beyond the picture there is nothing, and the weights of what is there sum to 1.
 * Immutable.
 *
 * <p>A region whose edges are edges of output pixels of the whole picture in its size ({@link Grid}) gets, for each of them, exactly the weights that the whole picture has
 * there: so any such part of a picture is, bit for bit, what it is in the whole or in any other part.
 *
 * @param sourceStart first source pixel that is needed
 * @param sourceCount how many are needed
 * @param first for each output pixel its first source pixel, counted from {@code sourceStart}
 * @param counts for each output pixel how many source pixels it takes
 * @param weights all first weights, then all second ones, and so on: {@code weights[t * size + i]}
 * @param taps most source pixels of any output pixel
 * @param averages whether source pixels are averaged, that is the picture gets smaller
 * @param scale source pixels for an output pixel
 */
record ResampleAxis(
        int sourceStart,
        int sourceCount,
        int[] first,
        int[] counts,
        float[] weights,
        int taps,
        boolean averages,
        double scale) {

    private static final double EPSILON = 1e-9;

    /** Of an output pixel: regions come with the rounding of their own arithmetic. */
    private static final double ON_GRID = 1e-6;

    /** So that places are computed from whole numbers without rounding them. */
    private static final double MOST_WHOLE = 1L << 32;

    /**
     * Where output pixels lie.
     *
     * @param first number of the first one, counted from the picture's edge; where the region lies on no grid, 0
     * @param origin the edge from which is counted, in source pixels
     * @param dividend source pixels for {@code divisor} output pixels
     */
    private record Grid(double first, double origin, double dividend, double divisor) {

        static Grid of(double start, double length, int size, int limit) {
            double whole = Math.rint(limit * (double) size / length);
            double index = Math.rint(start * whole / limit);
            double off = ON_GRID * limit / whole;
            boolean fits = index >= 0
                    && index + size <= whole
                    && whole <= MOST_WHOLE
                    && Math.abs(start - index * limit / whole) <= off
                    && Math.abs(length - size * (double) limit / whole) <= off;
            return fits ? new Grid(index, 0, limit, whole) : new Grid(0, start, length, size);
        }

        double scale() {
            return dividend / divisor;
        }

        /** In source pixels, {@code n} output pixels from the region's edge. */
        double at(double n) {
            return origin + (first + n) * dividend / divisor;
        }
    }

    /**
     * @param start outer edge of the region in source pixels, 0 to {@code limit}
     * @param length length of the region in source pixels
     * @param size number of output pixels
     * @param limit number of source pixels of the whole picture
     */
    static ResampleAxis of(double start, double length, int size, int limit, ResampleFilter filter) {
        if (length == size && start == Math.rint(start) && start >= 0 && start + size <= limit) {
            return copy((int) start, size);
        }
        Grid grid = Grid.of(start, length, size, limit);
        double scale = grid.scale();
        boolean averages = scale > 1 + EPSILON;
        int taps = averages ? (int) Math.ceil(scale) + 1 : 2 * filter.reach();
        int[] first = new int[size];
        int[] counts = new int[size];
        float[] weights = new float[size * taps];
        double[] exact = new double[taps];
        for (int i = 0; i < size; i++) {
            if (averages) {
                first[i] = area(grid.at(i), grid.at(i + 1.0), limit, exact, counts, i);
            } else {
                first[i] = interpolate(grid.at(i + 0.5) - 0.5, limit, filter, exact, counts, i);
            }
            store(exact, counts[i], weights, i, size);
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
        return new ResampleAxis(from, to - from, first, counts, weights, taps, averages, scale);
    }

    private static ResampleAxis copy(int start, int size) {
        int[] first = new int[size];
        int[] counts = new int[size];
        float[] weights = new float[size];
        for (int i = 0; i < size; i++) {
            first[i] = i;
        }
        Arrays.fill(counts, 1);
        Arrays.fill(weights, 1);
        return new ResampleAxis(start, size, first, counts, weights, 1, false, 1);
    }

    private static int area(double from, double to, int limit, double[] weights, int[] counts, int i) {
        int start = Math.clamp((long) Math.floor(from + EPSILON), 0, limit - 1);
        int end = Math.clamp((long) Math.ceil(to - EPSILON), start + 1, Math.max(start + 1, limit));
        end = Math.min(end, start + weights.length);
        for (int p = start; p < end; p++) {
            weights[p - start] = Math.max(0, Math.min(to, p + 1.0) - Math.max(from, p));
        }
        counts[i] = end - start;
        return start;
    }

    /** A place nearer to the edge than the edge's pixel centres takes the edge's pixel. */
    private static int interpolate(
            double center, int limit, ResampleFilter filter, double[] weights, int[] counts, int i) {
        double inside = Math.clamp(center, 0, limit - 1.0);
        int near = (int) Math.floor(inside + EPSILON);
        double share = inside - near;
        if (share < EPSILON) {
            weights[0] = 1;
            counts[i] = 1;
            return near;
        }
        int start = Math.max(0, near - filter.reach() + 1);
        int end = Math.min(limit, near + filter.reach() + 1);
        for (int p = start; p < end; p++) {
            weights[p - start] = filter.weight(Math.abs(p - inside));
        }
        counts[i] = end - start;
        return start;
    }

    private static void store(double[] exact, int count, float[] weights, int i, int size) {
        double total = 0;
        for (int t = 0; t < count; t++) {
            total += exact[t];
        }
        for (int t = 0; t < count; t++) {
            weights[t * size + i] = (float) (exact[t] / total);
        }
    }

    int size() {
        return first.length;
    }

    float weight(int i, int tap) {
        return weights[tap * first.length + i];
    }

    /** The same for values that lie side by side: output value {@code channels · i + c} takes channel c of pixel i's source pixels. */
    ResampleAxis ofChannels(int channels) {
        if (channels == 1) {
            return this;
        }
        int size = size() * channels;
        int[] firsts = new int[size];
        int[] numbers = new int[size];
        float[] all = new float[size * taps];
        for (int at = 0; at < size; at++) {
            int i = at / channels;
            firsts[at] = first[i] * channels + at % channels;
            numbers[at] = counts[i];
            for (int t = 0; t < taps; t++) {
                all[t * size + at] = weight(i, t);
            }
        }
        return new ResampleAxis(
                sourceStart * channels, sourceCount * channels, firsts, numbers, all, taps, averages, scale);
    }

    /** Whether output pixels are source pixels, one after another: a property of the scale, so that a part of an enlarged picture that is a single pixel is none. */
    boolean isIdentity() {
        if (sourceCount != first.length || Math.abs(scale - 1) > EPSILON) {
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
