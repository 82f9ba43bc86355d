package dev.lightbox.viewer.dicomweb;

import dev.lightbox.viewer.viewing.PictureException;
import dev.lightbox.viewer.viewing.frames.DecodedFrame;
import dev.lightbox.viewer.viewing.frames.FrameKey;
import dev.lightbox.viewer.viewing.frames.FrameStore;
import dev.lightbox.viewer.viewing.work.Hold;
import dev.lightbox.viewer.viewing.work.Priority;
import dev.lightbox.viewer.viewing.work.Schedulers;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Draws single frames for requests that wait for them, in their turn among everybody's work. Thread-safe. */
@Component
class FramePictures {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final FrameStore frames;
    private final Schedulers schedulers;

    FramePictures(FrameStore frames, Schedulers schedulers) {
        this.frames = frames;
        this.schedulers = schedulers;
    }

    /**
     * Blocks until it is made.
     *
     * @param owner whose turn the work uses up
     * @param drawing runs on one of the threads that compute; what it throws is thrown here if it is one of this package's or viewing's refusals
     * @throws PictureException where the archive doesn't deliver it, or it can't be shown
     */
    <T> T draw(FrameKey key, Priority priority, String owner, Function<DecodedFrame, T> drawing)
            throws InterruptedException {
        DecodedFrame frame = await(frames.request(key, priority, owner));
        CompletableFuture<T> drawn = new CompletableFuture<>();
        schedulers.computing().submit(priority, owner, () -> {
            try {
                drawn.complete(drawing.apply(frame));
            } catch (RuntimeException | Error e) {
                drawn.completeExceptionally(e);
            }
        });
        return await(new Hold.Settled<>(drawn));
    }

    static <T> T await(Hold<T> hold) throws InterruptedException {
        try {
            return hold.result().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PictureException picture) {
                throw picture;
            }
            if (e.getCause() instanceof RefusedException refused) {
                throw refused;
            }
            throw new PictureException("the server couldn't make it.", "", e);
        } catch (CancellationException | TimeoutException e) {
            throw new PictureException("it took too long.", "", e);
        } finally {
            hold.release();
        }
    }
}
