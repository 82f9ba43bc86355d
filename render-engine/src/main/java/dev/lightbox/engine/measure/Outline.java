package dev.lightbox.engine.measure;

import dev.lightbox.engine.measure.MeasurementRefusedException.Reason;
import java.util.Arrays;
import java.util.List;

/**
 * A closed line around a part of a picture, in source pixels. A pixel is within if its centre is; a centre that lies on the line exactly counts at a left or upper edge and not at a right or
 * lower one, so that shapes beside each other share no pixel. Immutable.
 */
sealed interface Outline {

    /** Of a polygon. */
    int MAX_POINTS = 4096;

    double top();

    double bottom();

    /** In pixels, of which one is 1 wide and 1 high. */
    double area();

    /**
     * Where the line at height {@code y} is within.
     *
     * @param edges takes places at which it enters and leaves, in turn and in order from left to right; {@value #MAX_POINTS} find room
     * @return how many
     */
    int crossings(double y, double[] edges);

    /** Its edges, left not beyond right and top not below bottom. */
    record Rectangle(double left, double top, double right, double bottom) implements Outline {

        /** By two opposite corners. */
        static Rectangle of(PicturePoint a, PicturePoint b) {
            return new Rectangle(
                    Math.min(a.x(), b.x()), Math.min(a.y(), b.y()), Math.max(a.x(), b.x()), Math.max(a.y(), b.y()));
        }

        @Override
        public double area() {
            return (right - left) * (bottom - top);
        }

        @Override
        public int crossings(double y, double[] edges) {
            if (y < top || y >= bottom) {
                return 0;
            }
            edges[0] = left;
            edges[1] = right;
            return 2;
        }
    }

    /** Fills a rectangle. */
    record Ellipse(Rectangle around) implements Outline {

        @Override
        public double top() {
            return around.top;
        }

        @Override
        public double bottom() {
            return around.bottom;
        }

        @Override
        public double area() {
            return Math.PI / 4 * around.area();
        }

        @Override
        public int crossings(double y, double[] edges) {
            double fromMiddle = (y - (around.top + around.bottom) / 2) / ((around.bottom - around.top) / 2);
            if (!(Math.abs(fromMiddle) < 1)) {
                return 0;
            }
            double half = (around.right - around.left) / 2 * Math.sqrt(1 - fromMiddle * fromMiddle);
            double middle = (around.left + around.right) / 2;
            edges[0] = middle - half;
            edges[1] = middle + half;
            return 2;
        }
    }

    /** Its arrays are never changed. */
    final class Polygon implements Outline {

        private final double[] xs;
        private final double[] ys;

        private Polygon(double[] xs, double[] ys) {
            this.xs = xs;
            this.ys = ys;
        }

        /**
         * @param points at most {@value #MAX_POINTS}; the last is joined to the first
         * @throws MeasurementRefusedException if its line crosses or touches itself, or has fewer than three places
         */
        static Polygon of(List<PicturePoint> points) throws MeasurementRefusedException {
            double[] xs = new double[points.size()];
            double[] ys = new double[points.size()];
            int count = 0;
            for (PicturePoint point : points) {
                if (count == 0 || point.x() != xs[count - 1] || point.y() != ys[count - 1]) {
                    xs[count] = point.x();
                    ys[count++] = point.y();
                }
            }
            if (count > 1 && xs[0] == xs[count - 1] && ys[0] == ys[count - 1]) {
                count--;
            }
            if (count < 3) {
                throw new MeasurementRefusedException(Reason.NO_PIXELS);
            }
            Polygon polygon = new Polygon(Arrays.copyOf(xs, count), Arrays.copyOf(ys, count));
            if (polygon.touchesItself()) {
                throw new MeasurementRefusedException(Reason.CROSSES_ITSELF);
            }
            return polygon;
        }

        /** Each side with each that isn't beside it: some 8 million pairs at most, and most are told apart by their heights. */
        private boolean touchesItself() {
            int count = xs.length;
            for (int i = 0; i < count; i++) {
                for (int j = i + 2; j < count; j++) {
                    boolean neighbours = i == 0 && j == count - 1;
                    if (!neighbours && touch(i, (i + 1) % count, j, (j + 1) % count)) {
                        return true;
                    }
                }
            }
            return false;
        }

        private boolean touch(int a, int b, int c, int d) {
            if (Math.max(ys[a], ys[b]) < Math.min(ys[c], ys[d])
                    || Math.max(ys[c], ys[d]) < Math.min(ys[a], ys[b])
                    || Math.max(xs[a], xs[b]) < Math.min(xs[c], xs[d])
                    || Math.max(xs[c], xs[d]) < Math.min(xs[a], xs[b])) {
                return false;
            }
            return side(a, b, c) * side(a, b, d) <= 0 && side(c, d, a) * side(c, d, b) <= 0;
        }

        /** Sign: on which side of the line from a to b point c lies. */
        private double side(int a, int b, int c) {
            return Math.signum((xs[b] - xs[a]) * (ys[c] - ys[a]) - (ys[b] - ys[a]) * (xs[c] - xs[a]));
        }

        @Override
        public double top() {
            return Arrays.stream(ys).min().orElseThrow();
        }

        @Override
        public double bottom() {
            return Arrays.stream(ys).max().orElseThrow();
        }

        @Override
        public double area() {
            double twice = 0;
            for (int i = 0, last = xs.length - 1; i < xs.length; last = i++) {
                twice += (xs[last] - xs[0]) * (ys[i] - ys[0]) - (xs[i] - xs[0]) * (ys[last] - ys[0]);
            }
            return Math.abs(twice) / 2;
        }

        @Override
        public int crossings(double y, double[] edges) {
            int count = 0;
            for (int i = 0, last = xs.length - 1; i < xs.length; last = i++) {
                // Each vertex belongs to the side below it, so that a line through it crosses once or twice, as it
                // must.
                if ((ys[last] <= y) != (ys[i] <= y)) {
                    // Always from above, so that the same side rounds the same way for the shapes on both sides of it.
                    boolean down = ys[last] < ys[i];
                    edges[count++] = down ? crossing(last, i, y) : crossing(i, last, y);
                }
            }
            Arrays.sort(edges, 0, count);
            return count;
        }

        private double crossing(int upper, int lower, double y) {
            return xs[upper] + (y - ys[upper]) / (ys[lower] - ys[upper]) * (xs[lower] - xs[upper]);
        }
    }
}
