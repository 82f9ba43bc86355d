package dev.lightbox.engine.kernel;

import java.util.Arrays;

/** Chooses between the twins of {@link PixelLoops}; their training begins when the first picture is computed. Thread-safe. */
final class Loops {

    private static final Twins<PixelLoops> TWINS =
            // No method reference: linking one looks at all methods of the class, whose vectors a JVM may lack.
            new Twins<>("vector loops of pictures", new PlainLoops(), () -> new VectorLoops(), Round::new);

    private Loops() {}

    static PixelLoops chosen() {
        return TWINS.chosen();
    }

    static boolean areVectors() {
        return TWINS.areVectors();
    }

    /** Every loop with every kind of argument. */
    private static final class Round implements Runnable {
        private static final int SIZE = 515;
        private static final int BLOCKS = 64;

        private final PixelLoops loops;
        private final short[] shorts = new short[SIZE];
        private final byte[] bytes = new byte[3 * SIZE];
        private final byte[] out = new byte[SIZE];
        private final float[] floats = new float[SIZE];
        private final float[] line = new float[4 * SIZE];
        private final int[] first = new int[SIZE];
        private final int[] counts = new int[SIZE];
        private final float[] weights = new float[4 * SIZE];
        private final byte[] band = new byte[64 * BLOCKS];
        private final float[] factors = new float[128];
        private final float[] scratch = new float[64 * BLOCKS];
        private final short[] coefficients = new short[64 * BLOCKS];
        private final long[] nonZero = new long[BLOCKS];
        private int turn;

        Round(PixelLoops loops) {
            this.loops = loops;
            for (int i = 0; i < SIZE; i++) {
                shorts[i] = (short) (i * 127);
                first[i] = 3 * (i / 3) + i % 3;
                counts[i] = 1 + i % 4;
            }
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (i * i);
            }
            for (int i = 0; i < band.length; i++) {
                band[i] = (byte) (i * 7);
            }
            Arrays.fill(factors, 0.01f);
        }

        @Override
        public void run() {
            boolean signed = turn++ % 2 == 0;
            StraightLine straight = new StraightLine(signed, 100, 0.5f, 127);
            loops.extract(shorts, 0, signed ? 0 : 1, signed);
            loops.straight(shorts, 0, SIZE, straight, out, 0);
            loops.straight(bytes, 0, SIZE, straight, out, 0);
            loops.toFloat(shorts, 0, SIZE, signed, floats);
            loops.toFloat(bytes, 0, SIZE, signed, floats);
            loops.linear(floats, SIZE, 100, 0.5f, 128, out, 0);
            loops.round(floats, SIZE, out, 0);
            loops.scale(floats, 0.5f, line, SIZE);
            loops.accumulate(floats, 0.25f, line, SIZE);
            loops.gather(line, signed ? 1 : 3, first, counts, weights, SIZE, floats);
            loops.paeth(bytes, SIZE + 3, SIZE - 3, signed ? 1 : 3, SIZE, out, 0);
            loops.forwardDct(band, 8 * BLOCKS, BLOCKS, factors, scratch, coefficients, nonZero);
        }
    }
}
