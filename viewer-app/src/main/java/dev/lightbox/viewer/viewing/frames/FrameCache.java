package dev.lightbox.viewer.viewing.frames;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import dev.lightbox.viewer.pacs.InstanceReference;
import dev.lightbox.viewer.viewing.ViewingProperties;
import java.lang.ref.SoftReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Decoded frames, and instances of which more frames will be wanted, within one number of bytes. What nobody has looked at for a while goes, so that
 * pictures don't stay in memory overnight. Thread-safe.
 */
@Component
public class FrameCache {

    private final long maximumBytes;
    private final Cache<Object, Kept> cache;

    /** How many leaf through each series. */
    private final Map<String, Integer> readers = new ConcurrentHashMap<>();

    /** The latest instance that alone is larger than the cache: it stays as long as the heap has room, or each of its frames would fetch it again. */
    private volatile @Nullable Oversized oversized;

    public FrameCache(ViewingProperties properties) {
        maximumBytes = properties.frameCacheBytes();
        cache = Caffeine.newBuilder()
                .maximumWeight(maximumBytes)
                .weigher((Object key, Kept kept) -> (int) Math.min(Integer.MAX_VALUE, kept.sizeInBytes()))
                .expireAfterAccess(properties.frameCacheIdle())
                .scheduler(Scheduler.systemScheduler())
                // What is over the bound goes at the put that brings it over, not when a pool has a thread to spare:
                // the bound holds under load too.
                .executor(Runnable::run)
                .build();
    }

    public long maximumBytes() {
        return maximumBytes;
    }

    /** Bytes of what is kept now. */
    public long takenBytes() {
        return cache.policy()
                .eviction()
                .map(bound -> bound.weightedSize().orElse(0))
                .orElse(0L);
    }

    public boolean contains(FrameKey key) {
        // Looks without counting as use.
        return cache.asMap().containsKey(key);
    }

    @Nullable DecodedFrame frame(FrameKey key) {
        return (DecodedFrame) cache.getIfPresent(key);
    }

    void put(FrameKey key, DecodedFrame frame) {
        cache.put(key, frame);
    }

    /** Somebody leafs through this series: its frames stay as long as there is room. */
    public void enter(String seriesInstanceUid) {
        readers.merge(seriesInstanceUid, 1, Integer::sum);
    }

    /** And does so no longer. */
    public void leave(String seriesInstanceUid) {
        readers.computeIfPresent(seriesInstanceUid, (series, count) -> count == 1 ? null : count - 1);
    }

    /** Drops a frame whose values somebody else keeps, unless somebody leafs through its series. */
    void giveUp(FrameKey key) {
        if (!readers.containsKey(key.instance().seriesInstanceUid())) {
            cache.invalidate(key);
        }
    }

    @Nullable LoadedInstance instance(InstanceReference reference) {
        Oversized large = oversized;
        if (large != null && large.reference.equals(reference)) {
            return large.instance.get();
        }
        return (LoadedInstance) cache.getIfPresent(reference);
    }

    void put(InstanceReference reference, LoadedInstance instance) {
        if (instance.sizeInBytes() > maximumBytes / 2) {
            oversized = new Oversized(reference, new SoftReference<>(instance));
        } else {
            cache.put(reference, instance);
        }
    }

    private record Oversized(InstanceReference reference, SoftReference<LoadedInstance> instance) {}
}
