package dev.lightbox.viewer.viewing.measuring;

import dev.lightbox.engine.measure.Measured;
import dev.lightbox.engine.measure.MeasurementKind;
import dev.lightbox.engine.measure.MeasurementRefusedException;
import dev.lightbox.engine.measure.Measurements;
import dev.lightbox.engine.measure.PicturePoint;
import dev.lightbox.viewer.viewing.frames.DecodedFrame;
import dev.lightbox.viewer.viewing.frames.FrameKey;
import dev.lightbox.viewer.viewing.frames.FrameStore;
import dev.lightbox.viewer.viewing.work.Hold;
import dev.lightbox.viewer.viewing.work.Priority;
import dev.lightbox.viewer.viewing.work.WorkScheduler;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Measures in the pictures that one viewport shows: decoded at full resolution, as urgently as an exact picture, and computed beside other work. The next one begins when the answer to the
 * former has left; so a slow line holds nothing but the newest of each. Thread-safe.
 */
public final class SliceMeasuring {

    /**
     * What is to be measured.
     *
     * @param key the whole frame; whoever asks has seen to it that it may be shown
     * @param points source pixels
     */
    public record Wanted(long number, long revision, FrameKey key, MeasurementKind kind, List<PicturePoint> points) {}

    /** Where answers go. */
    @FunctionalInterface
    public interface Answers {

        /** @param taken to be called when it has left, not in the calling thread */
        void answer(Wanted wanted, Outcome outcome, Runnable taken);
    }

    private final FrameStore frames;
    private final WorkScheduler computing;
    private final Executor callbacks;
    private final String owner;
    private final Answers answers;
    private final MeasureQueue<Wanted> queue = new MeasureQueue<>(this::begin);
    private @Nullable Hold<DecodedFrame> frame;

    /**
     * @param callbacks runs short continuations, and never in the calling thread
     * @param owner whose turn the work uses up
     */
    public SliceMeasuring(
            FrameStore frames, WorkScheduler computing, Executor callbacks, String owner, Answers answers) {
        this.frames = frames;
        this.computing = computing;
        this.callbacks = callbacks;
        this.owner = owner;
        this.answers = answers;
    }

    public void measure(Wanted wanted) {
        if (!queue.offer(wanted.number(), wanted)) {
            answers.answer(wanted, Outcome.TOO_MANY, () -> {});
        }
    }

    /** Nothing is answered from now on, but for what has been computed already. */
    public void close() {
        queue.close();
        Hold<DecodedFrame> held;
        synchronized (this) {
            held = frame;
            frame = null;
        }
        if (held != null) {
            held.release();
        }
    }

    private void begin(Wanted wanted) {
        Hold<DecodedFrame> hold = frames.request(wanted.key(), Priority.EXACT, owner);
        synchronized (this) {
            frame = hold;
        }
        hold.result().whenCompleteAsync((came, failure) -> came(wanted, hold), callbacks);
    }

    private void came(Wanted wanted, Hold<DecodedFrame> hold) {
        synchronized (this) {
            frame = null;
        }
        if (queue.isOutdated(wanted.number())) {
            hold.release();
            queue.done();
            return;
        }
        try {
            DecodedFrame decoded = hold.result().join();
            computing.submit(Priority.EXACT, owner, () -> compute(wanted, decoded));
        } catch (CancellationException e) {
            // Another asker's dropping and this one's joining met: ask again.
            begin(wanted);
        } catch (CompletionException e) {
            answer(wanted, Outcome.failed(e.getCause() == null ? e : e.getCause()));
        }
    }

    private void compute(Wanted wanted, DecodedFrame decoded) {
        if (queue.isOutdated(wanted.number())) {
            queue.done();
            return;
        }
        answer(wanted, Outcome.of(() -> measured(wanted, decoded)));
    }

    private static Measured measured(Wanted wanted, DecodedFrame decoded) throws MeasurementRefusedException {
        return wanted.kind().needsPixels()
                ? Measurements.ofPixels(
                        decoded.image(), decoded.frameNumber(), decoded.frame(), wanted.kind(), wanted.points())
                : Measurements.ofLines(decoded.image(), decoded.frameNumber(), wanted.kind(), wanted.points());
    }

    private void answer(Wanted wanted, Outcome outcome) {
        answers.answer(wanted, outcome, () -> callbacks.execute(queue::done));
    }
}
