package dev.lightbox.viewer.viewing.work;

import dev.lightbox.viewer.viewing.ViewingProperties;
import jakarta.annotation.PreDestroy;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Threads for the schedulers: virtual ones that wait for the archive, and platform ones that compute: one for each core, and one so that what a user moves needn't
 * wait for the end of long pictures. The executors aren't beans: Spring
 * Boot would take them for the application's own.
 */
@Configuration
class SchedulersConfiguration {

    /** Background work leaves so many requests to what users wait for. */
    private static final int REQUESTS_KEPT_FREE = 2;

    private final ExecutorService fetchers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("fetch-", 0).factory());
    private final ExecutorService computers;
    private final int requests;
    private final int threads;

    SchedulersConfiguration(ViewingProperties properties) {
        requests = properties.pacsRequests();
        threads = properties.computeThreads();
        computers = Executors.newFixedThreadPool(
                threads + 1, Thread.ofPlatform().name("compute-", 0).daemon().factory());
    }

    @Bean
    Schedulers schedulers() {
        return new Schedulers(
                new WorkScheduler(requests, Math.max(1, requests - REQUESTS_KEPT_FREE), fetchers),
                new WorkScheduler(threads, Math.max(1, threads - 1), true, computers));
    }

    @PreDestroy
    void stop() {
        fetchers.shutdownNow();
        computers.shutdownNow();
    }
}
