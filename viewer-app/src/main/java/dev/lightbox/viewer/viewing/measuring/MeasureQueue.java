package dev.lightbox.viewer.viewing.measuring;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is to be measured in one viewport: one at a time, and of each number the newest. A number that is asked for again keeps its turn, so that one that is dragged doesn't starve, nor
 * starve others. Thread-safe.
 */
public final class MeasureQueue<T> {

    /** Numbers that may wait. */
    public static final int MOST_WAITING = 32;

    private final Consumer<T> begin;
    private final Map<Long, T> waiting = new LinkedHashMap<>();
    private boolean underWay;
    private boolean closed;

    /** @param begin begins one; {@link #done} must follow, later and in whatever thread */
    public MeasureQueue(Consumer<T> begin) {
        this.begin = begin;
    }

    /** @return false if too many wait: then it isn't taken */
    public boolean offer(long number, T wanted) {
        synchronized (this) {
            if (closed) {
                return true;
            }
            if (!waiting.containsKey(number) && waiting.size() >= MOST_WAITING) {
                return false;
            }
            waiting.put(number, wanted);
        }
        advance();
        return true;
    }

    /** Whether the one with this number that was begun is outdated: a newer one waits, or nobody does. */
    public synchronized boolean isOutdated(long number) {
        return closed || waiting.containsKey(number);
    }

    /** The one that was begun has come to its end. */
    public void done() {
        synchronized (this) {
            underWay = false;
        }
        advance();
    }

    /** Nothing is begun from now on. */
    public synchronized void close() {
        closed = true;
        waiting.clear();
    }

    private void advance() {
        T next = next();
        if (next != null) {
            begin.accept(next);
        }
    }

    private synchronized @Nullable T next() {
        Iterator<T> first = waiting.values().iterator();
        if (underWay || !first.hasNext()) {
            return null;
        }
        T next = first.next();
        first.remove();
        underWay = true;
        return next;
    }
}
