package dev.lightbox.viewer.viewing;

import dev.lightbox.viewer.viewing.work.Schedulers;
import dev.lightbox.viewer.viewing.work.WorkScheduler;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;

/** Schedulers whose tasks begin when the limits allow, and run when the test says so. */
public final class ManualSchedulers {

    public final ArrayDeque<Runnable> fetches = new ArrayDeque<>();
    public final ArrayDeque<Runnable> computations = new ArrayDeque<>();

    public final Schedulers schedulers =
            new Schedulers(new WorkScheduler(8, 6, fetches::add), new WorkScheduler(2, 1, computations::add));

    public void fetchAll() {
        runAll(fetches);
    }

    public void computeAll() {
        runAll(computations);
    }

    public static void runAll(ArrayDeque<Runnable> tasks) {
        while (!tasks.isEmpty()) {
            tasks.removeFirst().run();
        }
    }

    /** Limits of a small server: a frame of 1 MB. */
    public static DecodingProperties limits() {
        return new DecodingProperties(0, 0, 1_000_000, 65_535, Duration.ofSeconds(20));
    }

    /** The defaults, with a cache of so many bytes. */
    public static ViewingProperties properties(long frameCacheBytes) {
        return new ViewingProperties(
                frameCacheBytes,
                Duration.ofMinutes(20),
                2,
                8,
                85,
                1_500_000,
                4,
                1_000_000,
                100,
                10,
                10,
                100,
                Duration.ofSeconds(20),
                Duration.ofSeconds(60),
                List.of(),
                10,
                false);
    }
}
