package dev.lightbox.e2e.bench;

import org.jspecify.annotations.Nullable;

/**
 * One line of the table.
 *
 * @param name what was measured
 * @param line over which line; empty where that makes no difference
 * @param unit such as {@code ms}
 * @param moreIsBetter whether large values are the good ones
 * @param aim null where none is set
 * @param note what belongs to the number: of what it is made up, under what conditions
 */
record Figure(
        String name,
        String line,
        String unit,
        boolean moreIsBetter,
        Samples samples,
        @Nullable Aim aim,
        String note) {

    Figure {
        if (samples.size() == 0) {
            throw new IllegalStateException("nothing was measured: " + name);
        }
        if (aim != null && aim.atLeast() != moreIsBetter) {
            throw new IllegalArgumentException("the aim of " + name + " points the wrong way");
        }
    }

    static Figure millis(String name, String line, Samples samples, @Nullable Aim aim, String note) {
        return new Figure(name, line, "ms", false, samples, aim, note);
    }

    /** Of a kind of which little is good. */
    static Figure amount(String name, String line, String unit, Samples samples, @Nullable Aim aim, String note) {
        return new Figure(name, line, unit, false, samples, aim, note);
    }

    static Figure rate(String name, String line, Samples samples, @Nullable Aim aim, String note) {
        return new Figure(name, line, "a second", true, samples, aim, note);
    }

    /** What 95 of 100 values reach. */
    double p95() {
        return samples.quantile(moreIsBetter ? 0.05 : 0.95);
    }

    String verdict() {
        return aim == null ? "" : aim.isReached(samples) ? "reached" : "missed";
    }
}
