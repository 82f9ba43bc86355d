package dev.lightbox.engine.tile;

import dev.lightbox.engine.kernel.Resampling;
import java.util.Arrays;

/**
 * Scales a region of a picture line by line: area average down, {@link ResampleFilter} up, one to one exact; each axis for itself. Only the region's lines and
 * columns are read, and those beside it that an interpolation reaches. Immutable, thread-safe.
 *
 * <p>Any part of a picture that consists of whole output pixels comes out, bit for bit, as it is in the whole picture of that size.
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
        this(x, y, width, height, columns, rows, outputWidth, outputHeight, ResampleFilter.BILINEAR);
    }

    /**
     * @param filter how the picture is enlarged
     */
    public Resampler(
            double x,
            double y,
            double width,
            double height,
            int columns,
            int rows,
            int outputWidth,
            int outputHeight,
            ResampleFilter filter) {
        horizontal = ResampleAxis.of(x, width, outputWidth, columns, filter);
        vertical = ResampleAxis.of(y, height, outputHeight, rows, filter);
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

    /** How often the axis that is reduced less is reduced: 1 where nothing is. The same for every part of a picture. */
    public double reduction() {
        return Math.max(1, Math.min(horizontal.scale(), vertical.scale()));
    }

    public int outputWidth() {
        return horizontal.size();
    }

    public int outputHeight() {
        return vertical.size();
    }

    public void run(LineSource source, LineSink sink) {
        Row row = new Row(source);
        if (vertical.averages()) {
            averageThenScale(row, sink);
        } else {
            scaleThenInterpolate(row, sink);
        }
    }

    /** Many source rows make one: so they are summed first, which runs along whole lines, and the sum alone is scaled horizontally. */
    private void averageThenScale(Row row, LineSink sink) {
        float[] sum = row.newLine();
        float[] scaled = row.isCopied() ? sum : new float[row.scaledLength()];
        for (int y = 0; y < vertical.size(); y++) {
            int first = vertical.sourceStart() + vertical.first()[y];
            Resampling.scale(row.read(first), vertical.weight(y, 0), sum, row.length());
            for (int t = 1; t < vertical.counts()[y]; t++) {
                Resampling.accumulate(row.read(first + t), vertical.weight(y, t), sum, row.length());
            }
            row.scale(sum, scaled);
            sink.line(y, scaled);
        }
    }

    /** A source row serves many rows: it is scaled horizontally once, and kept until no more rows need it. */
    private void scaleThenInterpolate(Row row, LineSink sink) {
        int length = row.scaledLength();
        float[][] kept = new float[vertical.taps()][length];
        int[] keptRows = new int[vertical.taps()];
        Arrays.fill(keptRows, -1);
        float[] sum = new float[length];
        for (int y = 0; y < vertical.size(); y++) {
            int first = vertical.sourceStart() + vertical.first()[y];
            int count = vertical.counts()[y];
            float[] result = sum;
            for (int t = 0; t < count; t++) {
                int slot = (first + t) % kept.length;
                float[] line = kept[slot];
                if (keptRows[slot] != first + t) {
                    row.scale(row.read(first + t), line);
                    keptRows[slot] = first + t;
                }
                if (count == 1) {
                    result = line;
                } else if (t == 0) {
                    Resampling.scale(line, vertical.weight(y, t), sum, length);
                } else {
                    Resampling.accumulate(line, vertical.weight(y, t), sum, length);
                }
            }
            sink.line(y, result);
        }
    }

    /** Reads source rows and scales rows horizontally; keeps the row read last, which the next output row often begins with. */
    private final class Row {
        private final LineSource source;
        private final int channels;
        private final boolean copied;
        private final ResampleAxis axis;
        private final float[] line;
        private int number = -1;

        Row(LineSource source) {
            this.source = source;
            this.channels = source.channels();
            this.copied = horizontal.isIdentity();
            this.axis = copied ? horizontal : horizontal.ofChannels(channels);
            this.line = newLine();
        }

        /** Room for a source line, and for what {@link Resampling#gather} reads beyond it without using it. */
        float[] newLine() {
            return new float[(horizontal.sourceCount() + (copied ? 0 : horizontal.taps())) * channels];
        }

        boolean isCopied() {
            return copied;
        }

        int length() {
            return horizontal.sourceCount() * channels;
        }

        int scaledLength() {
            return horizontal.size() * channels;
        }

        float[] read(int row) {
            if (row != number) {
                source.line(row, horizontal.sourceStart(), horizontal.sourceCount(), line);
                number = row;
            }
            return line;
        }

        void scale(float[] from, float[] to) {
            if (!copied) {
                Resampling.gather(from, channels, axis.first(), axis.counts(), axis.weights(), axis.size(), to);
            } else if (from != to) {
                System.arraycopy(from, 0, to, 0, to.length);
            }
        }
    }
}
