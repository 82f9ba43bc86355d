package dev.lightbox.engine.measure;

import dev.lightbox.engine.codec.StoredFrame;
import dev.lightbox.engine.render.SourceImage;

/**
 * What the modality values within an outline come to. Immutable.
 *
 * @param count pixels that have a value; where it is 0 the numbers that follow mean nothing
 * @param leftOut pixels within that have none: padding, or not finite
 * @param standardDeviation of these pixels: the sum of squares divided by {@code count}
 */
record RegionStatistics(
        long count, long leftOut, double mean, double standardDeviation, double minimum, double maximum) {

    /** @param frame whole and in gray levels */
    static RegionStatistics of(SourceImage image, int frameNumber, StoredFrame frame, Outline outline) {
        PixelValues values = new PixelValues(image, frameNumber, frame);
        double[] edges = new double[Outline.MAX_POINTS];
        Tally tally = new Tally();
        int last = lastBefore(outline.bottom(), frame.rows());
        for (int y = firstFrom(outline.top()); y <= last; y++) {
            int crossings = outline.crossings(y + 0.5, edges);
            for (int i = 0; i + 1 < crossings; i += 2) {
                int end = lastBefore(edges[i + 1], frame.columns());
                for (int x = firstFrom(edges[i]); x <= end; x++) {
                    tally.add(values.at(x, y));
                }
            }
        }
        return tally.statistics();
    }

    /** Counts values one by one. Not thread-safe. */
    static final class Tally {

        private long count;
        private long leftOut;
        private double mean;
        private double squares;
        private double minimum = Double.POSITIVE_INFINITY;
        private double maximum = Double.NEGATIVE_INFINITY;

        /** @param value NaN for what has none */
        void add(double value) {
            if (Double.isNaN(value)) {
                leftOut++;
                return;
            }
            // Welford: exact also where values are large and differ little.
            count++;
            double difference = value - mean;
            mean += difference / count;
            squares += difference * (value - mean);
            minimum = Math.min(minimum, value);
            maximum = Math.max(maximum, value);
        }

        /** So many that have none. */
        void leaveOut(long pixels) {
            leftOut += pixels;
        }

        RegionStatistics statistics() {
            return new RegionStatistics(
                    count, leftOut, mean, Math.sqrt(squares / Math.max(1, count)), minimum, maximum);
        }
    }

    /** How many pixels there are within, whatever they hold. */
    static long pixels(int rows, int columns, Outline outline) {
        double[] edges = new double[Outline.MAX_POINTS];
        long count = 0;
        int last = lastBefore(outline.bottom(), rows);
        for (int y = firstFrom(outline.top()); y <= last; y++) {
            int crossings = outline.crossings(y + 0.5, edges);
            for (int i = 0; i + 1 < crossings; i += 2) {
                count += Math.max(0, lastBefore(edges[i + 1], columns) - firstFrom(edges[i]) + 1);
            }
        }
        return count;
    }

    /** The first pixel whose centre lies at {@code edge} or beyond. */
    private static int firstFrom(double edge) {
        return (int) Math.max(0, Math.ceil(edge - 0.5));
    }

    /** The last pixel of {@code size} whose centre lies before {@code edge}. */
    private static int lastBefore(double edge, int size) {
        return (int) Math.min(size, Math.ceil(edge - 0.5)) - 1;
    }
}
