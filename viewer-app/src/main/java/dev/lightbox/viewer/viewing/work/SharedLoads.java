package dev.lightbox.viewer.viewing.work;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The loads under way, one a key. Thread-safe. */
public final class SharedLoads<K, T> {

    private final Map<K, Load<T>> loads = new ConcurrentHashMap<>();

    /**
     * Joins the load of this key, or begins one.
     *
     * @param start called where it is a new load; must see to it that the load ends, by {@link #complete} or {@link #fail}
     */
    public Hold<T> join(K key, Priority priority, Consumer<Load<T>> start) {
        while (true) {
            Load<T> fresh = new Load<>(priority);
            fresh.whenDropped(() -> loads.remove(key, fresh));
            Load<T> existing = loads.putIfAbsent(key, fresh);
            Load<T> load = existing == null ? fresh : existing;
            @Nullable Hold<T> hold = load.hold(priority);
            if (hold != null) {
                if (existing == null) {
                    start.accept(fresh);
                }
                return hold;
            }
            // It was being dropped; whoever drops it may not have taken it away yet.
            loads.remove(key, load);
        }
    }

    public void complete(K key, Load<T> load, T value) {
        loads.remove(key, load);
        load.result().complete(value);
    }

    public void fail(K key, Load<T> load, Throwable failure) {
        loads.remove(key, load);
        load.result().completeExceptionally(failure);
    }
}
