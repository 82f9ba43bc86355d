package dev.lightbox.engine.kernel;

/** From values to 8-bit levels. No allocation; thread-safe. */
public final class Levels {

    private Levels() {}

    /** {@code out[outAt + i] = table[in[from + i] & (table.length − 1)]}; the table's length is a power of two. */
    public static void lookUp(byte[] in, int from, int count, byte[] table, byte[] out, int outAt) {
        int mask = table.length - 1;
        for (int i = 0; i < count; i++) {
            out[outAt + i] = table[in[from + i] & mask];
        }
    }

    /** As {@link #lookUp(byte[], int, int, byte[], byte[], int)}. */
    public static void lookUp(short[] in, int from, int count, byte[] table, byte[] out, int outAt) {
        int mask = table.length - 1;
        for (int i = 0; i < count; i++) {
            out[outAt + i] = table[in[from + i] & mask];
        }
    }

    /** {@code out[outAt + i] = round(clamp(in[i] · factor + summand, 0, 255))}; NaN gives 0. {@code flip} is 0, or 255 to invert. */
    public static void linear(float[] in, int count, double factor, double summand, int flip, byte[] out, int outAt) {
        for (int i = 0; i < count; i++) {
            double level = Math.max(0, Math.min(255, in[i] * factor + summand));
            out[outAt + i] = (byte) ((int) (level + 0.5) ^ flip);
        }
    }

    /** Rounds values that are levels already, 0–255. */
    public static void round(float[] in, int count, byte[] out, int outAt) {
        for (int i = 0; i < count; i++) {
            out[outAt + i] = (byte) (int) (Math.max(0, Math.min(255, in[i])) + 0.5f);
        }
    }
}
