package dev.lightbox.engine.kernel;

/** Weighted sums along lines of floats. No allocation, no checks beyond the arrays' own; thread-safe. */
public final class Resampling {

    private Resampling() {}

    /**
     * One output line from one input line: {@code out[i] = Σ weights[i·taps + t] · line[first[i] + t]}.
     *
     * @param line input, channels side by side
     * @param channels 1 or 3
     * @param first index of the first input pixel of each output pixel
     * @param counts number of input pixels of each output pixel, at most {@code taps}
     * @param taps distance between the weights of neighbouring output pixels
     * @param out receives {@code first.length · channels} values
     */
    public static void horizontal(
            float[] line, int channels, int[] first, int[] counts, float[] weights, int taps, float[] out) {
        if (channels == 1) {
            gray(line, first, counts, weights, taps, out);
            return;
        }
        for (int i = 0, at = 0; i < first.length; i++, at += 3) {
            float a = 0;
            float b = 0;
            float c = 0;
            int from = first[i] * 3;
            for (int t = 0, w = i * taps; t < counts[i]; t++, w++, from += 3) {
                float weight = weights[w];
                a += weight * line[from];
                b += weight * line[from + 1];
                c += weight * line[from + 2];
            }
            out[at] = a;
            out[at + 1] = b;
            out[at + 2] = c;
        }
    }

    private static void gray(float[] line, int[] first, int[] counts, float[] weights, int taps, float[] out) {
        for (int i = 0; i < first.length; i++) {
            float sum = 0;
            int from = first[i];
            for (int t = 0, w = i * taps; t < counts[i]; t++, w++) {
                sum += weights[w] * line[from + t];
            }
            out[i] = sum;
        }
    }

    /** {@code sum[i] += weight · line[i]}. */
    public static void accumulate(float[] line, float weight, float[] sum, int count) {
        for (int i = 0; i < count; i++) {
            sum[i] += weight * line[i];
        }
    }
}
