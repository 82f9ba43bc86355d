package dev.lightbox.viewer.dicomweb;

import dev.lightbox.viewer.viewing.PictureException;
import dev.lightbox.viewer.viewing.RefusedException;
import dev.lightbox.viewer.viewing.work.Hold;
import dev.lightbox.viewer.viewing.work.Priority;
import dev.lightbox.viewer.viewing.work.Work;
import dev.lightbox.viewer.viewing.work.WorkScheduler;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A drawing that a request waits for, on one of the threads that compute. When the request no longer waits it is taken back, or interrupted where it has begun. What
 * it needs is kept until it has really ended, so that no memory is counted as free that is still read. Thread-safe.
 */
final class DrawingTask<T> {

    private final Supplier<T> drawing;
    private final Runnable onEnd;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final Work work;

    /** Guarded by this. */
    private @Nullable Thread drawer;

    private boolean givenUp;

    /**
     * Lets it be drawn when it is due.
     *
     * @param drawing may end with a {@link java.util.concurrent.CancellationException} when its thread is interrupted
     * @param onEnd called once: when it has ended, or when it was taken back
     */
    DrawingTask(WorkScheduler computing, Priority priority, String owner, Supplier<T> drawing, Runnable onEnd) {
        this.drawing = drawing;
        this.onEnd = onEnd;
        this.work = computing.submit(priority, owner, this::run);
    }

    /**
     * Blocks until it is drawn. To be called once.
     *
     * @throws RefusedException as the drawing
     * @throws PictureException as the drawing, or where it took too long
     */
    T await(Deadline deadline) throws InterruptedException {
        try {
            return FramePictures.await(new Hold.Settled<>(result), deadline);
        } finally {
            giveUp();
        }
    }

    private void run() {
        Runnable outcome;
        try {
            if (!begin()) {
                return;
            }
            T drawn = drawing.get();
            outcome = () -> result.complete(drawn);
        } catch (RuntimeException | Error e) {
            outcome = () -> result.completeExceptionally(e);
        } finally {
            end();
            onEnd.run();
        }
        outcome.run();
    }

    private synchronized boolean begin() {
        drawer = givenUp ? null : Thread.currentThread();
        return !givenUp;
    }

    private synchronized void end() {
        if (drawer != null && givenUp) {
            // Whatever this thread does next isn't meant.
            Thread.interrupted();
        }
        drawer = null;
    }

    /** Without effect where it has ended. */
    private void giveUp() {
        if (result.isDone()) {
            return;
        }
        if (work.cancel()) {
            onEnd.run();
            return;
        }
        synchronized (this) {
            givenUp = true;
            if (drawer != null) {
                drawer.interrupt();
            }
        }
    }
}
