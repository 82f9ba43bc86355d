package dev.lightbox.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The plain loops are the truth for the vector loops: bit for bit, at every length. */
class ResliceLoopsTest {

    private static final int[] SIZES = {0, 1, 13, 15, 16, 17, 33, 64, 127, TrilinearRun.MOST};
    private static final int EDGE = 24;
    private static final int BRICKS = EDGE / BrickAxis.EDGE;

    private final ResliceLoops plain = new PlainResliceLoops();
    private final Random random = new Random(2026);
    private final short[] voxels = new short[EDGE * EDGE * EDGE];

    ResliceLoopsTest() {
        for (int i = 0; i < voxels.length; i++) {
            voxels[i] = (short) random.nextInt();
        }
    }

    /** Not an assumption: where the module is missing this class must fail, not be skipped. */
    private static ResliceLoops vector() {
        assertThat(VectorApi.isAvailable()).as("module jdk.incubator.vector").isTrue();
        // With vectors of 128 bits there are no vector loops.
        return VectorApi.isFast() ? new VectorResliceLoops() : new PlainResliceLoops();
    }

    private TrilinearRun run() {
        // Fewer voxels than the bricks hold; one direction of a single voxel now and then.
        int columns = random.nextInt(5) == 0 ? 1 : 21;
        TrilinearRun run = new TrilinearRun(
                new BrickAxis(columns, 1, 512),
                new BrickAxis(20, 8, 512 * BRICKS),
                new BrickAxis(EDGE, 64, 512 * BRICKS * BRICKS));
        for (BrickAxis axis : new BrickAxis[] {run.column(), run.row(), run.slice()}) {
            // Beyond both ends, too: such places are moved to the end.
            axis.line(random.nextDouble() * 40 - 8, random.nextDouble() * 2 - 1);
        }
        run.slice().limit(3, 19);
        return run;
    }

    @Test
    void trilinearRuns() {
        for (int size : SIZES) {
            for (int n = 0; n < 20; n++) {
                TrilinearRun run = run();
                int from = random.nextInt(9);
                compare(
                        size + 3,
                        out -> {
                            plain.trilinear(voxels, run, from, size, out, 2);
                        },
                        out -> vector().trilinear(voxels, run, from, size, out, 2));
                compare(
                        size + 3,
                        out -> plain.mixScaled(run, size, out, 2),
                        out -> vector().mixScaled(run, size, out, 2));
                // The passes give what all in one gave.
                compare(size + 3, out -> plain.trilinear(voxels, run, from, size, out, 2), out -> {
                    plain.place(run.column(), from, size, false, run.base, run.toColumn, run.ofColumn);
                    plain.place(run.row(), from, size, true, run.base, run.toRow, run.ofRow);
                    plain.place(run.slice(), from, size, true, run.base, run.toSlice, run.ofSlice);
                    run.fetch(voxels, size);
                    plain.mix(run, size, out, 2);
                });
            }
        }
    }

    @Test
    void linesOfBricks() {
        int[][] directions = {{1, 512}, {8, 512 * BRICKS}, {64, 512 * BRICKS * BRICKS}};
        for (int[] d : directions) {
            for (int bricks = 0; bricks <= BRICKS; bricks++) {
                int count = bricks;
                int length = 8 * bricks + 4;
                compare(
                        length,
                        out -> plain.line(voxels, 0, d[0], d[1], count, out, 3),
                        out -> vector().line(voxels, 0, d[0], d[1], count, out, 3));
                int b = d[0] == 1 ? 64 : 1;
                compare(
                        length,
                        out -> plain.mixLines(voxels, 0, b, 0.37f, d[0], d[1], count, out, 3),
                        out -> vector().mixLines(voxels, 0, b, 0.37f, d[0], d[1], count, out, 3));
                compare(
                        length,
                        out -> plain.addLine(voxels, 0, 0.37f, d[0], d[1], count, out, 3),
                        out -> vector().addLine(voxels, 0, 0.37f, d[0], d[1], count, out, 3));
            }
        }
    }

    @Test
    void linesOfFloats() {
        for (int size : SIZES) {
            float[] in = new float[2 * size + 9];
            int[] first = new int[size + 2];
            float[] weights = new float[size + 2];
            for (int i = 0; i < in.length; i++) {
                in[i] = random.nextFloat() * 70_000 - 35_000;
            }
            for (int i = 0; i < first.length; i++) {
                first[i] = random.nextInt(in.length - 1);
                weights[i] = random.nextFloat();
            }
            int n = size + 5;
            compare(
                    n,
                    out -> plain.resample(in, first, weights, 2, size, out, 3),
                    out -> vector().resample(in, first, weights, 2, size, out, 3));
            compare(n, out -> plain.shift(in, 4, 0.7f, size, out, 3), out -> vector().shift(in, 4, 0.7f, size, out, 3));
            compare(
                    n,
                    out -> plain.mix(in, 1, size, 0.7f, size, out, 3),
                    out -> vector().mix(in, 1, size, 0.7f, size, out, 3));
            compare(
                    n,
                    out -> plain.mixMax(in, 1, size, 0.7f, size, out, 3),
                    out -> vector().mixMax(in, 1, size, 0.7f, size, out, 3));
            compare(
                    n,
                    out -> plain.mixMin(in, 1, size, 0.7f, size, out, 3),
                    out -> vector().mixMin(in, 1, size, 0.7f, size, out, 3));
            compare(n, out -> plain.max(in, 1, size, out, 3), out -> vector().max(in, 1, size, out, 3));
            compare(n, out -> plain.min(in, 1, size, out, 3), out -> vector().min(in, 1, size, out, 3));
            compare(n, out -> plain.add(in, 1, 0.7f, size, out, 3), out -> vector().add(in, 1, 0.7f, size, out, 3));
        }
    }

    private void compare(int length, Consumer<float[]> expected, Consumer<float[]> actual) {
        float[] a = new float[length];
        for (int i = 0; i < length; i++) {
            a[i] = i % 3 == 0 ? Float.NEGATIVE_INFINITY : i % 3 == 1 ? Float.POSITIVE_INFINITY : random.nextFloat();
        }
        float[] b = a.clone();
        expected.accept(a);
        actual.accept(b);
        assertThat(b).isEqualTo(a);
    }
}
