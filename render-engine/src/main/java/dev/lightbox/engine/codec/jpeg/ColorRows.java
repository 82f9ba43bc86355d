package dev.lightbox.engine.codec.jpeg;

import dev.lightbox.engine.kernel.VectorApi;

/**
 * What turns rows of components into rows of colours. Rows that are widened have their first and last sample once more before and behind: sample x is at
 * index {@value #MARGIN} + x. Rounding is that of the Independent JPEG Group's decoder. Thread-safe.
 */
interface ColorRows {

    /** Samples before a row's first; a whole vector may be written behind its last. */
    int MARGIN = 1;

    /** What a row may need behind its samples. */
    int SLACK = 64;

    /** This machine's fastest; all give the same results. */
    ColorRows BEST = VectorApi.isAvailable() ? VectorColorRows.orPlain() : new PlainColorRows();

    /** Bytes as unsigned shorts, from {@code in[from]} to {@code out[at]}. */
    void widen(byte[] in, int from, int count, short[] out, int at);

    /** Three times one row and once another, from {@code in[near]} and {@code in[far]} to {@code out[MARGIN]}. */
    void sums(byte[] in, int near, int far, int count, short[] out);

    /**
     * Twice as many columns by the triangle filter: a sample counts three quarters, the one on the other side a quarter.
     *
     * @param in {@code count} samples, with margins
     * @param out receives 2 × {@code count} samples, without margins
     */
    void twice(short[] in, int count, short[] out);

    /** As {@link #twice}, of samples that are four times as large: sums of two rows, the nearer one three times. At most 16 bits, unsigned. */
    void twiceOfSums(short[] in, int count, short[] out);

    /**
     * Full-range YCbCr of 8 bits to RGB (ITU-T T.871 7).
     *
     * @param out receives 3 × {@code count} bytes from {@code at} on, interleaved
     */
    void rgb(short[] y, short[] cb, short[] cr, int count, byte[] out, int at);
}
