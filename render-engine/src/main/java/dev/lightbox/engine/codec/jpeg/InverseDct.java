package dev.lightbox.engine.codec.jpeg;

/**
 * The inverse cosine transform of 8 × 8 blocks in integers: Loeffler, Ligtenberg and Moschytz's algorithm with 11 multiplications (ICASSP 1989), rounded at
 * the same places as the Independent JPEG Group's accurate transform, so that results are those of the common tools bit for bit. Thread-safe.
 */
final class InverseDct {

    private static final int CONST_BITS = 13;
    private static final int F_0_298 = 2446;
    private static final int F_0_390 = 3196;
    private static final int F_0_541 = 4433;
    private static final int F_0_765 = 6270;
    private static final int F_0_899 = 7373;
    private static final int F_1_175 = 9633;
    private static final int F_1_501 = 12_299;
    private static final int F_1_847 = 15_137;
    private static final int F_1_961 = 16_069;
    private static final int F_2_053 = 16_819;
    private static final int F_2_562 = 20_995;
    private static final int F_3_072 = 25_172;

    private final int passBits;
    private final int center;
    private final int max;

    /**
     * @param precision 8 or 12 bits
     */
    InverseDct(int precision) {
        this.passBits = precision == 8 ? 2 : 1;
        this.center = 1 << (precision - 1);
        this.max = (1 << precision) - 1;
    }

    /** Writes a block that has no other coefficient than the first. */
    void flat(int dc, short[] output, int offset, int stride) {
        int level = clamp(((dc << passBits) + (1 << (passBits + 2))) >> (passBits + 3));
        for (int y = 0, at = offset; y < 8; y++, at += stride) {
            for (int x = 0; x < 8; x++) {
                output[at + x] = (short) level;
            }
        }
    }

    /**
     * @param block 64 dequantised coefficients in natural order; overwritten
     * @param output receives 8 lines of 8 levels, 0 to 2<sup>precision</sup> − 1
     */
    void transform(int[] block, short[] output, int offset, int stride) {
        for (int x = 0; x < 8; x++) {
            column(block, x);
        }
        for (int y = 0, at = offset; y < 8; y++, at += stride) {
            row(block, y * 8, output, at);
        }
    }

    private void column(int[] b, int x) {
        if ((b[x + 8] | b[x + 16] | b[x + 24] | b[x + 32] | b[x + 40] | b[x + 48] | b[x + 56]) == 0) {
            int dc = b[x] << passBits;
            for (int i = x; i < 64; i += 8) {
                b[i] = dc;
            }
            return;
        }
        int z1 = (b[x + 16] + b[x + 48]) * F_0_541;
        int even2 = z1 - b[x + 48] * F_1_847;
        int even3 = z1 + b[x + 16] * F_0_765;
        int even0 = (b[x] + b[x + 32]) << CONST_BITS;
        int even1 = (b[x] - b[x + 32]) << CONST_BITS;
        int t10 = even0 + even3;
        int t13 = even0 - even3;
        int t11 = even1 + even2;
        int t12 = even1 - even2;

        int o0 = b[x + 56];
        int o1 = b[x + 40];
        int o2 = b[x + 24];
        int o3 = b[x + 8];
        int z5 = (o0 + o2 + o1 + o3) * F_1_175;
        int za = -(o0 + o3) * F_0_899;
        int zb = -(o1 + o2) * F_2_562;
        int zc = z5 - (o0 + o2) * F_1_961;
        int zd = z5 - (o1 + o3) * F_0_390;
        o0 = o0 * F_0_298 + za + zc;
        o1 = o1 * F_2_053 + zb + zd;
        o2 = o2 * F_3_072 + zb + zc;
        o3 = o3 * F_1_501 + za + zd;

        int shift = CONST_BITS - passBits;
        int round = 1 << (shift - 1);
        b[x] = (t10 + o3 + round) >> shift;
        b[x + 56] = (t10 - o3 + round) >> shift;
        b[x + 8] = (t11 + o2 + round) >> shift;
        b[x + 48] = (t11 - o2 + round) >> shift;
        b[x + 16] = (t12 + o1 + round) >> shift;
        b[x + 40] = (t12 - o1 + round) >> shift;
        b[x + 24] = (t13 + o0 + round) >> shift;
        b[x + 32] = (t13 - o0 + round) >> shift;
    }

    private void row(int[] b, int r, short[] output, int at) {
        int z1 = (b[r + 2] + b[r + 6]) * F_0_541;
        int even2 = z1 - b[r + 6] * F_1_847;
        int even3 = z1 + b[r + 2] * F_0_765;
        int even0 = (b[r] + b[r + 4]) << CONST_BITS;
        int even1 = (b[r] - b[r + 4]) << CONST_BITS;
        int t10 = even0 + even3;
        int t13 = even0 - even3;
        int t11 = even1 + even2;
        int t12 = even1 - even2;

        int o0 = b[r + 7];
        int o1 = b[r + 5];
        int o2 = b[r + 3];
        int o3 = b[r + 1];
        int z5 = (o0 + o2 + o1 + o3) * F_1_175;
        int za = -(o0 + o3) * F_0_899;
        int zb = -(o1 + o2) * F_2_562;
        int zc = z5 - (o0 + o2) * F_1_961;
        int zd = z5 - (o1 + o3) * F_0_390;
        o0 = o0 * F_0_298 + za + zc;
        o1 = o1 * F_2_053 + zb + zd;
        o2 = o2 * F_3_072 + zb + zc;
        o3 = o3 * F_1_501 + za + zd;

        int shift = CONST_BITS + passBits + 3;
        int round = 1 << (shift - 1);
        output[at] = (short) clamp((t10 + o3 + round) >> shift);
        output[at + 7] = (short) clamp((t10 - o3 + round) >> shift);
        output[at + 1] = (short) clamp((t11 + o2 + round) >> shift);
        output[at + 6] = (short) clamp((t11 - o2 + round) >> shift);
        output[at + 2] = (short) clamp((t12 + o1 + round) >> shift);
        output[at + 5] = (short) clamp((t12 - o1 + round) >> shift);
        output[at + 3] = (short) clamp((t13 + o0 + round) >> shift);
        output[at + 4] = (short) clamp((t13 - o0 + round) >> shift);
    }

    private int clamp(int value) {
        return Math.clamp(value + center, 0, max);
    }
}
