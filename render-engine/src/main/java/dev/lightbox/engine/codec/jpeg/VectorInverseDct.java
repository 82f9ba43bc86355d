package dev.lightbox.engine.codec.jpeg;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * As many blocks at a time as a vector has ints: {@link PlainInverseDct}'s twin.
 *
 * <p>No vector goes into or out of a method of our own: where C2 happens not to inline that, each costs an object.
 */
final class VectorInverseDct implements InverseDct {

    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
    private static final int LANES = INTS.length();
    private static final VectorSpecies<Short> SHORTS =
            VectorSpecies.of(short.class, VectorShape.forBitSize(Math.max(64, INTS.vectorBitSize() / 2)));

    /** Lanes of two vectors by turns: which of each go into the first result, and which into the second. */
    private static final VectorShuffle<Long> LOWER = VectorShuffle.fromOp(LONGS, i -> i / 2);

    private static final VectorShuffle<Long> UPPER = VectorShuffle.fromOp(LONGS, i -> LONGS.length() / 2 + i / 2);
    private static final VectorMask<Long> ODD = VectorMask.fromLong(LONGS, 0xAAAA_AAAA_AAAA_AAAAL);

    private VectorInverseDct() {}

    /** The vector twin where vectors are of a fitting width, else the plain one. */
    static InverseDct orPlain() {
        return INTS.vectorBitSize() >= 256 && LANES <= BLOCKS ? new VectorInverseDct() : new PlainInverseDct();
    }

    @Override
    public void transform(short[] coefficients, int[] quantization, int[] work, byte[] output, int offset, int stride) {
        columns(coefficients, quantization, work, COLUMN_SHIFT_8);
        for (int y = 0; y < 8; y++) {
            for (int block = 0; block < BLOCKS; block += LANES) {
                int at = y * COLUMNS + block;
                bytes(work, at, output, offset + y * stride + 8 * block);
            }
        }
    }

    @Override
    public void transform(
            short[] coefficients, int[] quantization, int[] work, short[] output, int offset, int stride) {
        columns(coefficients, quantization, work, COLUMN_SHIFT_12);
        for (int y = 0; y < 8; y++) {
            for (int block = 0; block < BLOCKS; block += LANES) {
                int at = y * COLUMNS + block;
                transform(work, at, BLOCKS, ROW_SHIFT_12, ROW_ROUND_12);
                shorts(work, at, output, offset + y * stride + 8 * block);
            }
        }
    }

    private static void columns(short[] coefficients, int[] quantization, int[] work, int shift) {
        int round = 1 << (shift - 1);
        for (int at = 0; at < COLUMNS; at += LANES) {
            int x = at / BLOCKS;
            IntVector i2 = ((IntVector) ShortVector.fromArray(SHORTS, coefficients, at + 2 * COLUMNS)
                            .convertShape(VectorOperators.S2I, INTS, 0))
                    .mul(quantization[x + 16]);
            IntVector i6 = ((IntVector) ShortVector.fromArray(SHORTS, coefficients, at + 6 * COLUMNS)
                            .convertShape(VectorOperators.S2I, INTS, 0))
                    .mul(quantization[x + 48]);
            IntVector z1 = i2.add(i6).mul(F_0_541);
            IntVector even2 = z1.sub(i6.mul(F_1_847));
            IntVector even3 = z1.add(i2.mul(F_0_765));
            IntVector i0 = ((IntVector)
                            ShortVector.fromArray(SHORTS, coefficients, at).convertShape(VectorOperators.S2I, INTS, 0))
                    .mul(quantization[x]);
            IntVector i4 = ((IntVector) ShortVector.fromArray(SHORTS, coefficients, at + 4 * COLUMNS)
                            .convertShape(VectorOperators.S2I, INTS, 0))
                    .mul(quantization[x + 32]);
            IntVector even0 =
                    i0.add(i4).lanewise(VectorOperators.LSHL, CONST_BITS).add(round);
            IntVector even1 =
                    i0.sub(i4).lanewise(VectorOperators.LSHL, CONST_BITS).add(round);
            IntVector t10 = even0.add(even3);
            IntVector t13 = even0.sub(even3);
            IntVector t11 = even1.add(even2);
            IntVector t12 = even1.sub(even2);

            IntVector i7 = ((IntVector) ShortVector.fromArray(SHORTS, coefficients, at + 7 * COLUMNS)
                            .convertShape(VectorOperators.S2I, INTS, 0))
                    .mul(quantization[x + 56]);
            IntVector i5 = ((IntVector) ShortVector.fromArray(SHORTS, coefficients, at + 5 * COLUMNS)
                            .convertShape(VectorOperators.S2I, INTS, 0))
                    .mul(quantization[x + 40]);
            IntVector i3 = ((IntVector) ShortVector.fromArray(SHORTS, coefficients, at + 3 * COLUMNS)
                            .convertShape(VectorOperators.S2I, INTS, 0))
                    .mul(quantization[x + 24]);
            IntVector i1 = ((IntVector) ShortVector.fromArray(SHORTS, coefficients, at + COLUMNS)
                            .convertShape(VectorOperators.S2I, INTS, 0))
                    .mul(quantization[x + 8]);
            IntVector z73 = i7.add(i3);
            IntVector z51 = i5.add(i1);
            IntVector z5 = z73.add(z51).mul(F_1_175);
            IntVector za = i7.add(i1).mul(-F_0_899);
            IntVector zb = i5.add(i3).mul(-F_2_562);
            IntVector zc = z5.sub(z73.mul(F_1_961));
            IntVector zd = z5.sub(z51.mul(F_0_390));
            IntVector o0 = i7.mul(F_0_298).add(za).add(zc);
            IntVector o1 = i5.mul(F_2_053).add(zb).add(zd);
            IntVector o2 = i3.mul(F_3_072).add(zb).add(zc);
            IntVector o3 = i1.mul(F_1_501).add(za).add(zd);

            t10.add(o3).lanewise(VectorOperators.ASHR, shift).intoArray(work, at);
            t11.add(o2).lanewise(VectorOperators.ASHR, shift).intoArray(work, at + COLUMNS);
            t12.add(o1).lanewise(VectorOperators.ASHR, shift).intoArray(work, at + 2 * COLUMNS);
            t13.add(o0).lanewise(VectorOperators.ASHR, shift).intoArray(work, at + 3 * COLUMNS);
            t13.sub(o0).lanewise(VectorOperators.ASHR, shift).intoArray(work, at + 4 * COLUMNS);
            t12.sub(o1).lanewise(VectorOperators.ASHR, shift).intoArray(work, at + 5 * COLUMNS);
            t11.sub(o2).lanewise(VectorOperators.ASHR, shift).intoArray(work, at + 6 * COLUMNS);
            t10.sub(o3).lanewise(VectorOperators.ASHR, shift).intoArray(work, at + 7 * COLUMNS);
        }
    }

    /** Eight vectors {@code step} apart, in place. */
    private static void transform(int[] b, int at, int step, int shift, int round) {
        IntVector i2 = IntVector.fromArray(INTS, b, at + 2 * step);
        IntVector i6 = IntVector.fromArray(INTS, b, at + 6 * step);
        IntVector z1 = i2.add(i6).mul(F_0_541);
        IntVector even2 = z1.sub(i6.mul(F_1_847));
        IntVector even3 = z1.add(i2.mul(F_0_765));
        IntVector i0 = IntVector.fromArray(INTS, b, at);
        IntVector i4 = IntVector.fromArray(INTS, b, at + 4 * step);
        IntVector even0 = i0.add(i4).lanewise(VectorOperators.LSHL, CONST_BITS).add(round);
        IntVector even1 = i0.sub(i4).lanewise(VectorOperators.LSHL, CONST_BITS).add(round);
        IntVector t10 = even0.add(even3);
        IntVector t13 = even0.sub(even3);
        IntVector t11 = even1.add(even2);
        IntVector t12 = even1.sub(even2);

        IntVector i7 = IntVector.fromArray(INTS, b, at + 7 * step);
        IntVector i5 = IntVector.fromArray(INTS, b, at + 5 * step);
        IntVector i3 = IntVector.fromArray(INTS, b, at + 3 * step);
        IntVector i1 = IntVector.fromArray(INTS, b, at + step);
        IntVector z73 = i7.add(i3);
        IntVector z51 = i5.add(i1);
        IntVector z5 = z73.add(z51).mul(F_1_175);
        IntVector za = i7.add(i1).mul(-F_0_899);
        IntVector zb = i5.add(i3).mul(-F_2_562);
        IntVector zc = z5.sub(z73.mul(F_1_961));
        IntVector zd = z5.sub(z51.mul(F_0_390));
        IntVector o0 = i7.mul(F_0_298).add(za).add(zc);
        IntVector o1 = i5.mul(F_2_053).add(zb).add(zd);
        IntVector o2 = i3.mul(F_3_072).add(zb).add(zc);
        IntVector o3 = i1.mul(F_1_501).add(za).add(zd);

        t10.add(o3).lanewise(VectorOperators.ASHR, shift).intoArray(b, at);
        t11.add(o2).lanewise(VectorOperators.ASHR, shift).intoArray(b, at + step);
        t12.add(o1).lanewise(VectorOperators.ASHR, shift).intoArray(b, at + 2 * step);
        t13.add(o0).lanewise(VectorOperators.ASHR, shift).intoArray(b, at + 3 * step);
        t13.sub(o0).lanewise(VectorOperators.ASHR, shift).intoArray(b, at + 4 * step);
        t12.sub(o1).lanewise(VectorOperators.ASHR, shift).intoArray(b, at + 5 * step);
        t11.sub(o2).lanewise(VectorOperators.ASHR, shift).intoArray(b, at + 6 * step);
        t10.sub(o3).lanewise(VectorOperators.ASHR, shift).intoArray(b, at + 7 * step);
    }

    /** One line of {@link #LANES} blocks: each lane's eight levels become one long. */
    private static void bytes(int[] work, int at, byte[] output, int to) {
        IntVector i2 = IntVector.fromArray(INTS, work, at + 2 * BLOCKS);
        IntVector i6 = IntVector.fromArray(INTS, work, at + 6 * BLOCKS);
        IntVector z1 = i2.add(i6).mul(F_0_541);
        IntVector even2 = z1.sub(i6.mul(F_1_847));
        IntVector even3 = z1.add(i2.mul(F_0_765));
        IntVector i0 = IntVector.fromArray(INTS, work, at);
        IntVector i4 = IntVector.fromArray(INTS, work, at + 4 * BLOCKS);
        IntVector even0 = i0.add(i4).lanewise(VectorOperators.LSHL, CONST_BITS).add(ROW_ROUND_8);
        IntVector even1 = i0.sub(i4).lanewise(VectorOperators.LSHL, CONST_BITS).add(ROW_ROUND_8);
        IntVector t10 = even0.add(even3);
        IntVector t13 = even0.sub(even3);
        IntVector t11 = even1.add(even2);
        IntVector t12 = even1.sub(even2);

        IntVector i7 = IntVector.fromArray(INTS, work, at + 7 * BLOCKS);
        IntVector i5 = IntVector.fromArray(INTS, work, at + 5 * BLOCKS);
        IntVector i3 = IntVector.fromArray(INTS, work, at + 3 * BLOCKS);
        IntVector i1 = IntVector.fromArray(INTS, work, at + BLOCKS);
        IntVector z73 = i7.add(i3);
        IntVector z51 = i5.add(i1);
        IntVector z5 = z73.add(z51).mul(F_1_175);
        IntVector za = i7.add(i1).mul(-F_0_899);
        IntVector zb = i5.add(i3).mul(-F_2_562);
        IntVector zc = z5.sub(z73.mul(F_1_961));
        IntVector zd = z5.sub(z51.mul(F_0_390));
        IntVector o0 = i7.mul(F_0_298).add(za).add(zc);
        IntVector o1 = i5.mul(F_2_053).add(zb).add(zd);
        IntVector o2 = i3.mul(F_3_072).add(zb).add(zc);
        IntVector o3 = i1.mul(F_1_501).add(za).add(zd);

        IntVector low = t10.add(o3)
                .lanewise(VectorOperators.ASHR, ROW_SHIFT_8)
                .max(0)
                .min(255)
                .or(t11.add(o2)
                        .lanewise(VectorOperators.ASHR, ROW_SHIFT_8)
                        .max(0)
                        .min(255)
                        .lanewise(VectorOperators.LSHL, 8))
                .or(t12.add(o1)
                        .lanewise(VectorOperators.ASHR, ROW_SHIFT_8)
                        .max(0)
                        .min(255)
                        .lanewise(VectorOperators.LSHL, 16))
                .or(t13.add(o0)
                        .lanewise(VectorOperators.ASHR, ROW_SHIFT_8)
                        .max(0)
                        .min(255)
                        .lanewise(VectorOperators.LSHL, 24));
        IntVector high = t13.sub(o0)
                .lanewise(VectorOperators.ASHR, ROW_SHIFT_8)
                .max(0)
                .min(255)
                .or(t12.sub(o1)
                        .lanewise(VectorOperators.ASHR, ROW_SHIFT_8)
                        .max(0)
                        .min(255)
                        .lanewise(VectorOperators.LSHL, 8))
                .or(t11.sub(o2)
                        .lanewise(VectorOperators.ASHR, ROW_SHIFT_8)
                        .max(0)
                        .min(255)
                        .lanewise(VectorOperators.LSHL, 16))
                .or(t10.sub(o3)
                        .lanewise(VectorOperators.ASHR, ROW_SHIFT_8)
                        .max(0)
                        .min(255)
                        .lanewise(VectorOperators.LSHL, 24));
        for (int part = 0; part < 2; part++) {
            LongVector first = (LongVector) low.convertShape(VectorOperators.ZERO_EXTEND_I2L, LONGS, part);
            LongVector last = (LongVector) high.convertShape(VectorOperators.ZERO_EXTEND_I2L, LONGS, part);
            first.or(last.lanewise(VectorOperators.LSHL, 32))
                    .reinterpretAsBytes()
                    .intoArray(output, to + part * INTS.vectorByteSize());
        }
    }

    /** One line of {@link #LANES} blocks: each lane's eight levels become two longs. */
    private static void shorts(int[] work, int at, short[] output, int to) {
        IntVector p0 = IntVector.fromArray(INTS, work, at)
                .max(0)
                .min(4095)
                .or(IntVector.fromArray(INTS, work, at + BLOCKS)
                        .max(0)
                        .min(4095)
                        .lanewise(VectorOperators.LSHL, 16));
        IntVector p1 = IntVector.fromArray(INTS, work, at + 2 * BLOCKS)
                .max(0)
                .min(4095)
                .or(IntVector.fromArray(INTS, work, at + 3 * BLOCKS)
                        .max(0)
                        .min(4095)
                        .lanewise(VectorOperators.LSHL, 16));
        IntVector p2 = IntVector.fromArray(INTS, work, at + 4 * BLOCKS)
                .max(0)
                .min(4095)
                .or(IntVector.fromArray(INTS, work, at + 5 * BLOCKS)
                        .max(0)
                        .min(4095)
                        .lanewise(VectorOperators.LSHL, 16));
        IntVector p3 = IntVector.fromArray(INTS, work, at + 6 * BLOCKS)
                .max(0)
                .min(4095)
                .or(IntVector.fromArray(INTS, work, at + 7 * BLOCKS)
                        .max(0)
                        .min(4095)
                        .lanewise(VectorOperators.LSHL, 16));
        int step = INTS.vectorByteSize() / 2;
        for (int part = 0; part < 2; part++) {
            LongVector a0 = (LongVector) p0.convertShape(VectorOperators.ZERO_EXTEND_I2L, LONGS, part);
            LongVector a1 = (LongVector) p1.convertShape(VectorOperators.ZERO_EXTEND_I2L, LONGS, part);
            LongVector a = a0.or(a1.lanewise(VectorOperators.LSHL, 32));
            LongVector b0 = (LongVector) p2.convertShape(VectorOperators.ZERO_EXTEND_I2L, LONGS, part);
            LongVector b1 = (LongVector) p3.convertShape(VectorOperators.ZERO_EXTEND_I2L, LONGS, part);
            LongVector b = b0.or(b1.lanewise(VectorOperators.LSHL, 32));
            int from = to + 2 * part * step;
            a.rearrange(LOWER)
                    .blend(b.rearrange(LOWER), ODD)
                    .reinterpretAsShorts()
                    .intoArray(output, from);
            a.rearrange(UPPER)
                    .blend(b.rearrange(UPPER), ODD)
                    .reinterpretAsShorts()
                    .intoArray(output, from + step);
        }
    }
}
