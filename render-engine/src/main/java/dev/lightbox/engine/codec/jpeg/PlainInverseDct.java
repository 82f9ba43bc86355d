package dev.lightbox.engine.codec.jpeg;

/** One number at a time. */
final class PlainInverseDct implements InverseDct {

    @Override
    public void transform(short[] coefficients, int[] quantization, int[] work, byte[] output, int offset, int stride) {
        columns(coefficients, quantization, work, COLUMN_SHIFT_8);
        for (int y = 0; y < 8; y++) {
            for (int block = 0; block < BLOCKS; block++) {
                int from = y * COLUMNS + block;
                transform(work, from, BLOCKS, ROW_SHIFT_8, ROW_ROUND_8);
                int at = offset + y * stride + 8 * block;
                for (int x = 0; x < 8; x++) {
                    output[at + x] = (byte) Math.clamp(work[from + x * BLOCKS], 0, 255);
                }
            }
        }
    }

    @Override
    public void transform(
            short[] coefficients, int[] quantization, int[] work, short[] output, int offset, int stride) {
        columns(coefficients, quantization, work, COLUMN_SHIFT_12);
        for (int y = 0; y < 8; y++) {
            for (int block = 0; block < BLOCKS; block++) {
                int from = y * COLUMNS + block;
                transform(work, from, BLOCKS, ROW_SHIFT_12, ROW_ROUND_12);
                int at = offset + y * stride + 8 * block;
                for (int x = 0; x < 8; x++) {
                    output[at + x] = (short) Math.clamp(work[from + x * BLOCKS], 0, 4095);
                }
            }
        }
    }

    private static void columns(short[] coefficients, int[] quantization, int[] work, int shift) {
        for (int i = 0; i < COEFFICIENTS; i++) {
            work[i] = coefficients[i] * quantization[i / BLOCKS];
        }
        for (int i = 0; i < COLUMNS; i++) {
            transform(work, i, COLUMNS, shift, 1 << (shift - 1));
        }
    }

    /** Eight numbers {@code step} apart, in place. */
    private static void transform(int[] b, int at, int step, int shift, int round) {
        int i0 = b[at];
        int i1 = b[at + step];
        int i2 = b[at + 2 * step];
        int i3 = b[at + 3 * step];
        int i4 = b[at + 4 * step];
        int i5 = b[at + 5 * step];
        int i6 = b[at + 6 * step];
        int i7 = b[at + 7 * step];
        if ((i1 | i2 | i3 | i4 | i5 | i6 | i7) == 0) {
            int flat = ((i0 << CONST_BITS) + round) >> shift;
            for (int k = 0; k < 8; k++) {
                b[at + k * step] = flat;
            }
            return;
        }
        int z1 = (i2 + i6) * F_0_541;
        int even2 = z1 - i6 * F_1_847;
        int even3 = z1 + i2 * F_0_765;
        int even0 = ((i0 + i4) << CONST_BITS) + round;
        int even1 = ((i0 - i4) << CONST_BITS) + round;
        int t10 = even0 + even3;
        int t13 = even0 - even3;
        int t11 = even1 + even2;
        int t12 = even1 - even2;

        int z5 = (i7 + i3 + i5 + i1) * F_1_175;
        int za = -(i7 + i1) * F_0_899;
        int zb = -(i5 + i3) * F_2_562;
        int zc = z5 - (i7 + i3) * F_1_961;
        int zd = z5 - (i5 + i1) * F_0_390;
        int o0 = i7 * F_0_298 + za + zc;
        int o1 = i5 * F_2_053 + zb + zd;
        int o2 = i3 * F_3_072 + zb + zc;
        int o3 = i1 * F_1_501 + za + zd;

        b[at] = (t10 + o3) >> shift;
        b[at + 7 * step] = (t10 - o3) >> shift;
        b[at + step] = (t11 + o2) >> shift;
        b[at + 6 * step] = (t11 - o2) >> shift;
        b[at + 2 * step] = (t12 + o1) >> shift;
        b[at + 5 * step] = (t12 - o1) >> shift;
        b[at + 3 * step] = (t13 + o0) >> shift;
        b[at + 4 * step] = (t13 - o0) >> shift;
    }
}
