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

    @Override
    public void paeth(byte[] pixels, int from, int count, int left, int up, byte[] out, int outAt) {
        int end = count - count % LANES;
        for (int i = 0; i < end; i += LANES) {
            int at = from + i;
            IntVector a = (IntVector) ByteVector.fromArray(BYTES, pixels, at - left)
                    .convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 0);
            IntVector b = (IntVector)
                    ByteVector.fromArray(BYTES, pixels, at - up).convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 0);
            IntVector c = (IntVector) ByteVector.fromArray(BYTES, pixels, at - up - left)
                    .convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 0);
            IntVector p = b.sub(c);
            IntVector q = a.sub(c);
            IntVector toA = p.abs();
            IntVector toB = q.abs();
            IntVector toC = p.add(q).abs();
            IntVector nearest = c.blend(b, toB.compare(VectorOperators.LE, toC))
                    .blend(a, toA.compare(VectorOperators.LE, toB.min(toC)));
            ByteVector.fromArray(BYTES, pixels, at)
                    .sub((ByteVector) nearest.convertShape(VectorOperators.I2B, BYTES, 0))
                    .intoArray(out, outAt + i);
        }
        plain.paeth(pixels, from + end, count - end, left, up, out, outAt + end);
    }

    @Override
    public void forwardDct(
            byte[] band, int stride, int blocks, float[] factors, float[] scratch, short[] out, long[] nonZero) {
        if (LANES > 16) {
            plain.forwardDct(band, stride, blocks, factors, scratch, out, nonZero);
            return;
        }
        verticalDct(band, stride, 8 * blocks, scratch);
        horizontalDct(scratch, blocks, factors, out, nonZero);
    }

    /** A lane is a column of pixels. */
    private static void verticalDct(byte[] band, int stride, int width, float[] scratch) {
        for (int x = 0; x < width; x += LANES) {
            FloatVector x0 = ((FloatVector) ByteVector.fromArray(BYTES, band, x)
                            .convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 0)
                            .convertShape(VectorOperators.I2F, FLOATS, 0))
                    .sub(128);
            FloatVector x1 = ((FloatVector) ByteVector.fromArray(BYTES, band, 1 * stride + x)
                            .convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 0)
                            .convertShape(VectorOperators.I2F, FLOATS, 0))
                    .sub(128);
            FloatVector x2 = ((FloatVector) ByteVector.fromArray(BYTES, band, 2 * stride + x)
                            .convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 0)
                            .convertShape(VectorOperators.I2F, FLOATS, 0))
                    .sub(128);
            FloatVector x3 = ((FloatVector) ByteVector.fromArray(BYTES, band, 3 * stride + x)
                            .convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 0)
                            .convertShape(VectorOperators.I2F, FLOATS, 0))
                    .sub(128);
            FloatVector x4 = ((FloatVector) ByteVector.fromArray(BYTES, band, 4 * stride + x)
                            .convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 0)
                            .convertShape(VectorOperators.I2F, FLOATS, 0))
                    .sub(128);
            FloatVector x5 = ((FloatVector) ByteVector.fromArray(BYTES, band, 5 * stride + x)
                            .convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 0)
                            .convertShape(VectorOperators.I2F, FLOATS, 0))
                    .sub(128);
            FloatVector x6 = ((FloatVector) ByteVector.fromArray(BYTES, band, 6 * stride + x)
                            .convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 0)
                            .convertShape(VectorOperators.I2F, FLOATS, 0))
                    .sub(128);
            FloatVector x7 = ((FloatVector) ByteVector.fromArray(BYTES, band, 7 * stride + x)
                            .convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 0)
                            .convertShape(VectorOperators.I2F, FLOATS, 0))
                    .sub(128);
            FloatVector s0 = x0.add(x7);
            FloatVector s1 = x1.add(x6);
            FloatVector s2 = x2.add(x5);
            FloatVector s3 = x3.add(x4);
            FloatVector d0 = x0.sub(x7);
            FloatVector d1 = x1.sub(x6);
            FloatVector d2 = x2.sub(x5);
            FloatVector d3 = x3.sub(x4);
            FloatVector a = s0.add(s3);
            FloatVector b = s0.sub(s3);
            FloatVector c = s1.add(s2);
            FloatVector d = s1.sub(s2);
            FloatVector e = d.add(b).mul(HALF_ROOT);
            FloatVector f = d3.add(d2);
            FloatVector g = d2.add(d1);
            FloatVector h = d1.add(d0);
            FloatVector k = f.sub(h).mul(K1);
            FloatVector m = f.mul(K2).add(k);
            FloatVector n = h.mul(K3).add(k);
            FloatVector o = g.mul(HALF_ROOT);
            FloatVector p = d0.add(o);
            FloatVector q = d0.sub(o);
            a.add(c).intoArray(scratch, x);
            p.add(n).intoArray(scratch, 1 * width + x);
            b.add(e).intoArray(scratch, 2 * width + x);
            q.sub(m).intoArray(scratch, 3 * width + x);
            a.sub(c).intoArray(scratch, 4 * width + x);
            q.add(m).intoArray(scratch, 5 * width + x);
            b.sub(e).intoArray(scratch, 6 * width + x);
            p.sub(n).intoArray(scratch, 7 * width + x);
        }
    }

    /** A lane is a row of a block; with 16 lanes, of two blocks. */
    private static void horizontalDct(float[] scratch, int blocks, float[] factors, short[] out, long[] nonZero) {
        int width = 8 * blocks;
        int[] rows = new int[LANES];
        for (int lane = 0; lane < LANES; lane++) {
            rows[lane] = (lane & 7) * width + (lane & ~7);
        }
        for (int block = 0; block < blocks; block += LANES / 8) {
            int at = 8 * block;
            int to = 64 * (block & ~1) + 8 * (block & 1);
            FloatVector x0 = FloatVector.fromArray(FLOATS, scratch, at, rows, 0);
            FloatVector x1 = FloatVector.fromArray(FLOATS, scratch, at + 1, rows, 0);
            FloatVector x2 = FloatVector.fromArray(FLOATS, scratch, at + 2, rows, 0);
            FloatVector x3 = FloatVector.fromArray(FLOATS, scratch, at + 3, rows, 0);
            FloatVector x4 = FloatVector.fromArray(FLOATS, scratch, at + 4, rows, 0);
            FloatVector x5 = FloatVector.fromArray(FLOATS, scratch, at + 5, rows, 0);
            FloatVector x6 = FloatVector.fromArray(FLOATS, scratch, at + 6, rows, 0);
            FloatVector x7 = FloatVector.fromArray(FLOATS, scratch, at + 7, rows, 0);
            FloatVector s0 = x0.add(x7);
            FloatVector s1 = x1.add(x6);
            FloatVector s2 = x2.add(x5);
            FloatVector s3 = x3.add(x4);
            FloatVector d0 = x0.sub(x7);
            FloatVector d1 = x1.sub(x6);
            FloatVector d2 = x2.sub(x5);
            FloatVector d3 = x3.sub(x4);
            FloatVector a = s0.add(s3);
            FloatVector b = s0.sub(s3);
            FloatVector c = s1.add(s2);
            FloatVector d = s1.sub(s2);
            FloatVector e = d.add(b).mul(HALF_ROOT);
            FloatVector f = d3.add(d2);
            FloatVector g = d2.add(d1);
            FloatVector h = d1.add(d0);
            FloatVector k = f.sub(h).mul(K1);
            FloatVector m = f.mul(K2).add(k);
            FloatVector n = h.mul(K3).add(k);
            FloatVector o = g.mul(HALF_ROOT);
            FloatVector p = d0.add(o);
            FloatVector q = d0.sub(o);
            FloatVector r0 =
                    a.add(c).mul(FloatVector.fromArray(FLOATS, factors, 0)).add(StraightLine.MAGIC);
            IntVector i0 = r0.reinterpretAsInts()
                    .sub(StraightLine.MAGIC_BITS)
                    .max(-1023)
                    .min(1023);
            ((ShortVector) i0.convertShape(VectorOperators.I2S, SHORTS, 0)).intoArray(out, to);
            long z0 = i0.compare(VectorOperators.NE, 0).toLong();
            FloatVector r1 =
                    p.add(n).mul(FloatVector.fromArray(FLOATS, factors, 16)).add(StraightLine.MAGIC);
            IntVector i1 = r1.reinterpretAsInts()
                    .sub(StraightLine.MAGIC_BITS)
                    .max(-1023)
                    .min(1023);
            ((ShortVector) i1.convertShape(VectorOperators.I2S, SHORTS, 0)).intoArray(out, to + 16);
            long z1 = i1.compare(VectorOperators.NE, 0).toLong();
            FloatVector r2 =
                    b.add(e).mul(FloatVector.fromArray(FLOATS, factors, 32)).add(StraightLine.MAGIC);
            IntVector i2 = r2.reinterpretAsInts()
                    .sub(StraightLine.MAGIC_BITS)
                    .max(-1023)
                    .min(1023);
            ((ShortVector) i2.convertShape(VectorOperators.I2S, SHORTS, 0)).intoArray(out, to + 32);
            long z2 = i2.compare(VectorOperators.NE, 0).toLong();
            FloatVector r3 =
                    q.sub(m).mul(FloatVector.fromArray(FLOATS, factors, 48)).add(StraightLine.MAGIC);
            IntVector i3 = r3.reinterpretAsInts()
                    .sub(StraightLine.MAGIC_BITS)
                    .max(-1023)
                    .min(1023);
            ((ShortVector) i3.convertShape(VectorOperators.I2S, SHORTS, 0)).intoArray(out, to + 48);
            long z3 = i3.compare(VectorOperators.NE, 0).toLong();
            FloatVector r4 =
                    a.sub(c).mul(FloatVector.fromArray(FLOATS, factors, 64)).add(StraightLine.MAGIC);
            IntVector i4 = r4.reinterpretAsInts()
                    .sub(StraightLine.MAGIC_BITS)
                    .max(-1023)
                    .min(1023);
            ((ShortVector) i4.convertShape(VectorOperators.I2S, SHORTS, 0)).intoArray(out, to + 64);
            long z4 = i4.compare(VectorOperators.NE, 0).toLong();
            FloatVector r5 =
                    q.add(m).mul(FloatVector.fromArray(FLOATS, factors, 80)).add(StraightLine.MAGIC);
            IntVector i5 = r5.reinterpretAsInts()
                    .sub(StraightLine.MAGIC_BITS)
                    .max(-1023)
                    .min(1023);
            ((ShortVector) i5.convertShape(VectorOperators.I2S, SHORTS, 0)).intoArray(out, to + 80);
            long z5 = i5.compare(VectorOperators.NE, 0).toLong();
            FloatVector r6 =
                    b.sub(e).mul(FloatVector.fromArray(FLOATS, factors, 96)).add(StraightLine.MAGIC);
            IntVector i6 = r6.reinterpretAsInts()
                    .sub(StraightLine.MAGIC_BITS)
                    .max(-1023)
                    .min(1023);
            ((ShortVector) i6.convertShape(VectorOperators.I2S, SHORTS, 0)).intoArray(out, to + 96);
            long z6 = i6.compare(VectorOperators.NE, 0).toLong();
            FloatVector r7 =
                    p.sub(n).mul(FloatVector.fromArray(FLOATS, factors, 112)).add(StraightLine.MAGIC);
            IntVector i7 = r7.reinterpretAsInts()
                    .sub(StraightLine.MAGIC_BITS)
                    .max(-1023)
                    .min(1023);
            ((ShortVector) i7.convertShape(VectorOperators.I2S, SHORTS, 0)).intoArray(out, to + 112);
            long z7 = i7.compare(VectorOperators.NE, 0).toLong();
            nonZero[block] = z0 & 0xFF
                    | (z1 & 0xFF) << 8
                    | (z2 & 0xFF) << 16
                    | (z3 & 0xFF) << 24
                    | (z4 & 0xFF) << 32
                    | (z5 & 0xFF) << 40
                    | (z6 & 0xFF) << 48
                    | (z7 & 0xFF) << 56;
            if (LANES == 16) {
                nonZero[block + 1] = z0 >>> 8
                        | z1 >>> 8 << 8
                        | z2 >>> 8 << 16
                        | z3 >>> 8 << 24
                        | z4 >>> 8 << 32
                        | z5 >>> 8 << 40
                        | z6 >>> 8 << 48
                        | z7 >>> 8 << 56;
            }
        }
    }
}
