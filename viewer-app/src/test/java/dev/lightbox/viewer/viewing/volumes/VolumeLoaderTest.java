package dev.lightbox.viewer.viewing.volumes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.viewer.pacs.StudySourceException;
import dev.lightbox.viewer.viewing.ManualSchedulers;
import dev.lightbox.viewer.viewing.MemoryStudySource;
import dev.lightbox.viewer.viewing.PictureException;
import dev.lightbox.viewer.viewing.TestImages;
import dev.lightbox.viewer.viewing.frames.DecodedFrame;
import dev.lightbox.viewer.viewing.frames.FrameCache;
import dev.lightbox.viewer.viewing.frames.FrameKey;
import dev.lightbox.viewer.viewing.frames.FrameStore;
import dev.lightbox.viewer.viewing.series.TestSeries;
import dev.lightbox.viewer.viewing.work.Hold;
import dev.lightbox.viewer.viewing.work.Priority;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class VolumeLoaderTest {

    private static final String STUDY = "2.25.1";
    private static final String SERIES = "2.25.2";
    private static final int SLICES = 12;

    private final MemoryStudySource source = new MemoryStudySource();
    private final ManualSchedulers manual = new ManualSchedulers();
    private final Told told = new Told();
    private final List<Duration> pauses = new ArrayList<>();
    private final ArrayDeque<Runnable> later = new ArrayDeque<>();

    private List<FrameKey> fillTheArchive() {
        source.addStudy(STUDY, "");
        source.addSeries(STUDY, SERIES, "CT");
        for (int number = 1; number <= SLICES; number++) {
            source.addInstance(TestImages.file(TestImages.slice(STUDY, SERIES, number)));
        }
        return TestSeries.read(source, STUDY, SERIES).volumes().largest().plan().sources();
    }

    private FrameStore frames() {
        return new FrameStore(
                source,
                new FrameCache(ManualSchedulers.properties(1_000_000)),
                manual.schedulers,
                ManualSchedulers.limits());
    }

    private VolumeLoader loader(List<FrameKey> sources, FrameStore frames, int retries) {
        return new VolumeLoader(
                sources,
                0,
                frames,
                manual.schedulers,
                new VolumeLoader.Retries(retries, Duration.ofSeconds(1)),
                (pause, task) -> {
                    pauses.add(pause);
                    later.add(task);
                },
                told);
    }

    private void work() {
        while (!manual.fetches.isEmpty() || !manual.computations.isEmpty()) {
            manual.fetchAll();
            manual.computeAll();
        }
    }

    @Test
    void whatTheArchiveDoesNotDeliverComesLaterAfterGrowingPauses() {
        List<FrameKey> sources = fillTheArchive();
        source.fail(SERIES + ".5", StudySourceException.Kind.UNREACHABLE);
        source.fail(SERIES + ".6", StudySourceException.Kind.UNREACHABLE);
        loader(sources, frames(), 3).start("a");
        work();
        assertThat(told.came).hasSize(SLICES - 2);
        assertThat(told.failed).as("not given up").isEmpty();
        assertThat(told.retried).containsExactly(2);
        later.removeFirst().run();
        work();
        source.recover();
        later.removeFirst().run();
        work();
        assertThat(told.came).hasSize(SLICES);
        assertThat(told.failed).isEmpty();
        assertThat(later).isEmpty();
        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
    }

    @Test
    void whatTheArchiveNeverDeliversFailsOnceAfterSoManyRounds() {
        List<FrameKey> sources = fillTheArchive();
        source.fail(SERIES + ".5", StudySourceException.Kind.UNREACHABLE);
        loader(sources, frames(), 2).start("a");
        work();
        for (int round = 0; round < 2; round++) {
            assertThat(told.failed).isEmpty();
            later.removeFirst().run();
            work();
        }
        assertThat(told.failed).containsOnlyKeys(4);
        assertThat(told.came).hasSize(SLICES - 1);
        assertThat(later).isEmpty();
    }

    @Test
    void whatTheArchiveDoesNotHaveIsNotAskedForAgain() {
        List<FrameKey> sources = fillTheArchive();
        source.fail(SERIES + ".5", StudySourceException.Kind.NOT_FOUND);
        loader(sources, frames(), 2).start("a");
        work();
        assertThat(told.failed).containsOnlyKeys(4);
        assertThat(later).isEmpty();
    }

    @Test
    void whoHasLeftMeanwhileIsNotLoadedForAndTheRoundIsMadeUpForWhenHeComesBack() {
        List<FrameKey> sources = fillTheArchive();
        source.fail(SERIES + ".5", StudySourceException.Kind.UNREACHABLE);
        VolumeLoader loader = loader(sources, frames(), 1);
        loader.start("a");
        work();
        loader.stop();
        source.recover();
        int asked = source.retrieved().size();
        later.removeFirst().run();
        work();
        assertThat(source.retrieved()).hasSize(asked);
        loader.start("a");
        work();
        assertThat(told.came).hasSize(SLICES);
        assertThat(told.failed).isEmpty();
    }

    @Test
    void aReceiverThatFailsCostsItsSliceOnly() {
        List<FrameKey> sources = fillTheArchive();
        told.refusing = 3;
        loader(sources, frames(), 0).start("a");
        work();
        assertThat(told.came).hasSize(SLICES - 1).doesNotContain(3);
    }

    @Test
    void aSliceThatCannotBeAskedForFailsAndAllOthersStillCome() {
        List<FrameKey> sources = fillTheArchive();
        FrameKey refused = sources.get(3);
        FrameStore frames =
                new FrameStore(
                        source,
                        new FrameCache(ManualSchedulers.properties(1_000_000)),
                        manual.schedulers,
                        ManualSchedulers.limits()) {
                    @Override
                    public Hold<DecodedFrame> requestOnce(FrameKey key, Priority priority, String owner) {
                        if (key.equals(refused)) {
                            throw new IllegalStateException("refused");
                        }
                        return super.requestOnce(key, priority, owner);
                    }
                };
        loader(sources, frames, 0).start("a");
        work();
        assertThat(told.came).hasSize(SLICES - 1).doesNotContain(3);
        assertThat(told.failed).containsOnlyKeys(3);
        assertThat(told.failed.get(3)).hasRootCauseMessage("refused");
    }

    private static final class Told implements VolumeLoader.Receiver {

        private final TreeSet<Integer> came = new TreeSet<>();
        private final Map<Integer, PictureException> failed = new TreeMap<>();
        private final List<Integer> retried = new ArrayList<>();
        private int refusing = -1;

        @Override
        public void came(int slice, DecodedFrame frame) {
            requireWanted(slice);
            came.add(slice);
        }

        @Override
        public void failed(int slice, PictureException why) {
            requireWanted(slice);
            assertThat(failed).doesNotContainKey(slice);
            failed.put(slice, why);
        }

        @Override
        public void retrying(int slices) {
            retried.add(slices);
        }

        private void requireWanted(int slice) {
            if (slice == refusing) {
                throw new IllegalStateException("thrown on purpose by a test");
            }
        }
    }
}
