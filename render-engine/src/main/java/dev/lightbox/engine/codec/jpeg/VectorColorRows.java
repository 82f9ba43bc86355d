package dev.lightbox.engine.codec.jpeg;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * As many samples at a time as a vector has: {@link PlainColorRows}' twin.
 *
 * <p>No vector goes into or out of a method of our own: where C2 happens not to inline that, each costs an object.
 */
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
        return INTS.vectorBitSize() >= 256 && SHORTS.length() <= SLACK / 2
                ? new VectorColorRows()
                : new PlainColorRows();
    }

    @Override
    public void widen(byte[] in, int from, int count, short[] out, int at) {
        int x = 0;
        for (; x <= count - SHORTS.length(); x += SHORTS.length()) {
            ByteVector.fromArray(HALF_BYTES, in, from + x)
                    .convertShape(VectorOperators.ZERO_EXTEND_B2S, SHORTS, 0)
                    .reinterpretAsShorts()
                    .intoArray(out, at + x);
        }
        for (; x < count; x++) {
            out[at + x] = (short) (in[from + x] & 0xFF);
        }
    }

    @Override
    public void sums(byte[] in, int near, int far, int count, short[] out) {
        int x = 0;
        for (; x <= count - SHORTS.length(); x += SHORTS.length()) {
            ByteVector.fromArray(HALF_BYTES, in, near + x)
                    .convertShape(VectorOperators.ZERO_EXTEND_B2S, SHORTS, 0)
                    .reinterpretAsShorts()
                    .mul((short) 3)
                    .add(ByteVector.fromArray(HALF_BYTES, in, far + x)
                            .convertShape(VectorOperators.ZERO_EXTEND_B2S, SHORTS, 0))
                    .intoArray(out, MARGIN + x);
        }
        for (; x < count; x++) {
            out[MARGIN + x] = (short) (3 * (in[near + x] & 0xFF) + (in[far + x] & 0xFF));
        }
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
            for (int part = 0; part < 2; part++) {
                even.convertShape(VectorOperators.ZERO_EXTEND_S2I, INTS, part)
                        .reinterpretAsInts()
                        .or(odd.convertShape(VectorOperators.ZERO_EXTEND_S2I, INTS, part)
                                .reinterpretAsInts()
                                .lanewise(VectorOperators.LSHL, 16))
                        .reinterpretAsShorts()
                        .intoArray(out, 2 * x + part * SHORTS.length());
            }
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
            for (int part = 0; part < 2; part++) {
                even.convertShape(VectorOperators.ZERO_EXTEND_S2I, INTS, part)
                        .reinterpretAsInts()
                        .or(odd.convertShape(VectorOperators.ZERO_EXTEND_S2I, INTS, part)
                                .reinterpretAsInts()
                                .lanewise(VectorOperators.LSHL, 16))
                        .reinterpretAsShorts()
                        .intoArray(out, 2 * x + part * SHORTS.length());
            }
        }
    }

    @Override
    public void rgb(short[] y, short[] cb, short[] cr, int count, byte[] out, int at) {
        int x = 0;
        // A whole vector is written for three quarters of one; what is too much is written over by the next.
        int end = Math.min(count - INTS.length(), Math.floorDiv(out.length - at - BYTES.length(), 3));
        for (; x <= end; x += INTS.length()) {
            IntVector luminance = ShortVector.fromArray(HALF, y, x)
                    .convertShape(VectorOperators.S2I, INTS, 0)
                    .reinterpretAsInts();
            IntVector blue = ShortVector.fromArray(HALF, cb, x)
                    .convertShape(VectorOperators.S2I, INTS, 0)
                    .reinterpretAsInts()
                    .sub(128);
            IntVector red = ShortVector.fromArray(HALF, cr, x)
                    .convertShape(VectorOperators.S2I, INTS, 0)
                    .reinterpretAsInts()
                    .sub(128);
            IntVector r = luminance.add(red.mul(91_881).add(32_768).lanewise(VectorOperators.ASHR, 16));
            IntVector g = luminance.add(
                    blue.mul(-22_554).sub(red.mul(46_802)).add(32_768).lanewise(VectorOperators.ASHR, 16));
            IntVector b = luminance.add(blue.mul(116_130).add(32_768).lanewise(VectorOperators.ASHR, 16));
            IntVector pixels = r.max(0)
                    .min(255)
                    .or(g.max(0).min(255).lanewise(VectorOperators.LSHL, 8))
                    .or(b.max(0).min(255).lanewise(VectorOperators.LSHL, 16));
            pixels.reinterpretAsBytes().rearrange(PACK).intoArray(out, at + 3 * x);
        }
        PlainColorRows.rgb(y, cb, cr, x, count, out, at);
    }
}
