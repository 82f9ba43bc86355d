package dev.lightbox.engine.codec;

import dev.lightbox.engine.kernel.Cells;

/** From pixel cells of Bits Allocated to stored values of Bits Stored (PS3.5 8.1.1): loops on plain arrays, in place. Thread-safe. */
public final class StoredValues {

    private StoredValues() {}

    /** Unsigned cells of 8 bits as cells of 16. */
    public static short[] widen(byte[] cells) {
        short[] wide = new short[cells.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = (short) (cells[i] & 0xFF);
        }
        return wide;
    }

    /** Takes {@code stored} bits below and including {@code highBit} of each cell, and extends the sign. */
    public static void extract(byte[] cells, int stored, int highBit, boolean signed) {
        if (stored == 8) {
            return;
        }
        int left = 31 - highBit;
        int right = 32 - stored;
        if (signed) {
            for (int i = 0; i < cells.length; i++) {
                cells[i] = (byte) (cells[i] << left >> right);
            }
        } else {
            for (int i = 0; i < cells.length; i++) {
                cells[i] = (byte) (cells[i] << left >>> right);
            }
        }
    }

    /** As {@link #extract(byte[], int, int, boolean)}. */
    public static void extract(short[] cells, int stored, int highBit, boolean signed) {
        if (stored != 16) {
            Cells.extract(cells, stored, highBit, signed);
        }
    }

    /** As {@link #extract(byte[], int, int, boolean)}. */
    public static void extract(int[] cells, int stored, int highBit, boolean signed) {
        if (stored == 32) {
            return;
        }
        int left = 31 - highBit;
        int right = 32 - stored;
        for (int i = 0; i < cells.length; i++) {
            cells[i] = signed ? cells[i] << left >> right : cells[i] << left >>> right;
        }
    }
}
