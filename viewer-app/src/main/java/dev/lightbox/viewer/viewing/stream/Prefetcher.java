package dev.lightbox.viewer.viewing.stream;

import dev.lightbox.viewer.pacs.StudySourceException;
import dev.lightbox.viewer.viewing.frames.DecodedFrame;
import dev.lightbox.viewer.viewing.frames.FrameCache;
import dev.lightbox.viewer.viewing.frames.FrameKey;
import dev.lightbox.viewer.viewing.frames.FrameStore;
import dev.lightbox.viewer.viewing.series.LoadedSeries;
import dev.lightbox.viewer.viewing.series.SeriesSlice;
import dev.lightbox.viewer.viewing.work.Hold;
import dev.lightbox.viewer.viewing.work.Priority;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Loads what a viewport will show next: outward from the slice on the screen, twice as far in the direction of motion, as many as fit the viewport's share
 * of the cache. A few at a time, so that a change of direction takes effect at once. Thread-safe.
 */
final class Prefetcher {

    /** Enough to keep the archive busy while frames are decoded. */
    private static final int AT_ONCE = 4;

    /** What is under way stays so if it is among the next so many. */
    private static final int NEAR = 8;

    private final FrameStore frames;
    private final FrameCache cache;
    private final String owner;
    private final Executor callbacks;
    private final Progress progress;

    private final Map<FrameKey, Hold<DecodedFrame>> underWay = new HashMap<>();
    private int total;
    private int done;
    private Iterator<FrameKey> remaining = List.<FrameKey>of().iterator();

    /** Told how many of how many planned frames are there, each time one comes. */
    @FunctionalInterface
    interface Progress {
        void loaded(int done, int total);
    }

    /** @param callbacks runs what happens when a frame has come */
    Prefetcher(FrameStore frames, FrameCache cache, String owner, Executor callbacks, Progress progress) {
        this.frames = frames;
        this.cache = cache;
        this.owner = owner;
        this.callbacks = callbacks;
        this.progress = progress;
    }

    /**
     * The slice that is on the screen now.
     *
     * @param number from 1
     * @param forward whether the user moves to higher numbers
     * @param most frames to load ahead
     */
    void around(LoadedSeries series, int number, boolean forward, int most) {
        List<FrameKey> plan = plan(series, number, forward, most);
        List<FrameKey> missing =
                plan.stream().filter(key -> !cache.contains(key)).toList();
        List<FrameKey> near = missing.subList(0, Math.min(NEAR, missing.size()));
        List<Hold<DecodedFrame>> far = new ArrayList<>();
        synchronized (this) {
            underWay.entrySet().removeIf(entry -> {
                boolean isFar = !near.contains(entry.getKey());
                if (isFar) {
                    far.add(entry.getValue());
                }
                return isFar;
            });
            total = plan.size();
            done = total - missing.size();
            remaining = missing.iterator();
        }
        far.forEach(Hold::release);
        pump();
    }

    /** Nothing more is needed. */
    void stop() {
        List<Hold<DecodedFrame>> all;
        synchronized (this) {
            all = List.copyOf(underWay.values());
            underWay.clear();
            remaining = List.<FrameKey>of().iterator();
        }
        all.forEach(Hold::release);
    }

    /** Two ahead, one behind, and so on; at an end of the series only the other way. */
    static List<FrameKey> plan(LoadedSeries series, int number, boolean forward, int most) {
        List<FrameKey> plan = new ArrayList<>();
        int count = series.slices().size();
        int step = forward ? 1 : -1;
        int ahead = number + step;
        int behind = number - step;
        for (int i = 0; plan.size() < most && (isWithin(ahead, count) || isWithin(behind, count)); i++) {
            boolean takeAhead = isWithin(ahead, count) && (i % 3 != 2 || !isWithin(behind, count));
            SeriesSlice slice = series.slice(takeAhead ? ahead : behind);
            if (takeAhead) {
                ahead += step;
            } else {
                behind -= step;
            }
            if (slice.verdict().isEmpty()) {
                plan.add(slice.key());
            }
        }
        return plan;
    }

    private static boolean isWithin(int number, int count) {
        return number >= 1 && number <= count;
    }

    private void pump() {
        FrameKey key = next();
        while (key != null) {
            FrameKey wanted = key;
            Hold<DecodedFrame> hold = frames.request(wanted, Priority.PREFETCH, owner);
            synchronized (this) {
                underWay.put(wanted, hold);
            }
            hold.result().whenCompleteAsync((frame, failure) -> settled(wanted, hold, failure), callbacks);
            key = next();
        }
    }

    private synchronized @Nullable FrameKey next() {
        while (underWay.size() < AT_ONCE && remaining.hasNext()) {
            FrameKey key = remaining.next();
            if (!underWay.containsKey(key)) {
                return key;
            }
        }
        return null;
    }

    private void settled(FrameKey key, Hold<DecodedFrame> hold, @Nullable Throwable failure) {
        int doneNow;
        int totalNow;
        synchronized (this) {
            if (!underWay.remove(key, hold)) {
                return;
            }
            if (failure != null && failure.getCause() instanceof StudySourceException) {
                // The archive has trouble: nobody waits for these, so it is left in peace until the user moves on.
                remaining = List.<FrameKey>of().iterator();
                return;
            }
            doneNow = ++done;
            totalNow = total;
        }
        progress.loaded(doneNow, totalNow);
        pump();
    }
}
