package dev.lightbox.engine.kernel;

/** Chooses between the twins of {@link ResliceLoops}. Their training begins when the first volume is resliced. */
final class ResliceTwins {

    static final Twins<ResliceLoops> TWINS =
            // No method reference: linking one looks at all methods of the class, whose vectors a JVM may lack.
            new Twins<>("vector loops of volumes", new PlainResliceLoops(), () -> new VectorResliceLoops(), Round::new);

    private ResliceTwins() {}

    private static final class Round implements Runnable {
        private static final int SIZE = 64;
        private static final int BRICKS = SIZE / BrickAxis.EDGE;
        private static final int COUNT = TrilinearRun.MOST - 5;

        private final ResliceLoops loops;
        private final short[] values = new short[SIZE * SIZE * SIZE];
        private final TrilinearRun run = new TrilinearRun(
                new BrickAxis(SIZE, 1, 512), new BrickAxis(SIZE, 8, 512 * BRICKS), new BrickAxis(SIZE, 64, 512 * 64));
        private final float[] line = new float[SIZE + 1];
        private final float[] out = new float[4 * TrilinearRun.MOST];
        private final int[] first = new int[COUNT];
        private final float[] weights = new float[COUNT];

        Round(ResliceLoops loops) {
            this.loops = loops;
            for (int i = 0; i < values.length; i++) {
                values[i] = (short) (i * 31);
            }
            for (int i = 0; i < COUNT; i++) {
                first[i] = i / 2;
                weights[i] = 0.25f + i % 2 * 0.5f;
            }
            run.column().line(3, 0.4);
            run.row().line(60, -0.45);
            run.slice().line(20.1, 0.2);
        }

        /** Once between voxels, once beyond them. */
        private void places() {
            run.column().line(1, 0.4);
            loops.trilinear(values, run, 0, COUNT, out, 1);
            run.column().line(-3, 0.6);
            loops.trilinear(values, run, 0, COUNT, out, 1);
        }

        @Override
        public void run() {
            places();
            loops.mixScaled(run, COUNT, out, 1);
            loops.line(values, 512, 1, 512, BRICKS, line, 0);
            loops.mixLines(values, 512, 576, 0.3f, 1, 512, BRICKS, line, 0);
            loops.mixLines(values, 512, 513, 0.3f, 8, 512 * BRICKS, BRICKS, line, 0);
            loops.addLine(values, 512, 0.3f, 1, 512, BRICKS, line, 0);
            loops.resample(line, first, weights, 0, COUNT, out, 1);
            loops.shift(line, 1, 0.3f, SIZE - 2, out, 1);
            loops.mix(out, 0, 128, 0.3f, COUNT, out, 256);
            loops.mixMax(out, 0, 128, 0.3f, COUNT, out, 256);
            loops.mixMin(out, 0, 128, 0.3f, COUNT, out, 256);
            loops.max(out, 0, COUNT, out, 256);
            loops.min(out, 0, COUNT, out, 256);
            loops.add(out, 0, 0.5f, COUNT, out, 256);
        }
    }
}
