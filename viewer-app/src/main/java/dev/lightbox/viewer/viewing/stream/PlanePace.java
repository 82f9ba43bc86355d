package dev.lightbox.viewer.viewing.stream;

import dev.lightbox.viewer.viewing.stream.protocol.ClientMessage.Method;
import java.util.EnumMap;
import java.util.Map;

/**
 * What one viewport's pictures of a volume have cost lately, and how much of one can be made in the time that a moving picture may take. It follows the machine's
 * load, the direction of the plane and the kind of picture by itself. Thread-safe.
 */
final class PlanePace {

    /** Three viewports at 25 pictures a second on two cores leave 26 ms each; a part of it is for all else. */
    static final double MOVING_NANOS = 16e6;

    /** A first guess, nanoseconds a sample; a wrong one costs a picture or two. */
    private static final double GUESS = 15;

    private static final double NEWEST_SHARE = 0.4;

    /** A picture that was held up says little about the next. */
    private static final double MOST_RISE = 3;

    private final Map<Method, Double> nanosPerSample = new EnumMap<>(Method.class);

    /** Samples that can be taken for a moving picture of this kind. */
    synchronized double samples(Method method) {
        return MOVING_NANOS / nanosPerSample.getOrDefault(method, GUESS);
    }

    /** @param nanos that all of its samples took, with everything around them */
    synchronized void measured(Method method, double samples, double nanos) {
        double former = nanosPerSample.getOrDefault(method, GUESS);
        double newest = Math.min(nanos / Math.max(1, samples), former * MOST_RISE);
        nanosPerSample.put(method, former + NEWEST_SHARE * (newest - former));
    }
}
