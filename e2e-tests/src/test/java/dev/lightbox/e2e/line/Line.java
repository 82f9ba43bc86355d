package dev.lightbox.e2e.line;

import java.time.Duration;

/**
 * What a line can do. Immutable and thread-safe.
 *
 * @param name what it is called
 * @param downRate bytes a second towards the client; {@link #UNLIMITED} for what the machine can do
 * @param upRate bytes a second towards the server
 * @param roundTrip how long a byte and its answer are on their way, half of it in each direction
 * @param buffer the most bytes of one connection and direction that are on the line at a time; what is beyond stays with the sender
 */
public record Line(String name, double downRate, double upRate, Duration roundTrip, int buffer) {

    public static final double UNLIMITED = Double.POSITIVE_INFINITY;

    private static final double MEGABIT = 1e6 / 8;
    /** As much as a Linux receiver's window grows to. */
    private static final int LARGE_BUFFER = 4 << 20;
    /** What is on its way for 10 ms at 30 Mbit/s is 38 kB; the rest waits before the narrow place. */
    private static final int SMALL_BUFFER = 128 << 10;

    /** Nothing is held back. */
    public static final Line LOCAL = new Line("local", UNLIMITED, UNLIMITED, Duration.ZERO, LARGE_BUFFER);

    /** A household's: 30 Mbit/s down, 5 up, 10 ms. */
    public static final Line HOME = new Line("home", 30 * MEGABIT, 5 * MEGABIT, Duration.ofMillis(10), SMALL_BUFFER);

    /** Another continent: 100 ms. */
    public static final Line FAR = new Line("far", UNLIMITED, UNLIMITED, Duration.ofMillis(100), LARGE_BUFFER);

    public Line {
        if (!(downRate > 0) || !(upRate > 0) || roundTrip.isNegative() || buffer < 1) {
            throw new IllegalArgumentException("no such line: " + name);
        }
    }

    /** How long a byte is on its way once it has been sent, in nanoseconds. */
    long delayNanos() {
        return roundTrip.toNanos() / 2;
    }
}
