package dev.lightbox.viewer.viewing.stream;

import dev.lightbox.viewer.viewing.ViewingProperties;
import jakarta.annotation.PreDestroy;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The node's open streams: counts them, and looks after each once a second. Thread-safe. */
@Component
public class StreamConnections {

    private static final Logger log = LoggerFactory.getLogger(StreamConnections.class);

    private final int most;
    private final int mostPerUser;
    private final Map<String, Integer> perUser = new HashMap<>();
    private int admitted;
    private final Set<StreamConnection> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("stream-ticks").daemon().factory());

    StreamConnections(ViewingProperties properties) {
        most = properties.maxConnections();
        mostPerUser = properties.maxConnectionsPerUser();
        ticks.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
    }

    /** @return whether one more of this user is allowed; then {@link #leave} must follow */
    synchronized boolean enter(String subject) {
        int ofUser = perUser.getOrDefault(subject, 0);
        if (admitted >= most || ofUser >= mostPerUser) {
            return false;
        }
        admitted++;
        perUser.put(subject, ofUser + 1);
        return true;
    }

    synchronized void leave(String subject) {
        admitted--;
        perUser.computeIfPresent(subject, (user, count) -> count == 1 ? null : count - 1);
    }

    /** How many are open. */
    public int count() {
        return open.size();
    }

    void add(StreamConnection connection) {
        open.add(connection);
    }

    void remove(StreamConnection connection) {
        open.remove(connection);
    }

    private void tick() {
        for (StreamConnection connection : open) {
            try {
                connection.tick();
            } catch (RuntimeException e) {
                // The other connections, and the next second, must not suffer.
                log.error("Looking after a stream failed", e);
            }
        }
    }

    @PreDestroy
    void stop() {
        ticks.shutdownNow();
        open.forEach(connection -> connection.end(StreamClose.RESTART));
    }
}
