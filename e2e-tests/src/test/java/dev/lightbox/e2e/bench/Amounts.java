package dev.lightbox.e2e.bench;

/**
 * How much is repeated.
 *
 * @param opens studies opened cold, and again warm
 * @param notches single turns of the wheel
 * @param seconds of a gesture that goes on
 * @param drags gestures of that length
 * @param slices of the long series, 2 or more
 */
record Amounts(int opens, int notches, int seconds, int drags, int slices) {

    static final Amounts FULL = new Amounts(5, 40, 4, 3, 1000);

    static final Amounts QUICK = new Amounts(2, 8, 1, 1, 60);
}
