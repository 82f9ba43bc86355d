package dev.lightbox.engine.codec;

import java.time.Duration;

/**
 * What decoding one frame may cost. Size is checked against the header before anything is allocated, time while decoding: a decoder calls
 * {@link #checkTime()} once a row of blocks, a line, a code block or a segment, so that no bytes keep a thread for much longer than the limit. Immutable.
 *
 * @param maxFrameBytes most bytes that the decoded frame may take, at most 2<sup>30</sup>: the largest power of two that an array holds
 * @param maxEdge most rows, and most columns
 * @param maxTime longest time for one frame; zero for as long as it takes
 * @param deadlineNanos the {@link System#nanoTime} after which the frame that is being decoded has taken too long; {@link Long#MAX_VALUE} before
 *     {@link #begin()}, and where there is no limit
 */
public record DecodeLimits(long maxFrameBytes, int maxEdge, Duration maxTime, long deadlineNanos) {

    private static final long MOST_BYTES = 1L << 30;
    private static final long NO_DEADLINE = Long.MAX_VALUE;

    /** Enough for a mammogram, a whole-leg radiograph or a 16k slide tile in colour: 1 GiB and DICOM's own 65535, as long as it takes. */
    public static final DecodeLimits DEFAULT = new DecodeLimits(MOST_BYTES, 65_535);

    public DecodeLimits {
        if (maxFrameBytes < 1 || maxFrameBytes > MOST_BYTES || maxEdge < 1) {
            throw new IllegalArgumentException(
                    "limits out of range: " + maxFrameBytes + " bytes, " + maxEdge + " pixels");
        }
        if (maxTime.isNegative() || maxTime.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("a frame's time must be between 0 and a day, not " + maxTime);
        }
    }

    /** Size alone, without a limit of time. */
    public DecodeLimits(long maxFrameBytes, int maxEdge) {
        this(maxFrameBytes, maxEdge, Duration.ZERO);
    }

    public DecodeLimits(long maxFrameBytes, int maxEdge, Duration maxTime) {
        this(maxFrameBytes, maxEdge, maxTime, NO_DEADLINE);
    }

    /** The same limits for one frame whose decoding begins now. */
    public DecodeLimits begin() {
        return maxTime.isZero()
                ? this
                : new DecodeLimits(maxFrameBytes, maxEdge, maxTime, System.nanoTime() + maxTime.toNanos());
    }

    /**
     * Ends a decoding that takes too long, or whose thread has been interrupted (the thread's mark of it stays). Takes some 25 ns.
     *
     * @throws DecodeException if it must end; a {@link DecodeLimitException} where it took too long
     */
    public void checkTime() throws DecodeException {
        if (deadlineNanos != NO_DEADLINE && System.nanoTime() - deadlineNanos > 0) {
            throw new DecodeLimitException(
                    "Decoding took more than the limit of " + maxTime.toMillis() + " ms a frame");
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new DecodeException("Decoding was cancelled");
        }
    }
}
