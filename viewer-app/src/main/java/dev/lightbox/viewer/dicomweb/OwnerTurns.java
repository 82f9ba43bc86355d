package dev.lightbox.viewer.dicomweb;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Turns at something costly: a few at once, one of each owner; who came first is served first, unless another turn of the same owner isn't over. Thread-safe. */
final class OwnerTurns {

    private static final class Waiting {
        private final String owner;

        Waiting(String owner) {
            this.owner = owner;
        }
    }

    private final int atOnce;

    /* Both guarded by this. */
    private final Set<String> taken = new HashSet<>();
    private final ArrayDeque<Waiting> queue = new ArrayDeque<>();

    /** @param atOnce of all owners together, from 1 */
    OwnerTurns(int atOnce) {
        this.atOnce = atOnce;
    }

    /**
     * Blocks until it is this owner's turn.
     *
     * @return whether it is; false where that wasn't so before the deadline
     */
    synchronized boolean tryAcquire(String owner, Deadline deadline) throws InterruptedException {
        Waiting waiting = new Waiting(owner);
        queue.addLast(waiting);
        try {
            while (!isDue(waiting)) {
                long nanos = deadline.nanosLeft();
                if (nanos == 0) {
                    return false;
                }
                // Never 0, which would be for ever.
                wait(TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
            }
            taken.add(owner);
            return true;
        } finally {
            queue.remove(waiting);
            notifyAll();
        }
    }

    /** The turn is over. */
    synchronized void release(String owner) {
        if (!taken.remove(owner)) {
            throw new IllegalStateException("it wasn't this owner's turn");
        }
        notifyAll();
    }

    private boolean isDue(Waiting waiting) {
        if (taken.size() >= atOnce) {
            return false;
        }
        for (Waiting next : queue) {
            if (!taken.contains(next.owner)) {
                return next == waiting;
            }
        }
        return false;
    }
}
