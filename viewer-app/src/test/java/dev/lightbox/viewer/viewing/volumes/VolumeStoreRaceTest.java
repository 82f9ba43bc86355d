package dev.lightbox.viewer.viewing.volumes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.viewer.viewing.ManualSchedulers;
import dev.lightbox.viewer.viewing.MemoryStudySource;
import dev.lightbox.viewer.viewing.PictureException;
import dev.lightbox.viewer.viewing.TestImages;
import dev.lightbox.viewer.viewing.frames.FrameCache;
import dev.lightbox.viewer.viewing.frames.FrameStore;
import dev.lightbox.viewer.viewing.series.LoadedSeries;
import dev.lightbox.viewer.viewing.series.SeriesVolume;
import dev.lightbox.viewer.viewing.series.TestSeries;
import dev.lightbox.viewer.viewing.work.Schedulers;
import dev.lightbox.viewer.viewing.work.WorkScheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Many readers open and leave volumes at the same time, with real threads; nothing waits for a time. */
class VolumeStoreRaceTest {

    private static final String STUDY = "2.25.1";
    private static final int SERIES = 4;
    private static final int SLICES = 30;
    private static final int READERS = 8;
    private static final int ROUNDS = 150;

    @Test
    void everyVolumeThatIsWaitedForBecomesWholeAndNothingIsLeftBehind() throws Exception {
        MemoryStudySource source = new MemoryStudySource();
        source.addStudy(STUDY, "");
        List<LoadedSeries> series = new ArrayList<>();
        for (int i = 0; i < SERIES; i++) {
            String uid = "2.25.1" + i;
            source.addSeries(STUDY, uid, "CT");
            for (int number = 1; number <= SLICES; number++) {
                source.addInstance(TestImages.file(TestImages.slice(STUDY, uid, number)));
            }
            series.add(TestSeries.read(source, STUDY, uid));
        }
        long size = series.getFirst().volumes().largest().plan().bytes();
        AtomicLong now = new AtomicLong();
        try (ExecutorService fetchers = Executors.newVirtualThreadPerTaskExecutor();
                ExecutorService computers = Executors.newFixedThreadPool(3);
                ExecutorService readers = Executors.newFixedThreadPool(READERS)) {
            Schedulers schedulers =
                    new Schedulers(new WorkScheduler(8, 6, fetchers), new WorkScheduler(3, 2, computers));
            FrameCache cache = new FrameCache(ManualSchedulers.properties(20_000));
            VolumeStore store = new VolumeStore(
                    new FrameStore(source, cache, schedulers, ManualSchedulers.limits()),
                    schedulers,
                    // Room for all but one.
                    new VolumeProperties(size * (SERIES - 1), size, Duration.ofSeconds(1), 1, Duration.ZERO),
                    now::get,
                    (pause, task) -> task.run());
            List<Future<Integer>> results = new ArrayList<>();
            for (int reader = 0; reader < READERS; reader++) {
                Random random = new Random(reader);
                results.add(readers.submit(() -> read(store, series, random)));
            }
            int whole = 0;
            for (Future<Integer> result : results) {
                whole += result.get(60, TimeUnit.SECONDS);
            }
            assertThat(whole).isPositive();
            now.addAndGet(TimeUnit.SECONDS.toNanos(2));
            store.dropIdle();
            assertThat(store.takenBytes()).isZero();
        }
    }

    /** @return how often it waited for a whole volume */
    private static int read(VolumeStore store, List<LoadedSeries> all, Random random) throws Exception {
        int whole = 0;
        for (int round = 0; round < ROUNDS; round++) {
            int which = random.nextInt(all.size());
            LoadedSeries series = all.get(which);
            SeriesVolume volume = series.volumes().largest();
            VolumeHold hold;
            try {
                hold = store.open(series, volume, random.nextInt(SLICES), "reader");
            } catch (PictureException full) {
                assertThat(full).hasMessageContaining("memory for volumes is full");
                continue;
            }
            if (random.nextInt(3) == 0) {
                hold.volume().whole().get(30, TimeUnit.SECONDS);
                assertThat(hold.volume().failures()).isEmpty();
                int slice = random.nextInt(SLICES);
                assertThat(hold.volume().volume().voxels().get(5, 6, slice)
                                + hold.volume().volume().offset())
                        .isEqualTo(TestImages.stored(slice + 1, 5, 6));
                whole++;
            } else if (random.nextBoolean()) {
                hold.volume().begun().get(30, TimeUnit.SECONDS);
            }
            hold.release();
        }
        return whole;
    }
}
