package dev.lightbox.engine.kernel;

/** Pixel cells of 16 bits to stored values (PS3.5 8.1.1). No allocation; thread-safe. */
public final class Cells {

    private Cells() {}

    /**
     * Takes {@code stored} bits below and including {@code highBit} of each cell, and extends the sign, in place.
     *
     * @param stored 1–16
     * @param highBit {@code stored − 1} to 15
     */
    public static void extract(short[] cells, int stored, int highBit, boolean signed) {
        Loops.chosen().extract(cells, 15 - highBit, 16 - stored, signed);
    }
}
