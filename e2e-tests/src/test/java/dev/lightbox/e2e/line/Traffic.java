package dev.lightbox.e2e.line;

import java.util.Arrays;

/**
 * How many bytes had come out of a line at any moment since the last {@link #restart}. Thread-safe.
 *
 * <p>Memory grows with the number of deliveries, 16 bytes each, until the next restart.
 */
public final class Traffic {

    private long total;
    /** The total at the last restart. */
    private long before;

    private int size;
    private double[] times = new double[1024];
    private long[] totals = new long[1024];

    /** Forgets the past, not the total. */
    public synchronized void restart() {
        size = 0;
        before = total;
    }

    /** Bytes since the line was opened. */
    public synchronized long total() {
        return total;
    }

    /** Bytes that came from one moment until another, both in milliseconds since 1970 and after the last {@link #restart}. */
    public synchronized long between(double from, double until) {
        return at(until) - at(from);
    }

    private long at(double time) {
        int from = 0;
        int to = size;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (times[middle] <= time) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from == 0 ? before : totals[from - 1];
    }

    /** @param time milliseconds since 1970; times before the last one's count as that */
    synchronized void add(int bytes, double time) {
        if (size == times.length) {
            times = Arrays.copyOf(times, 2 * size);
            totals = Arrays.copyOf(totals, 2 * size);
        }
        total += bytes;
        times[size] = size == 0 ? time : Math.max(time, times[size - 1]);
        totals[size] = total;
        size++;
    }
}
