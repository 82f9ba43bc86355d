package dev.lightbox.engine.render.overlay;

import dev.lightbox.engine.render.overlay.DisplayShutter.Circle;
import dev.lightbox.engine.render.overlay.DisplayShutter.Polygon;
import dev.lightbox.engine.render.overlay.DisplayShutter.Rectangle;
import java.util.Arrays;
import java.util.Optional;

/** What a display shutter hides: every pixel that lies outside one of its shapes. Thread-safe. */
public final class ShutterMask implements Mask {

    private final Optional<Rectangle> rectangle;
    private final Optional<Circle> circle;
    private final Optional<Polygon> polygon;
    private final Optional<? extends Mask> bitmap;
    private final double aspect;

    /**
     * @param bitmap the overlay that its group names; empty where it has none
     * @param aspect height of a pixel divided by its width: a circle is round on the screen
     */
    public ShutterMask(DisplayShutter shutter, Optional<? extends Mask> bitmap, double aspect) {
        this.rectangle = shutter.rectangle();
        this.circle = shutter.circle();
        this.polygon = shutter.polygon();
        this.bitmap = bitmap;
        this.aspect = aspect;
    }

    @Override
    public void line(int row, int from, int count, byte[] out) {
        if (bitmap.isPresent()) {
            bitmap.get().line(row, from, count, out);
        } else {
            Arrays.fill(out, 0, count, (byte) 0);
        }
        // C.7.6.11 counts from 1.
        int line = row + 1;
        if (rectangle.isPresent()) {
            Rectangle r = rectangle.get();
            boolean shown = line >= r.upper() && line <= r.lower();
            hideOutside(shown, r.left(), r.right(), from, count, out);
        }
        if (circle.isPresent()) {
            Circle c = circle.get();
            double dy = ((double) line - c.row()) * aspect;
            double half = Math.sqrt((double) c.radius() * c.radius() - dy * dy);
            hideOutside(!Double.isNaN(half), c.column() - half, c.column() + half, from, count, out);
        }
        if (polygon.isPresent()) {
            hideOutside(polygon.get(), line, from, count, out);
        }
    }

    /** Shows only columns from {@code first} to {@code last}, both included, counted from 1. */
    private static void hideOutside(boolean any, double first, double last, int from, int count, byte[] out) {
        for (int i = 0; i < count; i++) {
            int column = from + i + 1;
            if (!any || column < first || column > last) {
                out[i] = 1;
            }
        }
    }

    /** Inside by even and odd crossings of the row; pixels on the outline itself are shown. */
    private static void hideOutside(Polygon p, int line, int from, int count, byte[] out) {
        int[] rows = p.rows();
        int[] columns = p.columns();
        double[] found = new double[rows.length];
        boolean[] flat = new boolean[count];
        int crossings = 0;
        for (int i = 0, j = rows.length - 1; i < rows.length; j = i++) {
            if ((rows[i] > line) != (rows[j] > line)) {
                found[crossings++] = columns[j]
                        + ((double) line - rows[j]) * ((double) columns[i] - columns[j]) / ((double) rows[i] - rows[j]);
            } else if (rows[i] == line && rows[j] == line) {
                long start = Math.max(0, Math.min(columns[i], columns[j]) - 1L - from);
                long end = Math.min(count, Math.max(columns[i], columns[j]) - (long) from);
                if (start < end) {
                    Arrays.fill(flat, (int) start, (int) end, true);
                }
            }
        }
        Arrays.sort(found, 0, crossings);
        int passed = 0;
        for (int i = 0; i < count; i++) {
            int column = from + i + 1;
            boolean on = false;
            while (passed < crossings && found[passed] <= column) {
                on |= found[passed] == column;
                passed++;
            }
            if (passed % 2 == 0 && !on && !flat[i]) {
                out[i] = 1;
            }
        }
    }
}
