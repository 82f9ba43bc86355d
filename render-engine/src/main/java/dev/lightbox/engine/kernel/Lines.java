package dev.lightbox.engine.kernel;

/** Lines of stored values as floats, as they are or through a table. No allocation; thread-safe. */
public final class Lines {

    private Lines() {}

    public static void toFloat(byte[] in, int from, int count, boolean signed, float[] out) {
        Loops.chosen().toFloat(in, from, count, signed, out);
    }

    public static void toFloat(short[] in, int from, int count, boolean signed, float[] out) {
        Loops.chosen().toFloat(in, from, count, signed, out);
    }

    public static void toFloat(int[] in, int from, int count, boolean signed, float[] out) {
        for (int i = 0; i < count; i++) {
            out[i] = signed ? in[from + i] : Integer.toUnsignedLong(in[from + i]);
        }
    }

    public static void toFloat(double[] in, int from, int count, float[] out) {
        for (int i = 0; i < count; i++) {
            out[i] = (float) in[from + i];
        }
    }

    /** Bytes as numbers from 0 to 255: levels of colours. */
    public static void levels(byte[] in, int count, float[] out) {
        Loops.chosen().toFloat(in, 0, count, false, out);
    }

    /** {@code out[i] = table[in[from + i] & (table.length − 1)]}; the table's length is a power of two. */
    public static void lookUp(byte[] in, int from, int count, float[] table, float[] out) {
        int mask = table.length - 1;
        for (int i = 0; i < count; i++) {
            out[i] = table[in[from + i] & mask];
        }
    }

    /** As {@link #lookUp(byte[], int, int, float[], float[])}. */
    public static void lookUp(short[] in, int from, int count, float[] table, float[] out) {
        int mask = table.length - 1;
        for (int i = 0; i < count; i++) {
            out[i] = table[in[from + i] & mask];
        }
    }
}
