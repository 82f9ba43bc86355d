package dev.lightbox.viewer.viewing.volumes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.Vr;
import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.message.Message;
import dev.lightbox.engine.volume.NearestVoxel;
import dev.lightbox.engine.volume.Volume;
import dev.lightbox.viewer.pacs.InstanceReference;
import dev.lightbox.viewer.viewing.ManualSchedulers;
import dev.lightbox.viewer.viewing.MemoryStudySource;
import dev.lightbox.viewer.viewing.PictureException;
import dev.lightbox.viewer.viewing.TestImages;
import dev.lightbox.viewer.viewing.frames.FrameCache;
import dev.lightbox.viewer.viewing.frames.FrameKey;
import dev.lightbox.viewer.viewing.frames.FrameStore;
import dev.lightbox.viewer.viewing.series.LoadedSeries;
import dev.lightbox.viewer.viewing.series.SeriesVolume;
import dev.lightbox.viewer.viewing.series.TestSeries;
import dev.lightbox.viewer.viewing.work.Priority;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The store with every thread in the test's hand. */
class VolumeStoreTest {

    private static final String STUDY = "2.25.1";
    private static final String ONE = "2.25.2";
    private static final String OTHER = "2.25.3";
    private static final int SLICES = 20;

    private final MemoryStudySource source = new MemoryStudySource();
    private final ManualSchedulers manual = new ManualSchedulers();
    private final FrameCache cache = new FrameCache(ManualSchedulers.properties(1_000_000));
    private final FrameStore frames = new FrameStore(source, cache, manual.schedulers, ManualSchedulers.limits());
    private long now;

    @BeforeEach
    void fillTheArchive() {
        source.addStudy(STUDY, "");
        addSeries(ONE);
        addSeries(OTHER);
    }

    private void addSeries(String series) {
        source.addSeries(STUDY, series, "CT");
        for (int number = 1; number <= SLICES; number++) {
            source.addInstance(TestImages.file(TestImages.slice(STUDY, series, number)));
        }
    }

    private VolumeStore store(long bytes, long maxBytes) {
        return new VolumeStore(
                frames,
                manual.schedulers,
                new VolumeProperties(bytes, maxBytes, Duration.ofMinutes(10), 1, Duration.ZERO),
                () -> now,
                (pause, task) -> task.run());
    }

    private VolumeStore store() {
        return store(10_000_000, 10_000_000);
    }

    private LoadedSeries read(String series) {
        return TestSeries.read(source, STUDY, series);
    }

    private VolumeHold open(VolumeStore store, String series) {
        LoadedSeries loaded = read(series);
        SeriesVolume volume = loaded.volumes().largest();
        return store.open(loaded, volume, volume.middle(), "a");
    }

    private void work() {
        while (!manual.fetches.isEmpty() || !manual.computations.isEmpty()) {
            manual.fetchAll();
            manual.computeAll();
        }
    }

    private static FrameKey key(String series, int number) {
        return new FrameKey(new InstanceReference(STUDY, series, series + "." + number), 1);
    }

    private static long bytes(String series, VolumeStoreTest test) {
        return test.read(series).volumes().largest().plan().bytes();
    }

    @Test
    void loadsAVolumeOnceForAllAndFillsItWithTheSlicesValues() {
        VolumeStore store = store();
        VolumeHold first = open(store, ONE);
        VolumeHold second = open(store, ONE);
        assertThat(second.volume()).isSameAs(first.volume());
        assertThat(first.volume().begun()).isNotDone();
        work();
        assertThat(source.retrieved()).hasSize(SLICES).doesNotHaveDuplicates();
        assertThat(source.retrieved().getFirst()).as("the middle").isEqualTo(ONE + ".11");
        Volume volume = first.volume().volume();
        assertThat(first.volume().whole()).isCompleted();
        assertThat(volume.filling().loaded()).isEqualTo(SLICES);
        for (int slice = 0; slice < SLICES; slice++) {
            assertThat(volume.voxels().get(3, 7, slice) + volume.offset())
                    .isEqualTo(TestImages.stored(slice + 1, 3, 7));
        }
    }

    @Test
    void usesFramesThatAreDecodedAlreadyAndKeepsNoneTwice() {
        frames.request(key(ONE, 4), Priority.EXACT, "a");
        work();
        VolumeHold hold = open(store(), ONE);
        work();
        assertThat(hold.volume().whole()).isCompleted();
        assertThat(source.retrieved()).hasSize(SLICES).doesNotHaveDuplicates();
        assertThat(cache.contains(key(ONE, 4))).as("it lives in the volume").isFalse();
        assertThat(cache.contains(key(ONE, 5))).isFalse();
        assertThat(cache.takenBytes()).isZero();
    }

    @Test
    void whoLeafsThroughTheSeriesMeanwhileKeepsTheirFrames() {
        frames.request(key(ONE, 4), Priority.EXACT, "a");
        work();
        cache.enter(ONE);
        cache.enter(ONE);
        cache.leave(ONE);
        open(store(), ONE);
        work();
        assertThat(cache.contains(key(ONE, 4))).isTrue();
        cache.leave(ONE);
        frames.requestOnce(key(ONE, 4), Priority.VOLUME, "a");
        assertThat(cache.contains(key(ONE, 4))).isFalse();
    }

    @Test
    void aFrameThatSomebodyElseWantsMeanwhileIsDecodedOnceAndKept() {
        VolumeHold hold = open(store(), ONE);
        manual.computeAll();
        var wanted = frames.request(key(ONE, 11), Priority.EXACT, "b");
        work();
        assertThat(wanted.result()).isCompleted();
        assertThat(hold.volume().whole()).isCompleted();
        assertThat(source.retrieved()).hasSize(SLICES);
        assertThat(cache.contains(key(ONE, 11))).isTrue();
    }

    @Test
    void stopsLoadingWhenTheLastOneLeavesAndGoesOnWhereItStopped() {
        VolumeStore store = store();
        VolumeHold first = open(store, ONE);
        VolumeHold second = open(store, ONE);
        manual.computeAll();
        manual.fetchAll();
        manual.computations.removeFirst().run();
        first.release();
        first.release();
        work();
        assertThat(first.volume().whole()).as("the other still looks at it").isCompleted();
        second.release();

        VolumeHold third = open(store, OTHER);
        manual.computeAll();
        for (int i = 0; i < 4; i++) {
            manual.fetches.removeFirst().run();
        }
        third.release();
        work();
        int fetched = source.retrieved().size() - SLICES;
        assertThat(fetched).as("eight had begun").isBetween(4, 8);
        int settled = third.volume().settled();
        assertThat(settled).as("two were being decoded").isBetween(2, fetched);
        VolumeHold back = open(store, OTHER);
        assertThat(back.volume()).isSameAs(third.volume());
        work();
        assertThat(back.volume().whole()).isCompleted();
        assertThat(source.retrieved().size())
                .as("what had come isn't fetched again")
                .isLessThanOrEqualTo(2 * SLICES + fetched - settled);
    }

    @Test
    void makesRoomByDroppingWhatNobodyLooksAtAndNothingElse() {
        long size = bytes(ONE, this);
        VolumeStore store = store(size + size / 2, size);
        VolumeHold one = open(store, ONE);
        work();
        assertThatThrownBy(() -> open(store, OTHER))
                .isInstanceOf(PictureException.class)
                .hasMessageContaining("memory for volumes is full");
        assertThat(one.volume().volume().filling().loaded()).isEqualTo(SLICES);
        one.release();
        VolumeHold other = open(store, OTHER);
        work();
        assertThat(other.volume().whole()).isCompleted();
        assertThat(store.takenBytes()).isEqualTo(size);
        assertThat(source.retrieved()).hasSize(2 * SLICES);
        other.release();
        open(store, ONE);
        work();
        assertThat(source.retrieved()).as("it had to go").hasSize(3 * SLICES);
    }

    @Test
    void dropsTheOneThatNobodyHasLookedAtForTheLongestTime() {
        long size = bytes(ONE, this);
        String third = "2.25.4";
        addSeries(third);
        VolumeStore store = store(2 * size, size);
        VolumeHold one = open(store, ONE);
        VolumeHold other = open(store, OTHER);
        work();
        other.release();
        now += 1;
        one.release();
        open(store, third);
        work();
        assertThat(open(store, ONE).volume()).isSameAs(one.volume());
    }

    @Test
    void readsATooLargeVolumeAtHalfItsResolutionAndSaysSo() {
        long size = bytes(ONE, this);
        VolumeHold hold = open(store(10_000_000, size - 1), ONE);
        work();
        SharedVolume shared = hold.volume();
        assertThat(shared.reduced()).isTrue();
        assertThat(Message.texts(shared.warnings())).anyMatch(warning -> warning.contains("half the resolution"));
        assertThat(shared.volume().geometry().columns()).isEqualTo(TestImages.COLUMNS / 2);
        // The mean of a ramp's two by two values is its value at their middle.
        double mean = (TestImages.stored(5, 6, 4) + TestImages.stored(5, 7, 5)) / 2.0;
        assertThat((double) shared.volume().voxels().get(3, 2, 4)).isBetween(mean - 0.5, mean + 0.5);
        PatientPoint middle = new PatientPoint(-10 + 6.5 * 0.5, -20 + 4.5 * 0.5, 5);
        VolumeProbe.Answer answer = VolumeProbe.at(shared, middle);
        assertThat(answer.value().orElseThrow())
                .isBetween(mean - 0.5 + TestImages.INTERCEPT, mean + 0.5 + TestImages.INTERCEPT);
    }

    @Test
    void paddingStaysPaddingAtHalfResolution() {
        int padding = TestImages.stored(5, 6, 4);
        source.addInstance(
                TestImages.file(TestImages.slice(STUDY, ONE, 5).putInts(Tag.PixelPaddingValue, Vr.US, padding)));
        VolumeHold hold = open(store(10_000_000, bytes(ONE, this) - 1), ONE);
        work();
        Volume volume = hold.volume().volume();
        assertThat(volume.voxels().get(3, 2, 4) + volume.offset()).isEqualTo(padding);
        assertThat(volume.voxels().get(3, 3, 4) + volume.offset()).as("a mean").isEqualTo(padding + 22 + 24);
    }

    @Test
    void refusesAVolumeThatIsTooLargeEvenAtHalfItsResolution() {
        VolumeStore store = store(10_000_000, 500);
        assertThatThrownBy(() -> open(store, ONE)).isInstanceOfSatisfying(PictureException.class, e -> {
            assertThat(e).hasMessageContaining("too large for this server, even at half its resolution");
            assertThat(e.detail()).contains("lightbox.viewing.volume-max-bytes");
        });
        assertThat(store.takenBytes()).isZero();
    }

    @Test
    void aDamagedSliceIsAGapAndTheOthersAreShown() {
        byte[] file = TestImages.file(TestImages.slice(STUDY, ONE, 7));
        source.addInstance(new InstanceReference(STUDY, ONE, ONE + ".7"), Arrays.copyOf(file, file.length - 50));
        VolumeHold hold = open(store(), ONE);
        work();
        SharedVolume shared = hold.volume();
        assertThat(shared.whole()).isCompleted();
        assertThat(shared.failures()).singleElement().satisfies(failure -> {
            assertThat(failure.source()).isEqualTo(key(ONE, 7));
            assertThat(failure.why()).hasMessageContaining("damaged or incomplete");
        });
        assertThat(shared.volume().filling().failed(6)).isTrue();
        assertThat(VolumeProbe.at(shared, new PatientPoint(-8, -18, 7)).cover()).isEqualTo(NearestVoxel.Cover.GAP);
        assertThat(VolumeProbe.at(shared, new PatientPoint(-8, -18, 6)).cover()).isEqualTo(NearestVoxel.Cover.INSIDE);
    }

    @Test
    void whatTheArchiveDidNotDeliverIsAskedForAgainWhenTheVolumeIsOpenedAgain() {
        VolumeStore store = store();
        VolumeHold hold = open(store, ONE);
        source.down(true);
        work();
        assertThat(hold.volume().whole()).isCompleted();
        assertThat(hold.volume().failures()).hasSize(SLICES);
        assertThat(hold.volume().begun()).isCompleted();
        source.down(false);
        hold.release();
        assertThat(store.takenBytes()).isZero();
        VolumeHold again = open(store, ONE);
        work();
        assertThat(again.volume().failures()).isEmpty();
        assertThat(again.volume().volume().filling().loaded()).isEqualTo(SLICES);
    }

    @Test
    void aShortTroubleOfTheArchiveCostsNothing() {
        VolumeHold hold = open(store(), ONE);
        manual.computeAll();
        source.down(true);
        manual.fetches.removeFirst().run();
        source.down(false);
        work();
        assertThat(hold.volume().failures()).isEmpty();
        assertThat(hold.volume().whole()).isCompleted();
    }

    @Test
    void forgetsAPatientWhomNobodyLooksAt() {
        VolumeStore store = store();
        VolumeHold hold = open(store, ONE);
        work();
        now += TimeUnit.MINUTES.toNanos(60);
        store.dropIdle();
        assertThat(store.takenBytes()).as("somebody looks at it").isPositive();
        hold.release();
        now += TimeUnit.MINUTES.toNanos(9);
        store.dropIdle();
        assertThat(store.takenBytes()).isPositive();
        now += TimeUnit.MINUTES.toNanos(1);
        store.dropIdle();
        assertThat(store.takenBytes()).isZero();
    }

    @Test
    void aMultiFrameInstanceIsFetchedOnceAlsoWhereTheCacheHasNoRoomForIt() {
        String series = "2.25.5";
        source.addSeries(STUDY, series, "CT");
        source.addInstance(TestImages.file(multiFrame(series, 12)));
        FrameStore small = new FrameStore(
                source, new FrameCache(ManualSchedulers.properties(1)), manual.schedulers, ManualSchedulers.limits());
        VolumeStore store = new VolumeStore(
                small,
                manual.schedulers,
                new VolumeProperties(10_000_000, 10_000_000, Duration.ofMinutes(10), 1, Duration.ZERO),
                () -> now,
                (pause, task) -> task.run());
        VolumeHold hold = open(store, series);
        work();
        assertThat(hold.volume().whole()).isCompleted();
        assertThat(hold.volume().volume().filling().loaded()).isEqualTo(12);
        assertThat(source.retrieved()).containsExactly(series + ".1");
        assertThat(hold.volume().volume().voxels().get(2, 3, 11)
                        + hold.volume().volume().offset())
                .isEqualTo(TestImages.stored(12, 2, 3));
    }

    /** An enhanced CT whose frames are the slices 1 to {@code frames}. */
    private static DataSet.Builder multiFrame(String series, int frames) {
        byte[] pixels = new byte[frames * 2 * TestImages.ROWS * TestImages.COLUMNS];
        DataSet[] groups = new DataSet[frames];
        for (int frame = 0; frame < frames; frame++) {
            DataSet slice = TestImages.slice(STUDY, series, frame + 1).build();
            byte[] one = slice.bytes(Tag.PixelData);
            System.arraycopy(one, 0, pixels, frame * one.length, one.length);
            groups[frame] = DataSet.builder()
                    .putItems(
                            Tag.PlanePositionSequence,
                            DataSet.builder()
                                    .put(Tag.ImagePositionPatient, "-10", "-20", Integer.toString(frame + 1))
                                    .build())
                    .build();
        }
        return TestImages.slice(STUDY, series, 1)
                .put(Tag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.2.1")
                .put(Tag.NumberOfFrames, Integer.toString(frames))
                .remove(Tag.ImagePositionPatient)
                .remove(Tag.ImageOrientationPatient)
                .remove(Tag.PixelSpacing)
                .putItems(
                        Tag.SharedFunctionalGroupsSequence,
                        DataSet.builder()
                                .putItems(
                                        Tag.PlaneOrientationSequence,
                                        DataSet.builder()
                                                .put(Tag.ImageOrientationPatient, "1", "0", "0", "0", "1", "0")
                                                .build())
                                .putItems(
                                        Tag.PixelMeasuresSequence,
                                        DataSet.builder()
                                                .put(Tag.PixelSpacing, "0.5", "0.5")
                                                .put(Tag.SliceThickness, "1")
                                                .build())
                                .build())
                .putItems(Tag.PerFrameFunctionalGroupsSequence, groups)
                .putBytes(Tag.PixelData, Vr.OW, pixels);
    }
}
