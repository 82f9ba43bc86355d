package dev.lightbox.engine.kernel;

/** The loops as one would write them. */
final class PlainResliceLoops implements ResliceLoops {

    @Override
    public void place(BrickAxis axis, int from, int count, boolean add, int[] base, int[] delta, float[] weights) {
        double origin = axis.origin;
        double step = axis.step;
        double least = axis.least;
        double most = axis.most;
        int last = axis.lastPair;
        for (int i = 0; i < count; i++) {
            double at = (from + i) * step + origin;
            at = at < least ? least : at > most ? most : at;
            int voxel = Math.min((int) at, last);
            base[i] = (add ? base[i] : 0) + axis.index(voxel);
            delta[i] = axis.delta(voxel);
            weights[i] = (float) (at - voxel);
        }
    }

    @Override
    public void mix(TrilinearRun run, int count, float[] out, int outAt) {
        for (int i = 0; i < count; i++) {
            float v = run.ofRow[i];
            float first = inSlice(run, 0, i, v);
            out[outAt + i] = first + run.ofSlice[i] * (inSlice(run, 4, i, v) - first);
        }
    }

    @Override
    public void mixScaled(TrilinearRun run, int count, float[] out, int outAt) {
        for (int i = 0; i < count; i++) {
            float v = run.ofRow[i];
            out[outAt + i] =
                    run.ofFirst[i] * inSlice(run, 0, i, v) + run.ofSecond[i] * inSlice(run, 4, i, v) + run.summand[i];
        }
    }

    private static float inSlice(TrilinearRun run, int corner, int i, float v) {
        float u = run.ofColumn[i];
        float a = run.corners[corner][i];
        a += u * (run.corners[corner + 1][i] - a);
        float b = run.corners[corner + 2][i];
        b += u * (run.corners[corner + 3][i] - b);
        return a + v * (b - a);
    }

    /** All in one: without vectors the way through memory costs more than it saves. */
    @Override
    public void trilinear(short[] values, TrilinearRun run, int from, int count, float[] out, int outAt) {
        BrickAxis column = run.column();
        BrickAxis row = run.row();
        BrickAxis slice = run.slice();
        for (int i = 0; i < count; i++) {
            double x = (from + i) * column.step + column.origin;
            double y = (from + i) * row.step + row.origin;
            double z = (from + i) * slice.step + slice.origin;
            x = x < column.least ? column.least : x > column.most ? column.most : x;
            y = y < row.least ? row.least : y > row.most ? row.most : y;
            z = z < slice.least ? slice.least : z > slice.most ? slice.most : z;
            int ix = Math.min((int) x, column.lastPair);
            int iy = Math.min((int) y, row.lastPair);
            int iz = Math.min((int) z, slice.lastPair);
            float u = (float) (x - ix);
            float v = (float) (y - iy);
            int a = column.index(ix) + row.index(iy) + slice.index(iz);
            int right = column.delta(ix);
            int b = a + row.delta(iy);
            int behind = slice.delta(iz);
            float first = square(values, a, b, right, u, v);
            float second = square(values, a + behind, b + behind, right, u, v);
            out[outAt + i] = first + (float) (z - iz) * (second - first);
        }
    }

    private static float square(short[] values, int a, int b, int right, float u, float v) {
        float above = values[a];
        above += u * (values[a + right] - above);
        float below = values[b];
        below += u * (values[b + right] - below);
        return above + v * (below - above);
    }

    @Override
    public void line(short[] values, int at, int within, int between, int bricks, float[] out, int outAt) {
        for (int n = 0, from = at, to = outAt; n < bricks; n++, from += between, to += BrickAxis.EDGE) {
            for (int i = 0; i < BrickAxis.EDGE; i++) {
                out[to + i] = values[from + i * within];
            }
        }
    }

    @Override
    public void mixLines(
            short[] values, int a, int b, float weight, int within, int between, int bricks, float[] out, int outAt) {
        for (int n = 0, from = a, to = outAt; n < bricks; n++, from += between, to += BrickAxis.EDGE) {
            for (int i = 0; i < BrickAxis.EDGE; i++) {
                float first = values[from + i * within];
                out[to + i] = first + weight * (values[from + b - a + i * within] - first);
            }
        }
    }

    @Override
    public void addLine(
            short[] values, int at, float weight, int within, int between, int bricks, float[] sum, int sumAt) {
        for (int n = 0, from = at, to = sumAt; n < bricks; n++, from += between, to += BrickAxis.EDGE) {
            for (int i = 0; i < BrickAxis.EDGE; i++) {
                sum[to + i] += weight * values[from + i * within];
            }
        }
    }

    @Override
    public void resample(float[] line, int[] first, float[] weights, int at, int count, float[] out, int outAt) {
        for (int i = 0; i < count; i++) {
            int from = first[at + i];
            float a = line[from];
            out[outAt + i] = a + weights[at + i] * (line[from + 1] - a);
        }
    }

    @Override
    public void shift(float[] line, int from, float weight, int count, float[] out, int outAt) {
        for (int i = 0; i < count; i++) {
            float a = line[from + i];
            out[outAt + i] = a + weight * (line[from + i + 1] - a);
        }
    }

    @Override
    public void mix(float[] in, int a, int b, float weight, int count, float[] out, int outAt) {
        for (int i = 0; i < count; i++) {
            out[outAt + i] = in[a + i] + weight * (in[b + i] - in[a + i]);
        }
    }

    @Override
    public void mixMax(float[] in, int a, int b, float weight, int count, float[] most, int mostAt) {
        for (int i = 0; i < count; i++) {
            most[mostAt + i] = Math.max(most[mostAt + i], in[a + i] + weight * (in[b + i] - in[a + i]));
        }
    }

    @Override
    public void mixMin(float[] in, int a, int b, float weight, int count, float[] least, int leastAt) {
        for (int i = 0; i < count; i++) {
            least[leastAt + i] = Math.min(least[leastAt + i], in[a + i] + weight * (in[b + i] - in[a + i]));
        }
    }

    @Override
    public void max(float[] in, int at, int count, float[] most, int mostAt) {
        for (int i = 0; i < count; i++) {
            most[mostAt + i] = Math.max(most[mostAt + i], in[at + i]);
        }
    }

    @Override
    public void min(float[] in, int at, int count, float[] least, int leastAt) {
        for (int i = 0; i < count; i++) {
            least[leastAt + i] = Math.min(least[leastAt + i], in[at + i]);
        }
    }

    @Override
    public void add(float[] in, int at, float weight, int count, float[] sum, int sumAt) {
        for (int i = 0; i < count; i++) {
            sum[sumAt + i] += weight * in[at + i];
        }
    }
}
