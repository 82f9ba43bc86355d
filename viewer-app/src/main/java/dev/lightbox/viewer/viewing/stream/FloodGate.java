package dev.lightbox.viewer.viewing.stream;

/** Lets so many messages a second pass, and twice as many in a burst (a token bucket). Not thread-safe: a connection's messages come one by one. */
final class FloodGate {

    private static final double NANOS_PER_SECOND = 1e9;

    private final double perSecond;
    private final double burst;
    private double tokens;
    private long lastNanos;

    FloodGate(int perSecond, long nowNanos) {
        this.perSecond = perSecond;
        this.burst = 2.0 * perSecond;
        this.tokens = burst;
        this.lastNanos = nowNanos;
    }

    /** @return whether one more may pass now */
    boolean pass(long nowNanos) {
        tokens = Math.min(burst, tokens + (nowNanos - lastNanos) / NANOS_PER_SECOND * perSecond);
        lastNanos = nowNanos;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
