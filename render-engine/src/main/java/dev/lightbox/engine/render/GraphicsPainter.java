package dev.lightbox.engine.render;

import dev.lightbox.engine.render.presentation.GraphicAnnotation;
import dev.lightbox.engine.render.presentation.Outline;
import dev.lightbox.engine.render.presentation.Point;
import dev.lightbox.engine.render.presentation.PresentationGeometry;
import java.util.Arrays;
import java.util.List;

/** Draws annotations as lines one pixel wide, or filled. Text isn't drawn. For one picture, one thread. */
final class GraphicsPainter {

    /** Most pixels that may be set for one picture, so that a hostile state costs a bounded time. */
    private static final long BUDGET = 100_000_000;

    private final byte[] canvas;
    private final Placement placement;
    private final int samples;
    private long budget = BUDGET;

    GraphicsPainter(byte[] canvas, Placement placement, int samples) {
        this.canvas = canvas;
        this.placement = placement;
        this.samples = samples;
    }

    void paint(GraphicAnnotation annotation, PresentationGeometry geometry, byte[] colors) {
        for (Outline outline : Outline.of(annotation)) {
            List<Point> points = outline.points().stream()
                    .map(p -> toCanvas(geometry.toPicture(p, outline.units())))
                    .toList();
            if (outline.filled()) {
                fill(points, colors);
            }
            for (int i = 1; i < points.size(); i++) {
                line(points.get(i - 1), points.get(i), colors);
            }
            if (points.size() == 1) {
                line(points.getFirst(), points.getFirst(), colors);
            }
        }
    }

    private Point toCanvas(Point p) {
        return new Point(
                (p.x() - placement.originX()) * placement.scaleX(), (p.y() - placement.originY()) * placement.scaleY());
    }

    private void set(int x, int y, byte[] colors) {
        if (x >= 0 && y >= 0 && x < placement.canvasWidth() && y < placement.canvasHeight()) {
            System.arraycopy(colors, 0, canvas, (y * placement.canvasWidth() + x) * samples, samples);
        }
    }

    /** Steps along the longer axis, within the canvas alone. */
    private void line(Point a, Point b, byte[] colors) {
        double dx = b.x() - a.x();
        double dy = b.y() - a.y();
        double steps = Math.ceil(Math.max(Math.abs(dx), Math.abs(dy)));
        if (!(steps >= 1)) {
            set((int) Math.floor(a.x()), (int) Math.floor(a.y()), colors);
            return;
        }
        // The part of the line, from 0 to 1, that may touch the canvas.
        double[] part = {0, 1};
        if (!clip(a.x(), dx, placement.canvasWidth(), part) || !clip(a.y(), dy, placement.canvasHeight(), part)) {
            return;
        }
        long first = (long) Math.floor(part[0] * steps);
        long last = (long) Math.ceil(part[1] * steps);
        for (long i = first; i <= last && budget > 0; i++, budget--) {
            double t = i / steps;
            set((int) Math.floor(a.x() + dx * t), (int) Math.floor(a.y() + dy * t), colors);
        }
    }

    private static boolean clip(double start, double delta, int size, double[] part) {
        if (delta == 0) {
            return start >= -1 && start <= size + 1;
        }
        double t0 = (-1 - start) / delta;
        double t1 = (size + 1 - start) / delta;
        part[0] = Math.max(part[0], Math.min(t0, t1));
        part[1] = Math.min(part[1], Math.max(t0, t1));
        return part[0] <= part[1];
    }

    /** Even and odd crossings at the middle of each row. */
    private void fill(List<Point> points, byte[] colors) {
        double[] crossings = new double[points.size()];
        for (int y = 0; y < placement.canvasHeight() && budget > 0; y++) {
            budget -= points.size();
            int count = 0;
            double middle = y + 0.5;
            for (int i = 0, j = points.size() - 1; i < points.size(); j = i++) {
                Point p = points.get(i);
                Point q = points.get(j);
                if (p.y() > middle != q.y() > middle) {
                    crossings[count++] = p.x() + (middle - p.y()) * (q.x() - p.x()) / (q.y() - p.y());
                }
            }
            Arrays.sort(crossings, 0, count);
            for (int i = 0; i + 1 < count; i += 2) {
                int from = (int) Math.clamp(Math.ceil(crossings[i] - 0.5), 0, placement.canvasWidth());
                int to = (int) Math.clamp(Math.ceil(crossings[i + 1] - 0.5), 0, placement.canvasWidth());
                budget -= Math.max(0, to - from);
                for (int x = from; x < to; x++) {
                    set(x, y, colors);
                }
            }
        }
    }
}
