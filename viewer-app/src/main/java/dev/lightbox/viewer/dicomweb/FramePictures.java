package dev.lightbox.viewer.dicomweb;

import dev.lightbox.engine.message.Message;
import dev.lightbox.viewer.viewing.PictureException;
import dev.lightbox.viewer.viewing.RefusedException;
import dev.lightbox.viewer.viewing.frames.DecodedFrame;
import dev.lightbox.viewer.viewing.frames.FrameKey;
import dev.lightbox.viewer.viewing.frames.FrameStore;
import dev.lightbox.viewer.viewing.work.Hold;
import dev.lightbox.viewer.viewing.work.Priority;
import dev.lightbox.viewer.viewing.work.Schedulers;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Draws single frames for requests that wait for them, in their turn among everybody's work. Thread-safe. */
@Component
class FramePictures {

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
     * @throws PictureException where the archive doesn't deliver it, it can't be shown, or it took too long
     */
    <T> T draw(FrameKey key, Priority priority, String owner, Deadline deadline, Function<DecodedFrame, T> drawing)
            throws InterruptedException {
        DecodedFrame frame = await(frames.request(key, priority, owner), deadline);
        return new DrawingTask<>(schedulers.computing(), priority, owner, () -> drawing.apply(frame), () -> {})
                .await(deadline);
    }

    /**
     * Blocks until it has come, and lets go of it.
     *
     * @throws RefusedException as what was awaited
     * @throws PictureException as what was awaited, or where it took too long
     */
    static <T> T await(Hold<T> hold, Deadline deadline) throws InterruptedException {
        try {
            return hold.result().get(deadline.nanosLeft(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PictureException picture) {
                throw picture;
            }
            if (e.getCause() instanceof RefusedException refused) {
                throw refused;
            }
            throw new PictureException("the server couldn't make it.", "", e);
        } catch (CancellationException | TimeoutException e) {
            throw new PictureException(PictureException.Kind.BUSY, Message.plain("it took too long."), "", e);
        } finally {
            hold.release();
        }
    }
}
