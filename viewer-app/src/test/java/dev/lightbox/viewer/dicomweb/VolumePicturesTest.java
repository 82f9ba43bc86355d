package dev.lightbox.viewer.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lightbox.viewer.viewing.ManualSchedulers;
import dev.lightbox.viewer.viewing.MemoryStudySource;
import dev.lightbox.viewer.viewing.PictureException;
import dev.lightbox.viewer.viewing.RefusedException;
import dev.lightbox.viewer.viewing.TestImages;
import dev.lightbox.viewer.viewing.ViewableStudy;
import dev.lightbox.viewer.viewing.frames.FrameCache;
import dev.lightbox.viewer.viewing.frames.FrameStore;
import dev.lightbox.viewer.viewing.series.LoadedSeries;
import dev.lightbox.viewer.viewing.series.SeriesVolume;
import dev.lightbox.viewer.viewing.series.TestSeries;
import dev.lightbox.viewer.viewing.volumes.SharedVolume;
import dev.lightbox.viewer.viewing.volumes.VolumeHold;
import dev.lightbox.viewer.viewing.volumes.VolumeProperties;
import dev.lightbox.viewer.viewing.volumes.VolumeStore;
import dev.lightbox.viewer.viewing.work.Schedulers;
import dev.lightbox.viewer.viewing.work.WorkScheduler;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests for pictures of volumes, with real threads, and memory for one volume. */
@Timeout(60)
class VolumePicturesTest {

    private static final String STUDY = "2.25.1";
    private static final String ONE = "2.25.2";
    private static final String OTHER = "2.25.3";
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofSeconds(1);

    private final MemoryStudySource source = new MemoryStudySource();
    private final ExecutorService fetchers = Executors.newVirtualThreadPerTaskExecutor();
    private final ExecutorService computer = Executors.newSingleThreadExecutor();
    private final Schedulers schedulers =
            new Schedulers(new WorkScheduler(8, 6, fetchers), new WorkScheduler(1, 1, computer));
    private final CountDownLatch mayEnd = new CountDownLatch(1);
    private VolumeStore store;

    @BeforeEach
    void fillTheArchive() {
        source.addStudy(STUDY, "");
        for (String series : List.of(ONE, OTHER)) {
            source.addSeries(STUDY, series, "CT");
            for (int number = 1; number <= 5; number++) {
                source.addInstance(TestImages.file(TestImages.slice(STUDY, series, number)));
            }
        }
        long bytes = read(ONE).volumes().largest().plan().bytes();
        store = new VolumeStore(
                new FrameStore(
                        source,
                        new FrameCache(ManualSchedulers.properties(1_000_000)),
                        schedulers,
                        ManualSchedulers.limits()),
                schedulers,
                new VolumeProperties(bytes, bytes, Duration.ofMinutes(10), 1, Duration.ZERO),
                System::nanoTime,
                (pause, task) -> task.run());
    }

    @AfterEach
    void stop() {
        mayEnd.countDown();
        fetchers.shutdownNow();
        computer.shutdownNow();
    }

    private LoadedSeries read(String series) {
        return TestSeries.read(source, STUDY, series);
    }

    private VolumePictures pictures(Duration patience) {
        return new VolumePictures(TestSeries.catalog(source, schedulers), store, schedulers, patience);
    }

    private VolumePictures.Target target(String series) {
        ViewableStudy study = new ViewableStudy(source.study(STUDY).orElseThrow(), source.series(STUDY));
        return new VolumePictures.Target(study, series, Optional.empty(), List.of());
    }

    private String draw(VolumePictures pictures, String series, Function<SharedVolume, String> drawing)
            throws InterruptedException {
        return pictures.draw(target(series), "a", geometry -> {}, drawing);
    }

    private VolumeHold open(String series) {
        LoadedSeries loaded = read(series);
        SeriesVolume volume = loaded.volumes().largest();
        return store.open(loaded, volume, volume.middle(), "b");
    }

    @Test
    void itsVolumeIsFreeAfterTheAnswer() throws Exception {
        VolumePictures pictures = pictures(LONG);
        assertThat(draw(pictures, ONE, volume -> "slices: " + volume.settled())).isEqualTo("slices: 5");
        assertThat(draw(pictures, OTHER, volume -> "slices: " + volume.settled()))
                .isEqualTo("slices: 5");
    }

    @Test
    void whatCostsTooMuchIsRefusedBeforeItsSlicesCome() throws Exception {
        VolumePictures pictures = pictures(LONG);
        computer.submit(() -> {
                    // Slices can't be decoded while the request is refused.
                    assertThatThrownBy(() -> pictures.draw(
                                    target(ONE),
                                    "a",
                                    geometry -> {
                                        assertThat(geometry.slices()).isEqualTo(5);
                                        throw RefusedException.badRequest("too much");
                                    },
                                    volume -> "drawn"))
                            .isInstanceOf(RefusedException.class);
                    return null;
                })
                .get();
        assertThat(draw(pictures, OTHER, volume -> "drawn"))
                .as("volume and turn are free")
                .isEqualTo("drawn");
    }

    @Test
    void volumeAndTurnAreKeptAsLongAsADrawingGoesOnThatNobodyWaitsForAnyLonger() throws Exception {
        VolumeHold before = open(ONE);
        before.volume().whole().join();
        before.release();
        VolumePictures pictures = pictures(SHORT);
        assertThatThrownBy(() -> draw(pictures, ONE, volume -> drawnStubbornly()))
                .isInstanceOf(PictureException.class)
                .hasMessage("it took too long.");
        assertThatThrownBy(() -> open(OTHER)).hasMessageContaining("memory for volumes is full");
        assertThatThrownBy(() -> draw(pictures, ONE, volume -> "drawn"))
                .as("one of an owner at a time")
                .isInstanceOf(PictureException.class)
                .hasMessage("the server is busy.");
        mayEnd.countDown();
        computer.submit(() -> {}).get();
        assertThat(draw(pictures, ONE, volume -> "drawn")).isEqualTo("drawn");
        open(OTHER).release();
    }

    private String drawnStubbornly() {
        boolean ended = false;
        while (!ended) {
            try {
                mayEnd.await();
                ended = true;
            } catch (InterruptedException e) {
                // On purpose: the worst drawing there could be.
                assertThat(mayEnd.getCount()).isOne();
            }
        }
        return "drawn for nobody";
    }

    @Test
    void theListOfSlicesAndTheTurnAndTheSlicesHaveOneDeadlineTogether() {
        Schedulers stuck = new Schedulers(new WorkScheduler(8, 6, task -> {}), schedulers.computing());
        VolumePictures pictures = new VolumePictures(TestSeries.catalog(source, stuck), store, stuck, SHORT);
        assertThatThrownBy(() -> draw(pictures, ONE, volume -> "drawn"))
                .isInstanceOf(PictureException.class)
                .hasMessage("it took too long.");
    }
}
