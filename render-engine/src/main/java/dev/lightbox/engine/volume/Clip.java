package dev.lightbox.engine.volume;

/**
 * Finds the pixels of a row whose places lie within limits. Exact: whether a pixel belongs to them is decided by the very formula by which its place is computed, {@code x · step + origin},
 * which rises or falls steadily with rounding, too. Mutable; for one thread.
 */
final class Clip {

    private int from;
    private int to;

    /** Begins with pixels {@code first} to {@code end} − 1. */
    void begin(int first, int end) {
        from = first;
        to = end;
    }

    /** Keeps pixels with {@code least} ≤ place ≤ {@code most}. */
    void keep(double origin, double step, double least, double most) {
        if (from >= to) {
            return;
        }
        if (step != 0) {
            double a = (least - origin) / step;
            double b = (most - origin) / step;
            from = (int) Math.clamp(Math.floor(Math.min(a, b)), from, to);
            to = (int) Math.clamp(Math.ceil(Math.max(a, b)) + 1, from, to);
        }
        while (from < to && !isWithin(from * step + origin, least, most)) {
            from++;
        }
        while (from < to && !isWithin((to - 1) * step + origin, least, most)) {
            to--;
        }
    }

    private static boolean isWithin(double place, double least, double most) {
        return place >= least && place <= most;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }
}
