package dev.lightbox.engine.kernel;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The loops by the Vector API, for vectors of 256 bits or more. As many stored values are read as there are floats in a vector; what is left at the end of a line is done by
 * {@link PlainLoops}.
 *
 * <p>Each loop is written out in one method. A vector that is passed to or returned from a method of our own costs an object whenever C2 happens not to inline that method,
 * and such a loop is thirty times slower; the API's own methods are always inlined.
 */
final class VectorLoops implements PixelLoops {

    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
    private static final int LANES = FLOATS.length();

    /** As many shorts and bytes as a vector has floats. */
    private static final VectorSpecies<Short> SHORTS =
            VectorSpecies.of(short.class, VectorShape.forBitSize(LANES * Short.SIZE));

    private static final VectorSpecies<Byte> BYTES =
            VectorSpecies.of(byte.class, VectorShape.forBitSize(LANES * Byte.SIZE));

    private static final VectorSpecies<Short> ALL_SHORTS = ShortVector.SPECIES_PREFERRED;

    private final PlainLoops plain = new PlainLoops();

    @Override
    public void extract(short[] cells, int left, int right, boolean signed) {
        int end = ALL_SHORTS.loopBound(cells.length);
        int i = 0;
        if (signed) {
            for (; i < end; i += ALL_SHORTS.length()) {
                ShortVector.fromArray(ALL_SHORTS, cells, i)
                        .lanewise(VectorOperators.LSHL, left)
                        .lanewise(VectorOperators.ASHR, right)
                        .intoArray(cells, i);
            }
            for (; i < cells.length; i++) {
                cells[i] = (short) ((short) (cells[i] << left) >> right);
            }
        } else {
            for (; i < end; i += ALL_SHORTS.length()) {
                ShortVector.fromArray(ALL_SHORTS, cells, i)
                        .lanewise(VectorOperators.LSHL, left)
                        .lanewise(VectorOperators.LSHR, right)
                        .intoArray(cells, i);
            }
            for (; i < cells.length; i++) {
                cells[i] = (short) ((cells[i] << left & 0xFFFF) >> right);
            }
        }
    }

    @Override
    public void straight(short[] in, int from, int count, StraightLine line, byte[] out, int outAt) {
        IntVector mask = IntVector.broadcast(INTS, line.signed() ? -1 : 0xFFFF);
        IntVector anchor = IntVector.broadcast(INTS, line.anchor());
        FloatVector factor = FloatVector.broadcast(FLOATS, line.factor());
        FloatVector summand = FloatVector.broadcast(FLOATS, line.summand());
        int end = count - count % LANES;
        for (int i = 0; i < end; i += LANES) {
            IntVector value =
                    (IntVector) ShortVector.fromArray(SHORTS, in, from + i).convertShape(VectorOperators.S2I, INTS, 0);
            // Java's conversion from float to int costs x86 three instructions more, for NaN and overflow; here the
            // addition rounds.
            FloatVector level = ((FloatVector) value.and(mask).sub(anchor).convertShape(VectorOperators.I2F, FLOATS, 0))
                    .fma(factor, summand)
                    .add(StraightLine.MAGIC);
            IntVector clamped =
                    level.reinterpretAsInts().max(StraightLine.MAGIC_BITS).min(StraightLine.MAGIC_BITS + 255);
            ((ByteVector) clamped.convertShape(VectorOperators.I2B, BYTES, 0)).intoArray(out, outAt + i);
        }
        plain.straight(in, from + end, count - end, line, out, outAt + end);
    }

    @Override
    public void straight(byte[] in, int from, int count, StraightLine line, byte[] out, int outAt) {
        IntVector mask = IntVector.broadcast(INTS, line.signed() ? -1 : 0xFF);
        IntVector anchor = IntVector.broadcast(INTS, line.anchor());
        FloatVector factor = FloatVector.broadcast(FLOATS, line.factor());
        FloatVector summand = FloatVector.broadcast(FLOATS, line.summand());
        int end = count - count % LANES;
        for (int i = 0; i < end; i += LANES) {
            IntVector value =
                    (IntVector) ByteVector.fromArray(BYTES, in, from + i).convertShape(VectorOperators.B2I, INTS, 0);
            // Java's conversion from float to int costs x86 three instructions more, for NaN and overflow; here the
            // addition rounds.
            FloatVector level = ((FloatVector) value.and(mask).sub(anchor).convertShape(VectorOperators.I2F, FLOATS, 0))
                    .fma(factor, summand)
                    .add(StraightLine.MAGIC);
            IntVector clamped =
                    level.reinterpretAsInts().max(StraightLine.MAGIC_BITS).min(StraightLine.MAGIC_BITS + 255);
            ((ByteVector) clamped.convertShape(VectorOperators.I2B, BYTES, 0)).intoArray(out, outAt + i);
        }
        plain.straight(in, from + end, count - end, line, out, outAt + end);
    }

    @Override
    public void linear(float[] in, int count, float base, float factor, float summand, byte[] out, int outAt) {
        int end = FLOATS.loopBound(count);
        int i = 0;
        for (; i < end; i += LANES) {
            FloatVector level =
                    FloatVector.fromArray(FLOATS, in, i).sub(base).mul(factor).add(summand);
            IntVector value = (IntVector) level.convertShape(VectorOperators.F2I, INTS, 0);
            ((ByteVector) value.max(0).min(255).convertShape(VectorOperators.I2B, BYTES, 0)).intoArray(out, outAt + i);
        }
        for (; i < count; i++) {
            out[outAt + i] = (byte) Math.max(0, Math.min(255, (int) ((in[i] - base) * factor + summand)));
        }
    }

    @Override
    public void round(float[] in, int count, byte[] out, int outAt) {
        int end = FLOATS.loopBound(count);
        int i = 0;
        for (; i < end; i += LANES) {
            IntVector value = (IntVector)
                    FloatVector.fromArray(FLOATS, in, i).add(0.5f).convertShape(VectorOperators.F2I, INTS, 0);
            ((ByteVector) value.max(0).min(255).convertShape(VectorOperators.I2B, BYTES, 0)).intoArray(out, outAt + i);
        }
        for (; i < count; i++) {
            out[outAt + i] = (byte) Math.max(0, Math.min(255, (int) (in[i] + 0.5f)));
        }
    }

    @Override
    public void toFloat(byte[] in, int from, int count, boolean signed, float[] out) {
        IntVector mask = IntVector.broadcast(INTS, signed ? -1 : 0xFF);
        int end = FLOATS.loopBound(count);
        int i = 0;
        for (; i < end; i += LANES) {
            IntVector value =
                    (IntVector) ByteVector.fromArray(BYTES, in, from + i).convertShape(VectorOperators.B2I, INTS, 0);
            ((FloatVector) value.and(mask).convertShape(VectorOperators.I2F, FLOATS, 0)).intoArray(out, i);
        }
        for (; i < count; i++) {
            out[i] = signed ? in[from + i] : in[from + i] & 0xFF;
        }
    }

    @Override
    public void toFloat(short[] in, int from, int count, boolean signed, float[] out) {
        IntVector mask = IntVector.broadcast(INTS, signed ? -1 : 0xFFFF);
        int end = FLOATS.loopBound(count);
        int i = 0;
        for (; i < end; i += LANES) {
            IntVector value =
                    (IntVector) ShortVector.fromArray(SHORTS, in, from + i).convertShape(VectorOperators.S2I, INTS, 0);
            ((FloatVector) value.and(mask).convertShape(VectorOperators.I2F, FLOATS, 0)).intoArray(out, i);
        }
        for (; i < count; i++) {
            out[i] = signed ? in[from + i] : in[from + i] & 0xFFFF;
        }
    }

    @Override
    public void scale(float[] line, float weight, float[] sum, int count) {
        int end = FLOATS.loopBound(count);
        int i = 0;
        for (; i < end; i += LANES) {
            FloatVector.fromArray(FLOATS, line, i).mul(weight).intoArray(sum, i);
        }
        for (; i < count; i++) {
            sum[i] = weight * line[i];
        }
    }

    @Override
    public void accumulate(float[] line, float weight, float[] sum, int count) {
        int end = FLOATS.loopBound(count);
        int i = 0;
        for (; i < end; i += LANES) {
            FloatVector.fromArray(FLOATS, line, i)
                    .mul(weight)
                    .add(FloatVector.fromArray(FLOATS, sum, i))
                    .intoArray(sum, i);
        }
        for (; i < count; i++) {
            sum[i] += weight * line[i];
        }
    }

    @Override
    public void gather(float[] line, int stride, int[] first, int[] counts, float[] weights, int count, float[] out) {
        int end = FLOATS.loopBound(count);
        int i = 0;
        for (; i < end; i += LANES) {
            IntVector taps = IntVector.fromArray(INTS, counts, i);
            int most = taps.reduceLanes(VectorOperators.MAX);
            FloatVector sum = FloatVector.zero(FLOATS);
            for (int t = 0; t < most; t++) {
                // Lanes that have no such tap read something, but add nothing, not even 0 · NaN.
                VectorMask<Float> used = taps.compare(VectorOperators.GT, t).cast(FLOATS);
                FloatVector value = FloatVector.fromArray(FLOATS, line, t * stride, first, i);
                sum = sum.add(value.mul(FloatVector.fromArray(FLOATS, weights, t * count + i)), used);
            }
            sum.intoArray(out, i);
        }
        for (; i < count; i++) {
            float sum = 0;
            for (int t = 0, from = first[i]; t < counts[i]; t++, from += stride) {
                sum += weights[t * count + i] * line[from];
            }
            out[i] = sum;
        }
    }
}
