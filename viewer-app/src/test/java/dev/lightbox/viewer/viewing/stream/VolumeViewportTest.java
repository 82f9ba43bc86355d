package dev.lightbox.viewer.viewing.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.PlaneGrid;
import dev.lightbox.engine.geometry.Vector3;
import dev.lightbox.engine.render.Region;
import dev.lightbox.viewer.pacs.StudySourceException;
import dev.lightbox.viewer.viewing.ManualSchedulers;
import dev.lightbox.viewer.viewing.MemoryStudySource;
import dev.lightbox.viewer.viewing.TestImages;
import dev.lightbox.viewer.viewing.series.LoadedSeries;
import dev.lightbox.viewer.viewing.series.TestSeries;
import dev.lightbox.viewer.viewing.stream.protocol.ClientMessage;
import dev.lightbox.viewer.viewing.stream.protocol.ClientMessage.Quality;
import dev.lightbox.viewer.viewing.stream.protocol.ServerEvent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A viewport that shows a volume, with every thread in the test's hand. */
class VolumeViewportTest {

    private static final String STUDY = "2.25.1";
    private static final String SERIES = "2.25.2";
    private static final int SLICES = 40;

    private final ManualStream stream = new ManualStream();
    private final MemoryStudySource source = stream.source;
    private final ManualSchedulers manual = stream.manual;
    private final List<String> sent = stream.sent;
    private final Viewport viewport = new Viewport(1, stream.context);

    @BeforeEach
    void openVolume() {
        source.addStudy(STUDY, "");
        source.addSeries(STUDY, SERIES, "CT");
        for (int number = 1; number <= SLICES; number++) {
            source.addInstance(TestImages.file(TestImages.slice(STUDY, SERIES, number)));
        }
        show(1);
        ManualSchedulers.runAll(stream.senders);
        assertThat(sent).containsExactly("volume 1");
        sent.clear();
    }

    private LoadedSeries series() {
        return TestSeries.read(source, STUDY, SERIES);
    }

    private void show(long sequence) {
        viewport.awaitContent();
        VolumeContent content = volume(sequence);
        viewport.show(content, content.event(sequence));
    }

    private VolumeContent volume(long sequence) {
        return VolumeContent.open(
                new ClientMessage.ShowVolume(1, sequence, Optional.empty(), SERIES, OptionalLong.empty()),
                series(),
                stream.volumes,
                stream.context,
                viewport::renew);
    }

    private void plane(long sequence, Quality quality) {
        viewport.render(request(sequence, quality));
    }

    private static ClientMessage.RenderPlane request(long sequence, Quality quality) {
        return new ClientMessage.RenderPlane(
                1,
                sequence,
                new PlaneGrid(
                        new PatientPoint(-6.25, -17.25, 20), new Vector3(1, 0, 0), new Vector3(0, 0, -1), 0.5, 16, 12),
                ClientMessage.Method.MEAN,
                0,
                Optional.empty(),
                false,
                quality);
    }

    private void probe(long number) {
        viewport.probe(new ClientMessage.Probe(1, number, new PatientPoint(-8, -18, 20)));
    }

    /** Fetches and decodes so many slices, as far as the loader has asked for them, with everything that follows from them but sending. */
    private void slicesCome(int count) {
        manual.computeAll();
        for (int i = 0; i < count; i++) {
            manual.fetches.removeFirst().run();
            stream.compute();
        }
    }

    @Test
    void theFirstPlaneComesWithTheFirstSliceAndIsMadeAgainAsMoreCome() {
        plane(2, Quality.EXACT);
        stream.computeAndSend();
        assertThat(sent).as("nothing to show yet").isEmpty();
        slicesCome(1);
        stream.computeAndSend();
        assertThat(sent).containsExactly("plane 2 of 1");
        slicesCome(5);
        stream.computeAndSend();
        assertThat(sent).as("a third of a second hasn't passed").hasSize(1);
        stream.now += TimeUnit.MILLISECONDS.toNanos(400);
        slicesCome(1);
        stream.computeAndSend();
        assertThat(sent).endsWith("plane 2 of 7").hasSize(2);
        stream.workAndSend();
        assertThat(sent).containsExactly("plane 2 of 1", "plane 2 of 7", "plane 2 of 40 exact");
        viewport.renew();
        stream.computeAndSend();
        assertThat(sent).as("there is no more to show").hasSize(3);
    }

    @Test
    void theExactPlaneComesAlsoWhereTheLastSlicesComeWhileOneIsDrawn() {
        plane(2, Quality.EXACT);
        stream.beforeDrawing = () -> {
            while (!manual.fetches.isEmpty() || !manual.computations.isEmpty()) {
                manual.fetchAll();
                manual.computeAll();
            }
        };
        slicesCome(1);
        stream.computeAndSend();
        assertThat(sent).containsExactly("plane 2 of 40", "plane 2 of 40 exact");
    }

    @Test
    void aMovingPictureIsMadeOnceMoreAtTheEndAndStaysOne() {
        plane(2, Quality.INTERACTIVE);
        slicesCome(1);
        stream.computeAndSend();
        stream.workAndSend();
        assertThat(sent).containsExactly("plane 2 of 1", "plane 2 of 40");
    }

    @Test
    void answersOnlyTheNewestOfWhatIsWaiting() {
        stream.workAndSend();
        for (int i = 2; i <= 20; i++) {
            plane(i, Quality.INTERACTIVE);
        }
        stream.computeAndSend();
        assertThat(sent).containsExactly("plane 20 of 40");
    }

    @Test
    void rendersNothingWhileTheLineHasNotTakenTheFormerPlane() {
        plane(2, Quality.EXACT);
        slicesCome(1);
        assertThat(stream.senders).hasSize(1);
        stream.now += TimeUnit.SECONDS.toNanos(1);
        slicesCome(20);
        assertThat(stream.senders).as("one sender with one plane").hasSize(1);
        stream.computeAndSend();
        assertThat(sent).containsExactly("plane 2 of 1", "plane 2 of 21");
    }

    @Test
    void whatIsMadeAgainCountsAsAnyPictureThatTheBrowserHasNotPainted() {
        plane(2, Quality.EXACT);
        for (int i = 0; i < 6; i++) {
            stream.now += TimeUnit.MILLISECONDS.toNanos(400);
            slicesCome(2);
            stream.computeAndSend();
        }
        assertThat(sent).as("four unpainted ones are the most").hasSize(4);
        viewport.painted(2);
        stream.computeAndSend();
        assertThat(sent).hasSize(5).endsWith("plane 2 of 12");
        stream.workAndSend();
        assertThat(sent).endsWith("plane 2 of 40 exact");
    }

    @Test
    void anotherContentTakesItsPlaceAndItsLoadingStops() {
        plane(2, Quality.EXACT);
        slicesCome(1);
        stream.computeAndSend();
        LoadedSeries series = series();
        viewport.awaitContent();
        viewport.show(new SeriesContent(1, series, stream.context), new ServerEvent.SeriesShown(1, 3, series));
        int fetched = source.retrieved().size();
        viewport.render(new ClientMessage.Render(
                1,
                4,
                5,
                Optional.empty(),
                false,
                new Region(0, 0, TestImages.COLUMNS, TestImages.ROWS),
                TestImages.COLUMNS,
                TestImages.ROWS,
                Quality.EXACT));
        stream.workAndSend();
        assertThat(sent).containsExactly("plane 2 of 1", "series 3", "tile 4");
        assertThat(source.retrieved().size()).as("the series' own frames").isGreaterThan(fetched);
        assertThat(stream.cache.contains(series.slice(5).key())).isTrue();
        show(5);
        plane(6, Quality.EXACT);
        stream.workAndSend();
        assertThat(sent).endsWith("plane 6 of 40 exact");
    }

    @Test
    void openedFromAnEndSliceItLoadsTheMiddleFirstFromAnyOtherThatOne() {
        assertThat(firstLoadedFrom(1)).isEqualTo(SLICES / 2 + 1);
        assertThat(firstLoadedFrom(SLICES)).isEqualTo(SLICES / 2 + 1);
        assertThat(firstLoadedFrom(4)).isEqualTo(4);
    }

    /** @return the number of the slice that is fetched first where that one is on the screen */
    private int firstLoadedFrom(int number) {
        ManualStream fresh = new ManualStream();
        fresh.source.addStudy(STUDY, "");
        fresh.source.addSeries(STUDY, SERIES, "CT");
        for (int slice = 1; slice <= SLICES; slice++) {
            fresh.source.addInstance(TestImages.file(TestImages.slice(STUDY, SERIES, slice)));
        }
        VolumeContent.open(
                new ClientMessage.ShowVolume(1, 1, Optional.empty(), SERIES, OptionalLong.of(number)),
                TestSeries.read(fresh.source, STUDY, SERIES),
                fresh.volumes,
                fresh.context,
                () -> {});
        fresh.manual.computeAll();
        fresh.manual.fetches.removeFirst().run();
        String first = fresh.source.retrieved().getFirst();
        return Integer.parseInt(first.substring(first.lastIndexOf('.') + 1));
    }

    @Test
    void saysOnceThatTheArchiveIsAskedAgain() {
        source.fail(SERIES + ".5", StudySourceException.Kind.UNREACHABLE);
        source.fail(SERIES + ".7", StudySourceException.Kind.UNREACHABLE);
        slicesCome(1);
        while (manual.fetches.size() + manual.computations.size() > 0
                && stream.texts.stream().noneMatch(text -> text.contains("asked for them again"))) {
            manual.fetchAll();
            stream.computeAndSend();
        }
        source.recover();
        stream.workAndSend();
        assertThat(stream.texts.stream().filter(text -> text.contains("asked for them again")))
                .hasSize(1);
        assertThat(stream.texts).noneMatch(text -> text.contains("is missing in this volume"));
    }

    @Test
    void answersTheNewestProbeAndOneAtATime() {
        stream.workAndSend();
        for (int i = 1; i <= 50; i++) {
            probe(i);
            stream.compute();
        }
        stream.computeAndSend();
        assertThat(sent).containsExactly("probe 1", "probe 50");
    }

    @Test
    void aProbeWaitsForTheVolume() {
        viewport.awaitContent();
        probe(1);
        probe(2);
        stream.computeAndSend();
        assertThat(sent).isEmpty();
        VolumeContent content = VolumeContent.open(
                new ClientMessage.ShowVolume(1, 2, Optional.empty(), SERIES, OptionalLong.of(3)),
                series(),
                stream.volumes,
                stream.context,
                viewport::renew);
        viewport.show(content, content.event(2));
        stream.computeAndSend();
        assertThat(sent).containsExactly("volume 2", "probe 2");
    }

    @Test
    void anExactPlaneThatIsOvertakenWhileItIsDrawnIsGivenUp() throws Exception {
        stream.workAndSend();
        // 33 million pixels: it can't be finished before the next request comes.
        viewport.render(new ClientMessage.RenderPlane(
                1,
                2,
                new PlaneGrid(
                        new PatientPoint(-6.25, -17.25, 20),
                        new Vector3(0.8, 0.6, 0),
                        new Vector3(-0.36, 0.48, -0.8),
                        0.01,
                        8192,
                        4096),
                ClientMessage.Method.MIP,
                30,
                Optional.empty(),
                false,
                Quality.EXACT));
        Runnable drawing = manual.computations.removeFirst();
        Thread drawer = new Thread(drawing, "drawer");
        drawer.start();
        while (drawer.getState() != Thread.State.TERMINATED
                && !Arrays.toString(drawer.getStackTrace()).contains("PlaneRenderer")) {
            Thread.onSpinWait();
        }
        plane(3, Quality.EXACT);
        drawer.join();
        assertThat(drawer.isInterrupted()).isFalse();
        stream.computeAndSend();
        assertThat(sent).containsExactly("plane 3 of 40 exact");
    }

    @Test
    void anExactPlaneThatIsOvertakenBeforeItsDrawingBeginsIsGivenUpTooButAMovingOneIsNot() throws Exception {
        stream.workAndSend();
        VolumeContent content = volume(2);
        PictureWork exact = content.begin(request(3, Quality.EXACT));
        exact.overtaken();
        assertThatThrownBy(exact::draw).isInstanceOf(CancellationException.class);
        PictureWork moving = content.begin(request(4, Quality.INTERACTIVE));
        moving.overtaken();
        assertThat(moving.draw().sequence()).isEqualTo(4);
        content.close();
    }

    @Test
    void dropsItsWorkAndItsVolumeWhenItCloses() {
        plane(2, Quality.EXACT);
        slicesCome(1);
        viewport.close();
        plane(3, Quality.EXACT);
        probe(1);
        stream.workAndSend();
        assertThat(sent).doesNotContain("plane 3 of 40 exact", "probe 1");
        assertThat(source.retrieved()).as("what had begun").hasSizeLessThanOrEqualTo(9);
        stream.now += TimeUnit.MINUTES.toNanos(11);
        assertThat(stream.volumes.takenBytes()).isPositive();
    }
}
