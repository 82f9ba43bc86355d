package dev.lightbox.viewer.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lightbox.viewer.viewing.PictureException;
import dev.lightbox.viewer.viewing.RefusedException;
import dev.lightbox.viewer.viewing.work.Priority;
import dev.lightbox.viewer.viewing.work.WorkScheduler;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DrawingTaskTest {

    private final AtomicInteger ends = new AtomicInteger();
    private volatile boolean interruptedAtEnd;

    private DrawingTask<String> begin(WorkScheduler computing, Supplier<String> drawing) {
        return new DrawingTask<>(computing, Priority.EXACT, "a", drawing, this::ended);
    }

    private void ended() {
        interruptedAtEnd = Thread.currentThread().isInterrupted();
        ends.incrementAndGet();
    }

    private static void assertTookTooLong(DrawingTask<String> task) {
        assertThatThrownBy(() -> task.await(Deadline.in(Duration.ZERO)))
                .isInstanceOf(PictureException.class)
                .hasMessage("it took too long.");
    }

    @Test
    void whatItNeedsIsFreeBeforeTheAnswerIsThere() throws Exception {
        try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
            WorkScheduler computing = new WorkScheduler(1, 1, threads);
            assertThat(begin(computing, () -> "drawn").await(Deadline.in(Duration.ofSeconds(30))))
                    .isEqualTo("drawn");
            assertThat(ends).hasValue(1);
            DrawingTask<String> refused = begin(computing, () -> {
                throw RefusedException.badRequest("no");
            });
            assertThatThrownBy(() -> refused.await(Deadline.in(Duration.ofSeconds(30))))
                    .isInstanceOf(RefusedException.class);
            assertThat(ends).hasValue(2);
        }
    }

    @Test
    void aDrawingThatTakesTooLongIsInterruptedAndKeepsWhatItNeedsToItsEnd() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            DrawingTask<String> task = begin(new WorkScheduler(1, 1, threads), () -> {
                begun.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    interrupted.countDown();
                    awaitUninterruptibly(mayEnd);
                    // As the engine does.
                    Thread.currentThread().interrupt();
                }
                throw new CancellationException();
            });
            begun.await();
            assertTookTooLong(task);
            assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(ends).as("its volume is still read").hasValue(0);
            mayEnd.countDown();
            // The same thread's next task.
            threads.submit(() -> {}).get();
            assertThat(ends).hasValue(1);
            assertThat(interruptedAtEnd)
                    .as("whatever the thread does next isn't meant")
                    .isFalse();
        } finally {
            mayEnd.countDown();
            threads.shutdownNow();
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted twice", e);
        }
    }

    @Test
    void whatIsStillQueuedIsTakenBack() {
        ArrayDeque<Runnable> begun = new ArrayDeque<>();
        WorkScheduler computing = new WorkScheduler(1, 1, begun::add);
        computing.submit(Priority.EXACT, "b", () -> {});
        DrawingTask<String> task = begin(computing, () -> "drawn for nobody");
        assertTookTooLong(task);
        assertThat(ends).hasValue(1);
        assertThat(computing.queued()).isZero();
    }

    @Test
    void whatAThreadIsAboutToBeginIsNotDrawn() {
        ArrayDeque<Runnable> begun = new ArrayDeque<>();
        AtomicInteger drawings = new AtomicInteger();
        DrawingTask<String> task =
                begin(new WorkScheduler(1, 1, begun::add), () -> "drawn " + drawings.incrementAndGet());
        assertTookTooLong(task);
        begun.removeFirst().run();
        assertThat(drawings).hasValue(0);
        assertThat(ends).hasValue(1);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
}
