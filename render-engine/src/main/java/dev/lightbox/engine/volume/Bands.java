package dev.lightbox.engine.volume;

import java.util.concurrent.CancellationException;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Work on a picture's rows by several threads: the calling one, and as many of the common pool as are free, up to a limit; so nothing waits for a busy pool. Rows are handed out in bands. When the
 * calling thread is interrupted, the work ends after the bands that were begun.
 */
final class Bands {

    /** Works on rows. */
    interface Worker {
        void rows(int from, int to);
    }

    private final int rows;
    private final int height;
    private final Supplier<Worker> workers;
    private int next;
    private int active;
    private @Nullable Throwable failure;

    private Bands(int rows, int height, Supplier<Worker> workers) {
        this.rows = rows;
        this.height = height;
        this.workers = workers;
    }

    /**
     * @param height rows of a band
     * @param threads how many may work at once, the calling one included
     * @param workers makes one for each thread
     * @throws CancellationException if the calling thread was interrupted; it still is then
     */
    static void run(int rows, int height, int threads, Supplier<Worker> workers) {
        Bands bands = new Bands(rows, height, workers);
        int useful = Math.min(threads, (rows + height - 1) / height);
        for (int i = 1; i < useful; i++) {
            ForkJoinPool.commonPool().execute(bands::help);
        }
        bands.lead();
    }

    private void lead() {
        try {
            Worker worker = workers.get();
            for (int from = take(); from < rows; from = take()) {
                worker.rows(from, Math.min(from + height, rows));
                if (Thread.currentThread().isInterrupted()) {
                    fail(new CancellationException("interrupted while reslicing"));
                }
            }
        } catch (RuntimeException | Error e) {
            fail(e);
        }
        awaitHelpers();
    }

    private void help() {
        if (!begin()) {
            return;
        }
        try {
            Worker worker = workers.get();
            for (int from = take(); from < rows; from = take()) {
                worker.rows(from, Math.min(from + height, rows));
            }
        } catch (RuntimeException | Error e) {
            fail(e);
        } finally {
            end();
        }
    }

    private synchronized int take() {
        int from = next;
        next = Math.min(rows, next + height);
        return from;
    }

    private synchronized void fail(Throwable cause) {
        if (failure == null) {
            failure = cause;
        }
        next = rows;
    }

    /** Whether there is still something to do: helpers that come late must not touch anything. */
    private synchronized boolean begin() {
        if (next >= rows) {
            return false;
        }
        active++;
        return true;
    }

    private synchronized void end() {
        active--;
        notifyAll();
    }

    private synchronized void awaitHelpers() {
        boolean interrupted = false;
        while (active > 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                // Helpers write into the picture: nobody may have it before they are done, which takes a band at most.
                interrupted = true;
                next = rows;
                failure = failure == null ? new CancellationException("interrupted while reslicing") : failure;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (failure instanceof RuntimeException e) {
            throw e;
        }
        if (failure instanceof Error e) {
            throw e;
        }
    }
}
