package dev.lightbox.engine.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns the end of the process by a signal (Ctrl-C, SIGTERM) into an interruption of the thread that made this, and gives it a while to clean up.
 */
final class Cancellation {
    private static final long CLEAN_UP_SECONDS = 10;

    private final CountDownLatch finished = new CountDownLatch(1);

    private Cancellation() {}

    static Cancellation onShutdown() {
        Cancellation cancellation = new Cancellation();
        Thread worker = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> cancellation.cancel(worker), "cancel"));
        return cancellation;
    }

    private void cancel(Thread worker) {
        if (finished.getCount() == 0) {
            return;
        }
        worker.interrupt();
        try {
            if (!finished.await(CLEAN_UP_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("Cleaning up took too long; the next run will do it.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The work is over; the process may end. */
    void cleanedUp() {
        finished.countDown();
    }
}
