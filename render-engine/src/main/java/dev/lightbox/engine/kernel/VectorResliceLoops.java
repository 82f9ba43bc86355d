package dev.lightbox.engine.kernel;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The loops by the Vector API, for vectors of 256 bits or more; each written out in one method, for the reason that {@link VectorLoops} tells. */
final class VectorResliceLoops implements ResliceLoops {

    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final int LANES = FLOATS.length();
    private static final VectorSpecies<Short> SHORTS =
            VectorSpecies.of(short.class, VectorShape.forBitSize(LANES * Short.SIZE));

    /** Places are computed in double precision: half as many at once. */
    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;

    private static final int PLACES = DOUBLES.length();
    private static final VectorSpecies<Integer> INTS =
            VectorSpecies.of(int.class, VectorShape.forBitSize(PLACES * Integer.SIZE));
    private static final VectorSpecies<Float> WEIGHTS =
            VectorSpecies.of(float.class, VectorShape.forBitSize(PLACES * Float.SIZE));

    /** A brick's row of eight. */
    private static final VectorSpecies<Short> EIGHT_SHORTS = ShortVector.SPECIES_128;

    private static final VectorSpecies<Float> EIGHT_FLOATS = FloatVector.SPECIES_256;

    private static final DoubleVector RISING =
            (DoubleVector) DOUBLES.broadcast(0).addIndex(1);

    private final PlainResliceLoops plain = new PlainResliceLoops();

    @Override
    public void place(BrickAxis axis, int from, int count, boolean add, int[] base, int[] delta, float[] weights) {
        if (axis.isBetween(from, count)) {
            placeBetween(axis, from, count, add, base, delta, weights);
            return;
        }
        double origin = axis.origin;
        double step = axis.step;
        double least = axis.least;
        double most = axis.most;
        int last = axis.lastPair;
        int within = axis.within;
        int jump = axis.jump;
        for (int i = 0; i < count; i += PLACES) {
            DoubleVector at =
                    RISING.add(from + i).mul(step).add(origin).max(least).min(most);
            IntVector voxel = ((IntVector) at.convertShape(VectorOperators.D2I, INTS, 0)).min(last);
            IntVector index = voxel.mul(within)
                    .add(voxel.lanewise(VectorOperators.ASHR, BrickAxis.BITS).mul(jump));
            if (add) {
                index = index.add(IntVector.fromArray(INTS, base, i));
            }
            index.intoArray(base, i);
            IntVector inBrick = voxel.and(BrickAxis.EDGE - 1);
            IntVector.broadcast(INTS, within)
                    .blend(within + jump, inBrick.compare(VectorOperators.EQ, BrickAxis.EDGE - 1))
                    .intoArray(delta, i);
            ((FloatVector) at.sub((DoubleVector) voxel.convertShape(VectorOperators.I2D, DOUBLES, 0))
                            .convertShape(VectorOperators.D2F, WEIGHTS, 0))
                    .intoArray(weights, i);
        }
    }

    /** The same where nothing has to be moved: Java's largest and smallest of doubles cost several instructions. */
    private static void placeBetween(
            BrickAxis axis, int from, int count, boolean add, int[] base, int[] delta, float[] weights) {
        double origin = axis.origin;
        double step = axis.step;
        int within = axis.within;
        int jump = axis.jump;
        for (int i = 0; i < count; i += PLACES) {
            DoubleVector at = RISING.add(from + i).mul(step).add(origin);
            IntVector voxel = (IntVector) at.convertShape(VectorOperators.D2I, INTS, 0);
            IntVector index = voxel.mul(within)
                    .add(voxel.lanewise(VectorOperators.ASHR, BrickAxis.BITS).mul(jump));
            if (add) {
                index = index.add(IntVector.fromArray(INTS, base, i));
            }
            index.intoArray(base, i);
            IntVector inBrick = voxel.and(BrickAxis.EDGE - 1);
            IntVector.broadcast(INTS, within)
                    .blend(within + jump, inBrick.compare(VectorOperators.EQ, BrickAxis.EDGE - 1))
                    .intoArray(delta, i);
            ((FloatVector) at.sub((DoubleVector) voxel.convertShape(VectorOperators.I2D, DOUBLES, 0))
                            .convertShape(VectorOperators.D2F, WEIGHTS, 0))
                    .intoArray(weights, i);
        }
    }

    @Override
    public void mix(TrilinearRun run, int count, float[] out, int outAt) {
        short[][] corners = run.corners;
        short[] c0 = corners[0];
        short[] c1 = corners[1];
        short[] c2 = corners[2];
        short[] c3 = corners[3];
        short[] c4 = corners[4];
        short[] c5 = corners[5];
        short[] c6 = corners[6];
        short[] c7 = corners[7];
        // The run's arrays are long enough for whole vectors, the receiver's need not be.
        int end = count - count % LANES;
        for (int i = 0; i < end; i += LANES) {
            FloatVector u = FloatVector.fromArray(FLOATS, run.ofColumn, i);
            FloatVector v = FloatVector.fromArray(FLOATS, run.ofRow, i);
            FloatVector w = FloatVector.fromArray(FLOATS, run.ofSlice, i);
            FloatVector a =
                    (FloatVector) ShortVector.fromArray(SHORTS, c0, i).convertShape(VectorOperators.S2F, FLOATS, 0);
            FloatVector b =
                    (FloatVector) ShortVector.fromArray(SHORTS, c2, i).convertShape(VectorOperators.S2F, FLOATS, 0);
            FloatVector c =
                    (FloatVector) ShortVector.fromArray(SHORTS, c4, i).convertShape(VectorOperators.S2F, FLOATS, 0);
            FloatVector d =
                    (FloatVector) ShortVector.fromArray(SHORTS, c6, i).convertShape(VectorOperators.S2F, FLOATS, 0);
            a = a.add(u.mul(
                    ((FloatVector) ShortVector.fromArray(SHORTS, c1, i).convertShape(VectorOperators.S2F, FLOATS, 0))
                            .sub(a)));
            b = b.add(u.mul(
                    ((FloatVector) ShortVector.fromArray(SHORTS, c3, i).convertShape(VectorOperators.S2F, FLOATS, 0))
                            .sub(b)));
            c = c.add(u.mul(
                    ((FloatVector) ShortVector.fromArray(SHORTS, c5, i).convertShape(VectorOperators.S2F, FLOATS, 0))
                            .sub(c)));
            d = d.add(u.mul(
                    ((FloatVector) ShortVector.fromArray(SHORTS, c7, i).convertShape(VectorOperators.S2F, FLOATS, 0))
                            .sub(d)));
            a = a.add(v.mul(b.sub(a)));
            c = c.add(v.mul(d.sub(c)));
            a.add(w.mul(c.sub(a))).intoArray(out, outAt + i);
        }
        for (int i = end; i < count; i++) {
            float u = run.ofColumn[i];
            float v = run.ofRow[i];
            float a = c0[i] + u * (c1[i] - (float) c0[i]);
            float b = c2[i] + u * (c3[i] - (float) c2[i]);
            float c = c4[i] + u * (c5[i] - (float) c4[i]);
            float d = c6[i] + u * (c7[i] - (float) c6[i]);
            a += v * (b - a);
            c += v * (d - c);
            out[outAt + i] = a + run.ofSlice[i] * (c - a);
        }
    }

    /** Rarely used: series with a rescale for each slice have small slices. */
    @Override
    public void mixScaled(TrilinearRun run, int count, float[] out, int outAt) {
        plain.mixScaled(run, count, out, outAt);
    }

    @Override
    public void trilinear(short[] values, TrilinearRun run, int from, int count, float[] out, int outAt) {
        place(run.column(), from, count, false, run.base, run.toColumn, run.ofColumn);
        place(run.row(), from, count, true, run.base, run.toRow, run.ofRow);
        place(run.slice(), from, count, true, run.base, run.toSlice, run.ofSlice);
        run.fetch(values, count);
        mix(run, count, out, outAt);
    }

    @Override
    public void line(short[] values, int at, int within, int between, int bricks, float[] out, int outAt) {
        if (within != 1) {
            plain.line(values, at, within, between, bricks, out, outAt);
            return;
        }
        for (int n = 0, from = at, to = outAt; n < bricks; n++, from += between, to += BrickAxis.EDGE) {
            ((FloatVector) ShortVector.fromArray(EIGHT_SHORTS, values, from)
                            .convertShape(VectorOperators.S2F, EIGHT_FLOATS, 0))
                    .intoArray(out, to);
        }
    }

    @Override
    public void mixLines(
            short[] values, int a, int b, float weight, int within, int between, int bricks, float[] out, int outAt) {
        if (within != 1) {
            plain.mixLines(values, a, b, weight, within, between, bricks, out, outAt);
            return;
        }
        int other = b - a;
        for (int n = 0, from = a, to = outAt; n < bricks; n++, from += between, to += BrickAxis.EDGE) {
            FloatVector first = (FloatVector) ShortVector.fromArray(EIGHT_SHORTS, values, from)
                    .convertShape(VectorOperators.S2F, EIGHT_FLOATS, 0);
            FloatVector second = (FloatVector) ShortVector.fromArray(EIGHT_SHORTS, values, from + other)
                    .convertShape(VectorOperators.S2F, EIGHT_FLOATS, 0);
            first.add(second.sub(first).mul(weight)).intoArray(out, to);
        }
    }

    @Override
    public void addLine(
            short[] values, int at, float weight, int within, int between, int bricks, float[] sum, int sumAt) {
        if (within != 1) {
            plain.addLine(values, at, weight, within, between, bricks, sum, sumAt);
            return;
        }
        for (int n = 0, from = at, to = sumAt; n < bricks; n++, from += between, to += BrickAxis.EDGE) {
            FloatVector value = (FloatVector) ShortVector.fromArray(EIGHT_SHORTS, values, from)
                    .convertShape(VectorOperators.S2F, EIGHT_FLOATS, 0);
            FloatVector.fromArray(EIGHT_FLOATS, sum, to).add(value.mul(weight)).intoArray(sum, to);
        }
    }

    @Override
    public void resample(float[] line, int[] first, float[] weights, int at, int count, float[] out, int outAt) {
        int end = count - count % LANES;
        for (int i = 0; i < end; i += LANES) {
            FloatVector a = FloatVector.fromArray(FLOATS, line, 0, first, at + i);
            FloatVector b = FloatVector.fromArray(FLOATS, line, 1, first, at + i);
            a.add(FloatVector.fromArray(FLOATS, weights, at + i).mul(b.sub(a))).intoArray(out, outAt + i);
        }
        plain.resample(line, first, weights, at + end, count - end, out, outAt + end);
    }

    @Override
    public void shift(float[] line, int from, float weight, int count, float[] out, int outAt) {
        int end = count - count % LANES;
        for (int i = 0; i < end; i += LANES) {
            FloatVector a = FloatVector.fromArray(FLOATS, line, from + i);
            FloatVector b = FloatVector.fromArray(FLOATS, line, from + i + 1);
            a.add(b.sub(a).mul(weight)).intoArray(out, outAt + i);
        }
        plain.shift(line, from + end, weight, count - end, out, outAt + end);
    }

    @Override
    public void mix(float[] in, int a, int b, float weight, int count, float[] out, int outAt) {
        int end = count - count % LANES;
        for (int i = 0; i < end; i += LANES) {
            FloatVector first = FloatVector.fromArray(FLOATS, in, a + i);
            FloatVector second = FloatVector.fromArray(FLOATS, in, b + i);
            first.add(second.sub(first).mul(weight)).intoArray(out, outAt + i);
        }
        plain.mix(in, a + end, b + end, weight, count - end, out, outAt + end);
    }

    @Override
    public void mixMax(float[] in, int a, int b, float weight, int count, float[] most, int mostAt) {
        int end = count - count % LANES;
        for (int i = 0; i < end; i += LANES) {
            FloatVector first = FloatVector.fromArray(FLOATS, in, a + i);
            FloatVector second = FloatVector.fromArray(FLOATS, in, b + i);
            FloatVector.fromArray(FLOATS, most, mostAt + i)
                    .max(first.add(second.sub(first).mul(weight)))
                    .intoArray(most, mostAt + i);
        }
        plain.mixMax(in, a + end, b + end, weight, count - end, most, mostAt + end);
    }

    @Override
    public void mixMin(float[] in, int a, int b, float weight, int count, float[] least, int leastAt) {
        int end = count - count % LANES;
        for (int i = 0; i < end; i += LANES) {
            FloatVector first = FloatVector.fromArray(FLOATS, in, a + i);
            FloatVector second = FloatVector.fromArray(FLOATS, in, b + i);
            FloatVector.fromArray(FLOATS, least, leastAt + i)
                    .min(first.add(second.sub(first).mul(weight)))
                    .intoArray(least, leastAt + i);
        }
        plain.mixMin(in, a + end, b + end, weight, count - end, least, leastAt + end);
    }

    @Override
    public void max(float[] in, int at, int count, float[] most, int mostAt) {
        int end = count - count % LANES;
        for (int i = 0; i < end; i += LANES) {
            FloatVector.fromArray(FLOATS, most, mostAt + i)
                    .max(FloatVector.fromArray(FLOATS, in, at + i))
                    .intoArray(most, mostAt + i);
        }
        plain.max(in, at + end, count - end, most, mostAt + end);
    }

    @Override
    public void min(float[] in, int at, int count, float[] least, int leastAt) {
        int end = count - count % LANES;
        for (int i = 0; i < end; i += LANES) {
            FloatVector.fromArray(FLOATS, least, leastAt + i)
                    .min(FloatVector.fromArray(FLOATS, in, at + i))
                    .intoArray(least, leastAt + i);
        }
        plain.min(in, at + end, count - end, least, leastAt + end);
    }

    @Override
    public void add(float[] in, int at, float weight, int count, float[] sum, int sumAt) {
        int end = count - count % LANES;
        for (int i = 0; i < end; i += LANES) {
            FloatVector.fromArray(FLOATS, sum, sumAt + i)
                    .add(FloatVector.fromArray(FLOATS, in, at + i).mul(weight))
                    .intoArray(sum, sumAt + i);
        }
        plain.add(in, at + end, weight, count - end, sum, sumAt + end);
    }
}
