package dev.lightbox.viewer.dicomweb;

import java.time.Duration;

/**
 * Until when a request is to be answered, whatever it waits for one after the other. Immutable.
 *
 * @param nanoTime on {@link System#nanoTime}'s clock
 */
record Deadline(long nanoTime) {

    /** As long as other programs, and the proxies before this server, usually wait. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    static Deadline in(Duration patience) {
        return new Deadline(System.nanoTime() + patience.toNanos());
    }

    /** 0 where it has passed. */
    long nanosLeft() {
        return Math.max(0, nanoTime - System.nanoTime());
    }
}
