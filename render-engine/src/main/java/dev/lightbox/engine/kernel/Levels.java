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

    /** Whether {@link #straight} takes less time than a table: once the vector loops serve. */
    public static boolean areLinesFast() {
        return Loops.areVectors();
    }

    /** {@code out[outAt + i] = line.level(in[from + i])}. */
    public static void straight(byte[] in, int from, int count, StraightLine line, byte[] out, int outAt) {
        Loops.chosen().straight(in, from, count, line, out, outAt);
    }

    /** As {@link #straight(byte[], int, int, StraightLine, byte[], int)}. */
    public static void straight(short[] in, int from, int count, StraightLine line, byte[] out, int outAt) {
        Loops.chosen().straight(in, from, count, line, out, outAt);
    }

    /** {@code out[outAt + i] = clamp(floor((in[i] − base) · factor + summand), 0, 255)} in single precision; NaN gives 0. */
    public static void linear(float[] in, int count, float base, float factor, float summand, byte[] out, int outAt) {
        Loops.chosen().linear(in, count, base, factor, summand, out, outAt);
    }

    /** Rounds values that are levels already, 0–255. */
    public static void round(float[] in, int count, byte[] out, int outAt) {
        Loops.chosen().round(in, count, out, outAt);
    }
}
