package dev.lightbox.engine.tile;

import dev.lightbox.engine.kernel.Resampling;
import java.util.Arrays;

/**
 * Scales a region of a picture line by line: area average down, bilinear up, one to one exact; each axis for itself. Only the region's lines and
 * columns are read. Immutable, thread-safe.
 */
public final class Resampler {

    /** Takes finished lines. */
    public interface LineSink {

        /**
         * @param row output row from 0
         * @param values one line; only valid during the call
         */
        void line(int row, float[] values);
    }

    private final ResampleAxis horizontal;
    private final ResampleAxis vertical;

    /**
     * @param x left edge of the region in source pixels; the region must lie within the picture
     * @param columns width of the whole picture
     * @param outputWidth number of output pixels of a line
     */
    public Resampler(
            double x, double y, double width, double height, int columns, int rows, int outputWidth, int outputHeight) {
        horizontal = ResampleAxis.of(x, width, outputWidth, columns);
        vertical = ResampleAxis.of(y, height, outputHeight, rows);
    }

    /** Whether the output is a copy of source pixels. */
    public boolean isIdentity() {
        return horizontal.isIdentity() && vertical.isIdentity();
    }

    /** First source column that is read. */
    public int firstColumn() {
        return horizontal.sourceStart();
    }

    /** First source row that is read. */
    public int firstRow() {
        return vertical.sourceStart();
    }

    public int outputWidth() {
        return horizontal.size();
    }

    public int outputHeight() {
        return vertical.size();
    }

    public void run(LineSource source, LineSink sink) {
        int channels = source.channels();
        int length = horizontal.size() * channels;
        float[] input = new float[horizontal.sourceCount() * channels];
        // Two scaled lines are kept: neighbouring output rows share their last and first source row.
        float[][] scaled = {new float[length], new float[length]};
        int[] rows = {-1, -1};
        float[] sum = new float[length];
        for (int row = 0; row < vertical.size(); row++) {
            int first = vertical.sourceStart() + vertical.first()[row];
            int count = vertical.counts()[row];
            if (count > 1) {
                Arrays.fill(sum, 0);
            }
            float[] result = sum;
            for (int t = 0; t < count; t++) {
                int slot = (first + t) & 1;
                if (rows[slot] != first + t) {
                    source.line(first + t, horizontal.sourceStart(), horizontal.sourceCount(), input);
                    Resampling.horizontal(
                            input,
                            channels,
                            horizontal.first(),
                            horizontal.counts(),
                            horizontal.weights(),
                            horizontal.taps(),
                            scaled[slot]);
                    rows[slot] = first + t;
                }
                if (count == 1) {
                    result = scaled[slot];
                } else {
                    Resampling.accumulate(scaled[slot], vertical.weights()[row * vertical.taps() + t], sum, length);
                }
            }
            sink.line(row, result);
        }
    }
}
