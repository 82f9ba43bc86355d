package dev.lightbox.engine.kernel;

/** Weighted sums along and across lines of floats. No allocation, no checks beyond the arrays' own; thread-safe. */
public final class Resampling {

    private Resampling() {}

    /**
     * One output line from one input line: {@code out[i] = Σ weights[t · count + i] · line[first[i] + t · stride]} for t from 0 to {@code counts[i]} − 1.
     *
     * @param line must go on, with any values, to {@code first[i] + (most taps − 1) · stride} even for output values that have fewer taps
     * @param stride distance of neighbouring input values: the number of channels
     * @param first index of the first input value of each output value
     * @param counts number of input values of each output value
     * @param weights all first weights, then all second ones, and so on
     * @param count number of output values
     */
    public static void gather(
            float[] line, int stride, int[] first, int[] counts, float[] weights, int count, float[] out) {
        Loops.chosen().gather(line, stride, first, counts, weights, count, out);
    }

    /** {@code sum[i] = weight · line[i]}. */
    public static void scale(float[] line, float weight, float[] sum, int count) {
        Loops.chosen().scale(line, weight, sum, count);
    }

    /** {@code sum[i] += weight · line[i]}. */
    public static void accumulate(float[] line, float weight, float[] sum, int count) {
        Loops.chosen().accumulate(line, weight, sum, count);
    }
}
