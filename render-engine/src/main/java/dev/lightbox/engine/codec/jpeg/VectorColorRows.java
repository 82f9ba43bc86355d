package dev.lightbox.engine.codec.jpeg;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** As many samples at a time as a vector has: {@link PlainColorRows}' twin. */
final class VectorColorRows implements ColorRows {

    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Short> SHORTS = ShortVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Byte> BYTES = ByteVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Short> HALF =
            VectorSpecies.of(short.class, VectorShape.forBitSize(Math.max(64, INTS.vectorBitSize() / 2)));

    private static final VectorSpecies<Byte> HALF_BYTES = VectorSpecies.of(byte.class, HALF.vectorShape());

    /** Leaves out each fourth byte. */
    private static final VectorShuffle<Byte> PACK =
            VectorShuffle.fromOp(BYTES, i -> i < BYTES.length() / 4 * 3 ? i / 3 * 4 + i % 3 : 3);

    private VectorColorRows() {}

    /** The vector twin where vectors are wide enough for it, else the plain one. */
    static ColorRows orPlain() {
        return INTS.vectorBitSize() >= 128 && SHORTS.length() <= SLACK / 2
                ? new VectorColorRows()
                : new PlainColorRows();
    }

    @Override
    public void widen(byte[] in, int from, int count, short[] out, int at) {
        int x = 0;
        for (; x <= count - SHORTS.length(); x += SHORTS.length()) {
            load(in, from + x).intoArray(out, at + x);
        }
        for (; x < count; x++) {
            out[at + x] = (short) (in[from + x] & 0xFF);
        }
    }

    @Override
    public void sums(byte[] in, int near, int far, int count, short[] out) {
        int x = 0;
        for (; x <= count - SHORTS.length(); x += SHORTS.length()) {
            load(in, near + x).mul((short) 3).add(load(in, far + x)).intoArray(out, MARGIN + x);
        }
        for (; x < count; x++) {
            out[MARGIN + x] = (short) (3 * (in[near + x] & 0xFF) + (in[far + x] & 0xFF));
        }
    }

    private static ShortVector load(byte[] in, int at) {
        return (ShortVector)
                ByteVector.fromArray(HALF_BYTES, in, at).convertShape(VectorOperators.ZERO_EXTEND_B2S, SHORTS, 0);
    }

    @Override
    public void twice(short[] in, int count, short[] out) {
        for (int x = 0; x < count; x += SHORTS.length()) {
            ShortVector near = ShortVector.fromArray(SHORTS, in, MARGIN + x).mul((short) 3);
            ShortVector even = near.add(ShortVector.fromArray(SHORTS, in, MARGIN + x - 1))
                    .add((short) 1)
                    .lanewise(VectorOperators.LSHR, 2);
            ShortVector odd = near.add(ShortVector.fromArray(SHORTS, in, MARGIN + x + 1))
                    .add((short) 2)
                    .lanewise(VectorOperators.LSHR, 2);
            turns(even, odd, out, 2 * x);
        }
    }

    @Override
    public void twiceOfSums(short[] in, int count, short[] out) {
        for (int x = 0; x < count; x += SHORTS.length()) {
            ShortVector near = ShortVector.fromArray(SHORTS, in, MARGIN + x).mul((short) 3);
            ShortVector even = near.add(ShortVector.fromArray(SHORTS, in, MARGIN + x - 1))
                    .add((short) 8)
                    .lanewise(VectorOperators.LSHR, 4);
            ShortVector odd = near.add(ShortVector.fromArray(SHORTS, in, MARGIN + x + 1))
                    .add((short) 7)
                    .lanewise(VectorOperators.LSHR, 4);
            turns(even, odd, out, 2 * x);
        }
    }

    /** Puts the lanes of two vectors by turns. */
    private static void turns(ShortVector even, ShortVector odd, short[] out, int at) {
        pair(even, odd, 0).reinterpretAsShorts().intoArray(out, at);
        pair(even, odd, 1).reinterpretAsShorts().intoArray(out, at + SHORTS.length());
    }

    private static IntVector pair(ShortVector even, ShortVector odd, int part) {
        IntVector low = (IntVector) even.convertShape(VectorOperators.ZERO_EXTEND_S2I, INTS, part);
        IntVector high = (IntVector) odd.convertShape(VectorOperators.ZERO_EXTEND_S2I, INTS, part);
        return low.or(high.lanewise(VectorOperators.LSHL, 16));
    }

    @Override
    public void rgb(short[] y, short[] cb, short[] cr, int count, byte[] out, int at) {
        int x = 0;
        // A whole vector is written for three quarters of one; what is too much is written over by the next.
        int end = Math.min(count - INTS.length(), (out.length - at - BYTES.length()) / 3);
        for (; x <= end; x += INTS.length()) {
            IntVector luminance = load(y, x);
            IntVector blue = load(cb, x).sub(128);
            IntVector red = load(cr, x).sub(128);
            IntVector r = luminance.add(red.mul(91_881).add(32_768).lanewise(VectorOperators.ASHR, 16));
            IntVector g = luminance.add(
                    blue.mul(-22_554).sub(red.mul(46_802)).add(32_768).lanewise(VectorOperators.ASHR, 16));
            IntVector b = luminance.add(blue.mul(116_130).add(32_768).lanewise(VectorOperators.ASHR, 16));
            IntVector pixels = level(r).or(level(g).lanewise(VectorOperators.LSHL, 8))
                    .or(level(b).lanewise(VectorOperators.LSHL, 16));
            pixels.reinterpretAsBytes().rearrange(PACK).intoArray(out, at + 3 * x);
        }
        PlainColorRows.rgb(y, cb, cr, x, count, out, at);
    }

    private static IntVector load(short[] row, int x) {
        return (IntVector) ShortVector.fromArray(HALF, row, x).convertShape(VectorOperators.S2I, INTS, 0);
    }

    private static IntVector level(IntVector value) {
        return value.max(0).min(255);
    }
}
