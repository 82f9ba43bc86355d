package dev.lightbox.viewer.viewing.stream;

import dev.lightbox.viewer.viewing.frames.FrameCache;
import dev.lightbox.viewer.viewing.frames.FrameStore;
import dev.lightbox.viewer.viewing.work.WorkScheduler;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * What the viewports of one connection share.
 *
 * @param callbacks runs short continuations, and never in the calling thread: viewports take their lock in them
 * @param line what the connection carries
 * @param mostUnpainted pictures of a viewport under way to the browser
 * @param aheadBytes of pictures that the browser keeps ahead
 * @param owner whose turn their work uses up
 */
record ViewportContext(
        FrameStore frames,
        FrameCache cache,
        WorkScheduler computing,
        TileRenderer renderer,
        PlaneTiles planes,
        PrefetchBudget budget,
        Executor callbacks,
        LongSupplier nanoClock,
        Outbox outbox,
        Line line,
        int mostUnpainted,
        int aheadBytes,
        String owner) {}
