package dev.lightbox.e2e.bench;

/**
 * What a figure should come to.
 *
 * @param of which of the figure's values it is about
 * @param atLeast whether more is better
 */
record Aim(Of of, boolean atLeast, double value) {

    enum Of {
        MEDIAN,
        /** What 95 of 100 reach. */
        P95,
        /** The worst of all. */
        WORST
    }

    static Aim medianAtMost(double value) {
        return new Aim(Of.MEDIAN, false, value);
    }

    static Aim medianAtLeast(double value) {
        return new Aim(Of.MEDIAN, true, value);
    }

    static Aim p95AtMost(double value) {
        return new Aim(Of.P95, false, value);
    }

    static Aim allAtMost(double value) {
        return new Aim(Of.WORST, false, value);
    }

    boolean isReached(Samples samples) {
        double measured = switch (of) {
            case MEDIAN -> samples.median();
            case P95 -> samples.quantile(atLeast ? 0.05 : 0.95);
            case WORST -> samples.quantile(atLeast ? 0 : 1);
        };
        return atLeast ? measured >= value : measured <= value;
    }
}
