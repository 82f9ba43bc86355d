package dev.lightbox.viewer.viewing.work;

import dev.lightbox.viewer.viewing.ViewingProperties;
import jakarta.annotation.PreDestroy;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.stereotype.Component;

/** The node's two schedulers. */
@Component
public class Schedulers {

    private final ExecutorService fetchers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("fetch-", 0).factory());
    private final ExecutorService computers;
    private final WorkScheduler fetching;
    private final WorkScheduler computing;

    public Schedulers(ViewingProperties properties) {
        int requests = properties.pacsRequests();
        int threads = properties.computeThreads();
        computers = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().name("compute-", 0).daemon().factory());
        fetching = new WorkScheduler(requests, Math.max(1, requests - 2), fetchers);
        computing = new WorkScheduler(threads, Math.max(1, threads - 1), computers);
    }

    /** For requests to the archive: tasks that block. */
    public WorkScheduler fetching() {
        return fetching;
    }

    /** For decoding and rendering: tasks that keep a core busy. */
    public WorkScheduler computing() {
        return computing;
    }

    @PreDestroy
    void stop() {
        fetchers.shutdownNow();
        computers.shutdownNow();
    }
}
