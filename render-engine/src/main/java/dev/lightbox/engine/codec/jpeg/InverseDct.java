package dev.lightbox.engine.codec.jpeg;

import dev.lightbox.engine.kernel.VectorApi;

/**
 * The inverse cosine transform of {@value #BLOCKS} blocks at once, in integers: Loeffler, Ligtenberg and Moschytz's algorithm with 11 multiplications (ICASSP
 * 1989), rounded at the same places as the Independent JPEG Group's accurate transform, so that results are those of the common tools bit for bit.
 *
 * <p>Coefficients lie by their place in the block, those of all blocks side by side: {@code coefficients[place * BLOCKS + block]}. So a vector holds the
 * same coefficient of several blocks, and nothing needs to be turned round between columns and rows. Thread-safe.
 */
interface InverseDct {

    /** Blocks that are transformed together. */
    int BLOCKS = 16;

    /** Coefficients of all of them. */
    int COEFFICIENTS = 64 * BLOCKS;

    /** Columns of all of them. */
    int COLUMNS = 8 * BLOCKS;

    int CONST_BITS = 13;
    int F_0_298 = 2446;
    int F_0_390 = 3196;
    int F_0_541 = 4433;
    int F_0_765 = 6270;
    int F_0_899 = 7373;
    int F_1_175 = 9633;
    int F_1_501 = 12_299;
    int F_1_847 = 15_137;
    int F_1_961 = 16_069;
    int F_2_053 = 16_819;
    int F_2_562 = 20_995;
    int F_3_072 = 25_172;

    /** Fraction bits that the columns' pass leaves: 2 for samples of 8 bits, 1 for 12. */
    int COLUMN_SHIFT_8 = CONST_BITS - 2;

    int COLUMN_SHIFT_12 = CONST_BITS - 1;
    int ROW_SHIFT_8 = CONST_BITS + 5;
    int ROW_SHIFT_12 = CONST_BITS + 4;

    /** A half for rounding, and the middle of the range. */
    int ROW_ROUND_8 = (1 << (ROW_SHIFT_8 - 1)) + (128 << ROW_SHIFT_8);

    int ROW_ROUND_12 = (1 << (ROW_SHIFT_12 - 1)) + (2048 << ROW_SHIFT_12);

    /** This machine's fastest; all give the same results. */
    InverseDct BEST = VectorApi.isAvailable() ? VectorInverseDct.orPlain() : new PlainInverseDct();

    /**
     * Eight bits a sample.
     *
     * @param coefficients as coded, not yet multiplied
     * @param quantization 64 factors by place in the block
     * @param work scratch of {@link #COEFFICIENTS}
     * @param output receives 8 lines of {@link #COLUMNS} levels, {@code stride} apart from {@code offset} on
     */
    void transform(short[] coefficients, int[] quantization, int[] work, byte[] output, int offset, int stride);

    /** Twelve bits a sample; as {@link #transform(short[], int[], int[], byte[], int, int)}. */
    void transform(short[] coefficients, int[] quantization, int[] work, short[] output, int offset, int stride);
}
