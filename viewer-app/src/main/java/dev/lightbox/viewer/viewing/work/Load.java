package dev.lightbox.viewer.viewing.work;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Something that is being loaded, shared by all who want it at the same time. It is as urgent as the most urgent of them ever was, and is taken back when
 * nobody wants it any longer and it hasn't begun. Thread-safe.
 */
public final class Load<T> {

    private final CompletableFuture<T> result = new CompletableFuture<>();
    private Runnable onDropped = () -> {};
    private int holders;
    private Priority priority;
    private @Nullable Work stage;
    private boolean dropped;

    Load(Priority priority) {
        this.priority = priority;
    }

    /** To be called when it was taken back; set before anybody holds it. */
    void whenDropped(Runnable action) {
        onDropped = action;
    }

    public CompletableFuture<T> result() {
        return result;
    }

    public synchronized Priority priority() {
        return priority;
    }

    /** What is under way for it now. */
    public void enter(Work newStage) {
        Priority current;
        synchronized (this) {
            stage = newStage;
            current = priority;
        }
        // Somebody may have become more urgent between submitting and here.
        newStage.promote(current);
    }

    /** @return a hold on this, or null where it has just been dropped and must be begun anew */
    @Nullable Hold<T> hold(Priority wanted) {
        synchronized (this) {
            if (dropped) {
                return null;
            }
            holders++;
        }
        hurry(wanted);
        return new SharedHold();
    }

    private void hurry(Priority wanted) {
        Work promoted = null;
        synchronized (this) {
            if (wanted.compareTo(priority) < 0) {
                priority = wanted;
                promoted = stage;
            }
        }
        if (promoted != null) {
            promoted.promote(wanted);
        }
    }

    private void letGo() {
        Work taken;
        synchronized (this) {
            holders--;
            if (holders > 0 || dropped || result.isDone() || stage == null) {
                return;
            }
            dropped = true;
            taken = stage;
        }
        // Not under the lock: the askers' callbacks may run in here, and take locks of their own.
        if (taken.cancel()) {
            onDropped.run();
            result.completeExceptionally(new CancellationException("nobody wants it any longer"));
        } else {
            synchronized (this) {
                dropped = false;
            }
        }
    }

    private final class SharedHold implements Hold<T> {

        private boolean released;

        @Override
        public CompletableFuture<T> result() {
            return result;
        }

        @Override
        public void promote(Priority wanted) {
            hurry(wanted);
        }

        @Override
        public void release() {
            synchronized (Load.this) {
                if (released) {
                    return;
                }
                released = true;
            }
            letGo();
        }
    }
}
