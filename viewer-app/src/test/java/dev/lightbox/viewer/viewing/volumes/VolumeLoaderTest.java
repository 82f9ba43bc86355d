package dev.lightbox.viewer.viewing.volumes;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class VolumeLoaderTest {

    private static final String STUDY = "2.25.1";
    private static final String SERIES = "2.25.2";
    private static final int SLICES = 12;

    @Test
    void aSliceThatCannotBeAskedForFailsAndAllOthersStillCome() {
        MemoryStudySource source = new MemoryStudySource();
        source.addStudy(STUDY, "");
        source.addSeries(STUDY, SERIES, "CT");
        for (int number = 1; number <= SLICES; number++) {
            source.addInstance(TestImages.file(TestImages.slice(STUDY, SERIES, number)));
        }
        List<FrameKey> sources = TestSeries.read(source, STUDY, SERIES)
                .volumes()
                .largest()
                .plan()
                .sources();
        ManualSchedulers manual = new ManualSchedulers();
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
        Told told = new Told();
        VolumeLoader loader = new VolumeLoader(sources, 0, frames, manual.schedulers, told);
        loader.start("a");
        while (!manual.fetches.isEmpty() || !manual.computations.isEmpty()) {
            manual.fetchAll();
            manual.computeAll();
        }
        assertThat(told.came).hasSize(SLICES - 1).doesNotContain(3);
        assertThat(told.failed).containsOnlyKeys(3);
        assertThat(told.failed.get(3)).hasRootCauseMessage("refused");
    }

    private static final class Told implements VolumeLoader.Receiver {

        private final TreeSet<Integer> came = new TreeSet<>();
        private final Map<Integer, PictureException> failed = new TreeMap<>();

        @Override
        public void came(int slice, DecodedFrame frame) {
            came.add(slice);
        }

        @Override
        public void failed(int slice, PictureException why) {
            failed.put(slice, why);
        }
    }
}
