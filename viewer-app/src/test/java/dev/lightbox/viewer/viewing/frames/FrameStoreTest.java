package dev.lightbox.viewer.viewing.frames;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.Vr;
import dev.lightbox.viewer.pacs.InstanceReference;
import dev.lightbox.viewer.viewing.ManualSchedulers;
import dev.lightbox.viewer.viewing.MemoryStudySource;
import dev.lightbox.viewer.viewing.PictureException;
import dev.lightbox.viewer.viewing.TestImages;
import dev.lightbox.viewer.viewing.work.Hold;
import dev.lightbox.viewer.viewing.work.Priority;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameStoreTest {

    private static final String STUDY = "2.25.1";
    private static final String SERIES = "2.25.2";

    private final MemoryStudySource source = new MemoryStudySource();
    private final ManualSchedulers manual = new ManualSchedulers();
    private final FrameCache cache = new FrameCache(ManualSchedulers.properties(1_000_000));
    private final FrameStore frames = new FrameStore(source, cache, manual.schedulers, ManualSchedulers.limits());

    private static FrameKey key(int number, int frame) {
        return new FrameKey(new InstanceReference(STUDY, SERIES, SERIES + "." + number), frame);
    }

    private Hold<DecodedFrame> request(FrameKey key) {
        return frames.request(key, Priority.EXACT, "a");
    }

    private void runAll() {
        manual.fetchAll();
        manual.computeAll();
    }

    private static PictureException failure(Hold<DecodedFrame> hold) {
        assertThat(hold.result()).isCompletedExceptionally();
        return (PictureException) hold.result().exceptionNow();
    }

    @Test
    void decodesAFrameOnceForAllAndKeepsIt() {
        source.addInstance(TestImages.file(TestImages.slice(STUDY, SERIES, 1)));
        Hold<DecodedFrame> first = request(key(1, 1));
        Hold<DecodedFrame> second = request(key(1, 1));
        runAll();
        assertThat(first.result().join()).isSameAs(second.result().join());
        assertThat(first.result().join().frame().value(3, 2, 0)).isEqualTo(TestImages.stored(1, 3, 2));
        assertThat(request(key(1, 1)).result().join()).isSameAs(first.result().join());
        assertThat(source.retrieved()).hasSize(1);
    }

    @Test
    void aReducedFrameIsAnEntryOfItsOwnAndTheWholeOneNeedsNoSecondFetch() {
        source.addInstance(TestImages.jpeg2000(STUDY, SERIES));
        Hold<DecodedFrame> reduced = request(key(1, 1).reduced(2));
        runAll();
        assertThat(reduced.result().join().frame().reduction()).isEqualTo(2);
        assertThat(reduced.result().join().frame().columns()).isEqualTo(5);
        assertThat(request(key(1, 1).reduced(2)).result().join())
                .isSameAs(reduced.result().join());
        Hold<DecodedFrame> whole = request(key(1, 1));
        runAll();
        assertThat(whole.result().join().frame().reduction()).isZero();
        assertThat(source.retrieved()).hasSize(1);
        // Now that the whole is there, it serves every size.
        assertThat(request(key(1, 1).reduced(2)).result().join())
                .isSameAs(whole.result().join());
    }

    @Test
    void whereThereIsNoReducedFrameTheWholeIsDecodedOnceForBoth() {
        source.addInstance(TestImages.file(TestImages.slice(STUDY, SERIES, 1)));
        Hold<DecodedFrame> reduced = request(key(1, 1).reduced(1));
        Hold<DecodedFrame> whole = request(key(1, 1));
        runAll();
        assertThat(reduced.result().join()).isSameAs(whole.result().join());
        assertThat(whole.result().join().frame().reduction()).isZero();
        assertThat(source.retrieved()).hasSize(1);
    }

    @Test
    void refusesWhatIsOverTheLimits() {
        source.addInstance(TestImages.file(TestImages.slice(STUDY, SERIES, 1, 1000, 501)));
        Hold<DecodedFrame> tooLarge = request(key(1, 1));
        runAll();
        assertThat(failure(tooLarge)).hasMessageStartingWith("it costs more than this server may spend");
        assertThat(failure(tooLarge).detail()).contains("1002000 bytes", "limit of 1000000 bytes");
    }

    @Test
    void fetchesAnInstanceOfSeveralFramesOnce() {
        byte[] pixels = new byte[3 * 2 * TestImages.ROWS * TestImages.COLUMNS];
        new Random(1).nextBytes(pixels);
        source.addInstance(TestImages.file(TestImages.slice(STUDY, SERIES, 1)
                .put(Tag.NumberOfFrames, "3")
                .putBytes(Tag.PixelData, Vr.OW, pixels)));
        for (int frame = 1; frame <= 3; frame++) {
            Hold<DecodedFrame> hold = request(key(1, frame));
            runAll();
            assertThat(hold.result().join().frameNumber()).isEqualTo(frame);
        }
        assertThat(source.retrieved()).hasSize(1);
    }

    @Test
    void fetchesNothingThatNobodyWantsAnyLonger() {
        for (int number = 1; number <= 20; number++) {
            source.addInstance(TestImages.file(TestImages.slice(STUDY, SERIES, number)));
        }
        for (int number = 1; number <= 20; number++) {
            request(key(number, 1)).release();
        }
        Hold<DecodedFrame> wanted = request(key(20, 1));
        runAll();
        assertThat(wanted.result()).isCompleted();
        assertThat(source.retrieved()).hasSizeLessThanOrEqualTo(9);
    }

    @Test
    void refusesAnotherStudysPictureUnderThisOnesName() {
        source.addInstance(key(1, 1).instance(), TestImages.file(TestImages.slice("2.25.666", SERIES, 1)));
        Hold<DecodedFrame> hold = request(key(1, 1));
        runAll();
        assertThat(failure(hold))
                .hasMessage("the archive delivered another object than the one asked for. Tell your administrator.");
    }

    @Test
    void namesTheInstanceThatIsTruncatedAndRemembersIt() {
        byte[] file = TestImages.file(TestImages.slice(STUDY, SERIES, 1));
        source.addInstance(key(1, 1).instance(), Arrays.copyOf(file, file.length - 50));
        Hold<DecodedFrame> hold = request(key(1, 1));
        runAll();
        assertThat(failure(hold)).hasMessage("its file is damaged or incomplete. Have it sent to the archive again.");
        assertThat(failure(hold).detail()).contains("2.25.2.1");
        assertThat(request(key(1, 1)).result()).isCompletedExceptionally();
        assertThat(source.retrieved()).hasSize(1);
    }

    @Test
    void asksTheArchiveAnewAfterItFailed() {
        source.addInstance(TestImages.file(TestImages.slice(STUDY, SERIES, 1)));
        source.down(true);
        Hold<DecodedFrame> hold = request(key(1, 1));
        runAll();
        assertThat(failure(hold).detail()).isEqualTo("The archive can't be reached.");
        source.down(false);
        Hold<DecodedFrame> again = request(key(1, 1));
        runAll();
        assertThat(again.result()).isCompleted();
    }

    @Test
    void keepsNoMoreThanItsBytes() {
        FrameCache small = new FrameCache(ManualSchedulers.properties(5_000));
        FrameStore store = new FrameStore(source, small, manual.schedulers, ManualSchedulers.limits());
        for (int number = 1; number <= 50; number++) {
            source.addInstance(TestImages.file(TestImages.slice(STUDY, SERIES, number)));
            store.request(key(number, 1), Priority.EXACT, "a");
            runAll();
        }
        long kept = java.util.stream.IntStream.rangeClosed(1, 50)
                .filter(number -> small.contains(key(number, 1)))
                .count();
        // Each takes 384 bytes of pixels, its header and some objects.
        assertThat(kept).isLessThan(12);
    }
}
