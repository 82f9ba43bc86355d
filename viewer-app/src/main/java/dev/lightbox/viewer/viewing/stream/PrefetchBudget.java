package dev.lightbox.viewer.viewing.stream;

import dev.lightbox.viewer.viewing.frames.FrameCache;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/** How far each viewport of the node may load ahead, so that together they don't push each other's frames out of the cache. Thread-safe. */
@Component
class PrefetchBudget {

    /** Beyond this a plan would cost more than it brings. */
    private static final int MAX_FRAMES = 1_000;

    private final FrameCache cache;
    private final AtomicInteger viewports = new AtomicInteger();

    PrefetchBudget(FrameCache cache) {
        this.cache = cache;
    }

    void join() {
        viewports.incrementAndGet();
    }

    void leave() {
        viewports.decrementAndGet();
    }

    /** Frames that one viewport may load ahead, where each takes so many bytes: its share of three quarters of the cache. */
    int frames(long frameBytes) {
        long share = cache.maximumBytes() / 4 * 3 / Math.max(1, viewports.get());
        return (int) Math.min(MAX_FRAMES, share / Math.max(1, frameBytes));
    }
}
