package dev.lightbox.viewer.viewing.work;

import java.util.concurrent.CompletableFuture;

/** One asker's interest in something that is being loaded. Thread-safe. */
public interface Hold<T> {

    /**
     * Completed with what was asked for, or with a {@link dev.lightbox.viewer.viewing.PictureException}; with a
     * {@link java.util.concurrent.CancellationException} when everybody let go before it had begun. Shared: never complete or cancel it.
     */
    CompletableFuture<T> result();

    /** From now on at least as urgent as this. */
    void promote(Priority priority);

    /** It isn't wanted any longer. May be called more than once, and after the result has come. */
    void release();

    /** A hold on what is there already. */
    static <T> Hold<T> on(T value) {
        return new Settled<>(CompletableFuture.completedFuture(value));
    }

    /** A hold on what can't be had. */
    static <T> Hold<T> failed(Throwable failure) {
        return new Settled<>(CompletableFuture.failedFuture(failure));
    }

    /** Nothing is left to hurry or to take back. */
    record Settled<T>(CompletableFuture<T> result) implements Hold<T> {

        @Override
        public void promote(Priority priority) {}

        @Override
        public void release() {}
    }
}
