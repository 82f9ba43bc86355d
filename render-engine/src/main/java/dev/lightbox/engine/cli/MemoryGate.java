package dev.lightbox.engine.cli;

import java.util.concurrent.Semaphore;

/**
 * Lets pictures in as long as all of them together fit into the heap; one that is larger than that goes alone. First come, first served, so a large one isn't
 * passed by small ones for ever. Thread-safe.
 */
final class MemoryGate {

    private static final long UNIT_BYTES = 1 << 16;

    private final int units;
    private final Semaphore free;

    /** @param bytes that may be taken at once */
    MemoryGate(long bytes) {
        units = Math.clamp(bytes / UNIT_BYTES, 1, Integer.MAX_VALUE);
        free = new Semaphore(units, true);
    }

    /** A gate for this process: what is left of the heap beside what one needs anyway. */
    static MemoryGate ofHeap() {
        return new MemoryGate(Runtime.getRuntime().maxMemory() / 5 * 3);
    }

    /** Waits until so much is free; to be closed when it is no longer needed. */
    Hold take(long bytes) throws InterruptedException {
        int wanted = Math.clamp(bytes / UNIT_BYTES + 1, 1, units);
        free.acquire(wanted);
        return () -> free.release(wanted);
    }

    /** Memory that was taken. */
    interface Hold extends AutoCloseable {
        @Override
        void close();
    }
}
