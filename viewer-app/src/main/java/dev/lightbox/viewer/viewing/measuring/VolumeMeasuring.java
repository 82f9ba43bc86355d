package dev.lightbox.viewer.viewing.measuring;

import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.measure.Measured;
import dev.lightbox.engine.measure.MeasurementKind;
import dev.lightbox.engine.measure.MeasurementRefusedException;
import dev.lightbox.engine.measure.Measurements;
import dev.lightbox.engine.measure.MeasuringPlane;
import dev.lightbox.viewer.viewing.volumes.SharedVolume;
import dev.lightbox.viewer.viewing.work.Priority;
import dev.lightbox.viewer.viewing.work.WorkScheduler;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Measures in planes of the volume that one viewport shows. What follows from points alone is answered at once; what is in the volume when all its slices have come or have failed for good, as
 * urgently as an exact picture and beside other work. Of each kind the next one begins when the answer to the former has left. Thread-safe.
 */
public final class VolumeMeasuring {

    /**
     * What is to be measured.
     *
     * @param points mm
     */
    public record Wanted(
            long number, long revision, MeasurementKind kind, MeasuringPlane plane, List<PatientPoint> points) {}

    /** Where answers go. */
    @FunctionalInterface
    public interface Answers {

        /** @param taken to be called when it has left, not in the calling thread */
        void answer(Wanted wanted, Outcome outcome, Runnable taken);
    }

    private final SharedVolume volume;
    private final WorkScheduler computing;
    private final Executor callbacks;
    private final String owner;
    private final Answers answers;
    private final MeasureQueue<Wanted> lines = new MeasureQueue<>(this::measureLines);
    private final MeasureQueue<Wanted> pixels = new MeasureQueue<>(this::awaitWhole);
    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    /**
     * @param callbacks runs short continuations, and never in the calling thread
     * @param owner whose turn the work uses up
     */
    public VolumeMeasuring(
            SharedVolume volume, WorkScheduler computing, Executor callbacks, String owner, Answers answers) {
        this.volume = volume;
        this.computing = computing;
        this.callbacks = callbacks;
        this.owner = owner;
        this.answers = answers;
    }

    public void measure(Wanted wanted) {
        MeasureQueue<Wanted> queue = wanted.kind().needsPixels() ? pixels : lines;
        if (!queue.offer(wanted.number(), wanted)) {
            answers.answer(wanted, Outcome.TOO_MANY, () -> {});
        }
    }

    /** Nothing is answered from now on, but for what has been computed already; nothing waits for the volume any longer. */
    public void close() {
        lines.close();
        pixels.close();
        closed.complete(null);
    }

    private void measureLines(Wanted wanted) {
        answer(wanted, Outcome.of(() -> Measurements.ofLines(wanted.plane(), wanted.kind(), wanted.points())), lines);
    }

    private void awaitWhole(Wanted wanted) {
        // The volume outlives who looks at it. Cancelling what waits for it would leave it there; when one of these two
        // is done the other forgets it.
        CompletableFuture.anyOf(volume.whole(), closed)
                .whenCompleteAsync(
                        (done, failure) -> {
                            if (!closed.isDone()) {
                                computing.submit(Priority.EXACT, owner, () -> measurePixels(wanted));
                            }
                        },
                        callbacks);
    }

    private void measurePixels(Wanted wanted) {
        if (pixels.isOutdated(wanted.number())) {
            pixels.done();
        } else {
            answer(wanted, Outcome.of(() -> within(wanted)), pixels);
        }
    }

    private Measured within(Wanted wanted) throws MeasurementRefusedException {
        Measured measured = Measurements.ofPixels(volume.display(), wanted.plane(), wanted.kind(), wanted.points());
        return volume.reduced() ? measured.with(Measured.Note.HALF_RESOLUTION) : measured;
    }

    private void answer(Wanted wanted, Outcome outcome, MeasureQueue<Wanted> queue) {
        answers.answer(wanted, outcome, () -> callbacks.execute(queue::done));
    }
}
