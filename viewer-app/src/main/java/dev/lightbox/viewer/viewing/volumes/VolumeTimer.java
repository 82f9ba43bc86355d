package dev.lightbox.viewer.viewing.volumes;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** One thread for the volumes' short tasks that wait for their time: ends with the application. Thread-safe. */
@Component
class VolumeTimer {

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("volume-timer").daemon().factory());

    /** @param task must not throw: it would be the last time */
    void every(Duration pause, Runnable task) {
        executor.scheduleWithFixedDelay(task, pause.toMillis(), pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    void after(Duration pause, Runnable task) {
        executor.schedule(task, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        executor.shutdownNow();
    }
}
