package dev.lightbox.engine.kernel;

/** What picture encoders do before they count bits. No allocation; thread-safe. */
public final class Compression {

    private Compression() {}

    /**
     * Differences to Paeth's prediction from left, above and above left (PNG, ISO/IEC 15948 9.4), for values that have all three:
     * {@code out[outAt + i] = x − paeth(pixels[from + i − left], pixels[from + i − up], pixels[from + i − up − left])}, modulo 256.
     *
     * @param left distance of the value to the left
     * @param up distance of the value above
     */
    public static void paeth(byte[] pixels, int from, int count, int left, int up, byte[] out, int outAt) {
        Loops.chosen().paeth(pixels, from, count, left, up, out, outAt);
    }

    /**
     * The discrete cosine transform of a band of 8 × 8 blocks beside each other (ITU-T T.81 A.3.3), quantised: coefficients times {@code factors}, rounded to nearest (ties to
     * even) and clamped to ±1023. The transform is that of Arai, Agui and Nakajima, whose coefficients come out scaled; {@link #dctFactors} allows for it.
     *
     * @param band eight lines of levels, {@code 8 · blocks} used of each
     * @param stride distance of the lines
     * @param blocks how many, an even number
     * @param factors of {@link #dctFactors}
     * @param scratch {@code 64 · blocks} floats
     * @param out receives the coefficient of vertical frequency v and horizontal frequency u of block b at {@code 64 · (b & ~1) + 16 · u + 8 · (b & 1) + v}
     * @param nonZero receives for each block a bit {@code 8 · u + v} for each coefficient that isn't 0
     */
    public static void forwardDct(
            byte[] band, int stride, int blocks, float[] factors, float[] scratch, short[] out, long[] nonZero) {
        Loops.chosen().forwardDct(band, stride, blocks, factors, scratch, out, nonZero);
    }

    /**
     * @param quantisation step of each coefficient, at {@code 8 · v + u}
     * @return what {@link #forwardDct} multiplies by, in the order of its results for two blocks
     */
    public static float[] dctFactors(int[] quantisation) {
        float[] factors = new float[128];
        for (int v = 0; v < 8; v++) {
            for (int u = 0; u < 8; u++) {
                float factor = (float) (1 / (8 * dctScale(u) * dctScale(v) * quantisation[8 * v + u]));
                factors[16 * u + v] = factor;
                factors[16 * u + 8 + v] = factor;
            }
        }
        return factors;
    }

    private static double dctScale(int frequency) {
        return frequency == 0 ? 1 : Math.cos(frequency * Math.PI / 16) * Math.sqrt(2);
    }
}
