package dev.lightbox.e2e.line;

/**
 * The rate of a line: bytes leave one after another, and what comes while others are leaving waits for its turn. After a pause so many bytes as the bucket holds leave
 * at once. Times are those of the caller's clock, in nanoseconds, so it never waits itself. Thread-safe.
 */
final class TokenBucket {

    private final double nanosPerByte;
    private final long burstNanos;
    /** When the bytes taken so far have left, at the rate alone. */
    private double freeAt;

    /**
     * @param rate bytes a second; infinite for a line without a limit
     * @param burst bytes that leave at once after a pause
     * @param now the clock's time
     */
    TokenBucket(double rate, int burst, long now) {
        this.nanosPerByte = 1e9 / rate;
        this.burstNanos = Math.round(burst * nanosPerByte);
        this.freeAt = now - (double) burstNanos;
    }

    /** Takes the rate for so many bytes. @return when the last of them has left: {@code now} or later */
    synchronized long take(int bytes, long now) {
        freeAt = Math.max(freeAt, now - (double) burstNanos) + bytes * nanosPerByte;
        return Math.max(now, Math.round(freeAt));
    }
}
