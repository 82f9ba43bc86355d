package dev.lightbox.viewer.viewing.volumes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.viewer.pacs.StudySourceException;
import dev.lightbox.viewer.viewing.MemoryStudySource;
import dev.lightbox.viewer.viewing.PictureException;
import dev.lightbox.viewer.viewing.TestImages;
import dev.lightbox.viewer.viewing.series.SeriesVolume;
import dev.lightbox.viewer.viewing.series.TestSeries;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SharedVolumeTest {

    private static final String STUDY = "2.25.1";
    private static final String SERIES = "2.25.2";

    private static final int ROUNDS = 2_000;

    private static final PictureException DAMAGED = new PictureException("damaged.", "");
    private static final PictureException UNDELIVERED = new PictureException(
            "not delivered.", "", new StudySourceException(StudySourceException.Kind.UNREACHABLE, "down", null));

    private static SeriesVolume volume() {
        MemoryStudySource source = new MemoryStudySource();
        source.addStudy(STUDY, "");
        source.addSeries(STUDY, SERIES, "CT");
        for (int number = 1; number <= 3; number++) {
            source.addInstance(TestImages.file(TestImages.slice(STUDY, SERIES, number)));
        }
        return TestSeries.read(source, STUDY, SERIES).volumes().largest();
    }

    /** Two threads at once, over and over: what one has found out the other mustn't overwrite. */
    @Test
    void aFailureOfTheArchiveIsRememberedWhateverElseFailsInThatMoment() throws InterruptedException {
        SeriesVolume chosen = volume();
        List<SharedVolume> volumes = Stream.generate(() -> new SharedVolume(chosen, chosen.plan(), false))
                .limit(ROUNDS)
                .toList();
        AtomicInteger arrived = new AtomicInteger();
        Thread other = Thread.ofPlatform().start(() -> failEach(volumes, arrived, 0, UNDELIVERED));
        failEach(volumes, arrived, 1, DAMAGED);
        other.join();
        assertThat(volumes.stream().filter(volume -> !volume.archiveFailed()).count())
                .isZero();
    }

    private static void failEach(List<SharedVolume> volumes, AtomicInteger arrived, int slice, PictureException why) {
        int round = 0;
        for (SharedVolume volume : volumes) {
            round++;
            arrived.incrementAndGet();
            while (arrived.get() < 2 * round) {
                Thread.onSpinWait();
            }
            volume.failed(slice, why);
        }
    }
}
