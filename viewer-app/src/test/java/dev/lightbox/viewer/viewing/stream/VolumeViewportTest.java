package dev.lightbox.viewer.viewing.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.PlaneGrid;
import dev.lightbox.engine.geometry.Vector3;
import dev.lightbox.engine.render.Region;
import dev.lightbox.viewer.viewing.ManualSchedulers;
import dev.lightbox.viewer.viewing.MemoryStudySource;
import dev.lightbox.viewer.viewing.TestImages;
import dev.lightbox.viewer.viewing.ViewingProperties;
import dev.lightbox.viewer.viewing.frames.FrameCache;
import dev.lightbox.viewer.viewing.frames.FrameStore;
import dev.lightbox.viewer.viewing.series.LoadedSeries;
import dev.lightbox.viewer.viewing.series.TestSeries;
import dev.lightbox.viewer.viewing.stream.protocol.ClientMessage;
import dev.lightbox.viewer.viewing.stream.protocol.ClientMessage.Quality;
import dev.lightbox.viewer.viewing.stream.protocol.ClientMessage.RenderPlane;
import dev.lightbox.viewer.viewing.stream.protocol.PlaneTile;
import dev.lightbox.viewer.viewing.stream.protocol.ServerEvent;
import dev.lightbox.viewer.viewing.volumes.SharedVolume;
import dev.lightbox.viewer.viewing.volumes.VolumeProperties;
import dev.lightbox.viewer.viewing.volumes.VolumeStore;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.socket.CloseStatus;

/** A viewport that shows a volume, with every thread in the test's hand. */
class VolumeViewportTest {

    private static final String STUDY = "2.25.1";
    private static final String SERIES = "2.25.2";
    private static final int SLICES = 40;

    private final MemoryStudySource source = new MemoryStudySource();
    private final ManualSchedulers manual = new ManualSchedulers();
    private final ViewingProperties properties = ManualSchedulers.properties(10_000_000);
    private final FrameCache cache = new FrameCache(properties);
    private final FrameStore frames = new FrameStore(source, cache, manual.schedulers, ManualSchedulers.limits());
    private final ArrayDeque<Runnable> callbacks = new ArrayDeque<>();
    private final ArrayDeque<Runnable> senders = new ArrayDeque<>();
    private final List<String> sent = new ArrayList<>();
    private long now;
    private Runnable beforeDrawing = () -> {};

    private final VolumeStore volumes = new VolumeStore(
            frames, manual.schedulers, new VolumeProperties(10_000_000, 10_000_000, Duration.ofMinutes(10)), () -> now);

    private final ViewportContext context = new ViewportContext(
            frames,
            cache,
            manual.schedulers.computing(),
            new TileRenderer(properties),
            new PlaneTiles(properties) {
                @Override
                PlaneTile draw(SharedVolume volume, RenderPlane request, PlanePace pace, boolean settled, int threads) {
                    Runnable hook = beforeDrawing;
                    beforeDrawing = () -> {};
                    hook.run();
                    return super.draw(volume, request, pace, settled, threads);
                }
            },
            new PrefetchBudget(cache),
            callbacks::add,
            () -> now,
            new Outbox(new Recorder(), senders::add, () -> now),
            "a");

    private final Viewport viewport = new Viewport(1, context);

    /** {@code plane 2 of 13} was made from 13 slices; {@code plane 2 of 40 exact}, {@code probe 5}, {@code failed 3}, {@code volume 1}. */
    private final class Recorder implements Transport {
        @Override
        public void text(String message) {
            if (!message.contains("\"progress\"")) {
                sent.add(message.replaceFirst(".*?\"type\":\"([a-z]+)\".*?\"(?:sequence|number)\":(\\d+).*", "$1 $2"));
            }
        }

        @Override
        public void binary(ByteBuffer message) {
            boolean plane = message.getInt(0) == 0x4C425031;
            String what = plane ? " of " + message.getInt(12) + ((message.get(5) & 1) != 0 ? " exact" : "") : "";
            sent.add((plane ? "plane " : "tile ") + message.getInt(8) + what);
        }

        @Override
        public void ping() {
            throw new AssertionError("no ping is due");
        }

        @Override
        public void close(CloseStatus status) {
            sent.add("close " + status.getCode());
        }
    }

    @BeforeEach
    void openVolume() {
        source.addStudy(STUDY, "");
        source.addSeries(STUDY, SERIES, "CT");
        for (int number = 1; number <= SLICES; number++) {
            source.addInstance(TestImages.file(TestImages.slice(STUDY, SERIES, number)));
        }
        show(1);
        ManualSchedulers.runAll(senders);
        assertThat(sent).containsExactly("volume 1");
        sent.clear();
    }

    private LoadedSeries series() {
        return TestSeries.read(source, STUDY, SERIES);
    }

    private void show(long sequence) {
        viewport.awaitContent();
        VolumeContent content = VolumeContent.open(
                new ClientMessage.ShowVolume(1, sequence, SERIES, OptionalLong.empty()),
                series(),
                volumes,
                context,
                viewport::renew);
        viewport.show(content, content.event(sequence));
    }

    private void plane(long sequence, Quality quality) {
        viewport.render(new ClientMessage.RenderPlane(
                1,
                sequence,
                new PlaneGrid(
                        new PatientPoint(-6.25, -17.25, 20), new Vector3(1, 0, 0), new Vector3(0, 0, -1), 0.5, 16, 12),
                ClientMessage.Method.MEAN,
                0,
                Optional.empty(),
                false,
                quality));
    }

    private void probe(long number) {
        viewport.probe(new ClientMessage.Probe(1, number, new PatientPoint(-8, -18, 20)));
    }

    /** Fetches and decodes so many slices, as far as the loader has asked for them, with everything that follows from them but sending. */
    private void slicesCome(int count) {
        manual.computeAll();
        for (int i = 0; i < count; i++) {
            manual.fetches.removeFirst().run();
            workWithoutFetching();
        }
    }

    private void workWithoutFetching() {
        while (!manual.computations.isEmpty() || !callbacks.isEmpty()) {
            manual.computeAll();
            ManualSchedulers.runAll(callbacks);
        }
    }

    private void sendAll() {
        workWithoutFetching();
        while (!senders.isEmpty()) {
            ManualSchedulers.runAll(senders);
            workWithoutFetching();
        }
    }

    private void everythingComes() {
        while (!manual.fetches.isEmpty() || !manual.computations.isEmpty()) {
            manual.fetchAll();
            sendAll();
        }
        sendAll();
    }

    @Test
    void theFirstPlaneComesWithTheFirstSliceAndIsMadeAgainAsMoreCome() {
        plane(2, Quality.EXACT);
        sendAll();
        assertThat(sent).as("nothing to show yet").isEmpty();
        slicesCome(1);
        sendAll();
        assertThat(sent).containsExactly("plane 2 of 1");
        slicesCome(5);
        sendAll();
        assertThat(sent).as("a third of a second hasn't passed").hasSize(1);
        now += TimeUnit.MILLISECONDS.toNanos(400);
        slicesCome(1);
        sendAll();
        assertThat(sent).endsWith("plane 2 of 7").hasSize(2);
        everythingComes();
        assertThat(sent).containsExactly("plane 2 of 1", "plane 2 of 7", "plane 2 of 40 exact");
        viewport.renew();
        sendAll();
        assertThat(sent).as("there is no more to show").hasSize(3);
    }

    @Test
    void theExactPlaneComesAlsoWhereTheLastSlicesComeWhileOneIsDrawn() {
        plane(2, Quality.EXACT);
        beforeDrawing = () -> {
            while (!manual.fetches.isEmpty() || !manual.computations.isEmpty()) {
                manual.fetchAll();
                manual.computeAll();
            }
        };
        slicesCome(1);
        sendAll();
        assertThat(sent).containsExactly("plane 2 of 40", "plane 2 of 40 exact");
    }

    @Test
    void aMovingPictureIsMadeOnceMoreAtTheEndAndStaysOne() {
        plane(2, Quality.INTERACTIVE);
        slicesCome(1);
        sendAll();
        everythingComes();
        assertThat(sent).containsExactly("plane 2 of 1", "plane 2 of 40");
    }

    @Test
    void answersOnlyTheNewestOfWhatIsWaiting() {
        everythingComes();
        for (int i = 2; i <= 20; i++) {
            plane(i, Quality.INTERACTIVE);
        }
        sendAll();
        assertThat(sent).containsExactly("plane 20 of 40");
    }

    @Test
    void rendersNothingWhileTheLineHasNotTakenTheFormerPlane() {
        plane(2, Quality.EXACT);
        slicesCome(1);
        assertThat(senders).hasSize(1);
        now += TimeUnit.SECONDS.toNanos(1);
        slicesCome(20);
        assertThat(senders).as("one sender with one plane").hasSize(1);
        sendAll();
        assertThat(sent).containsExactly("plane 2 of 1", "plane 2 of 21");
    }

    @Test
    void whatIsMadeAgainCountsAsAnyPictureThatTheBrowserHasNotPainted() {
        plane(2, Quality.EXACT);
        for (int i = 0; i < 6; i++) {
            now += TimeUnit.MILLISECONDS.toNanos(400);
            slicesCome(2);
            sendAll();
        }
        assertThat(sent).as("four unpainted ones are the most").hasSize(4);
        viewport.painted(2);
        sendAll();
        assertThat(sent).hasSize(5).endsWith("plane 2 of 12");
        everythingComes();
        assertThat(sent).endsWith("plane 2 of 40 exact");
    }

    @Test
    void anotherContentTakesItsPlaceAndItsLoadingStops() {
        plane(2, Quality.EXACT);
        slicesCome(1);
        sendAll();
        LoadedSeries series = series();
        viewport.awaitContent();
        viewport.show(new SeriesContent(1, series, context), new ServerEvent.SeriesShown(1, 3, series));
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
        everythingComes();
        assertThat(sent).containsExactly("plane 2 of 1", "series 3", "tile 4");
        assertThat(source.retrieved().size()).as("the series' own frames").isGreaterThan(fetched);
        assertThat(cache.contains(series.slice(5).key())).isTrue();
        show(5);
        plane(6, Quality.EXACT);
        everythingComes();
        assertThat(sent).endsWith("plane 6 of 40 exact");
    }

    @Test
    void answersTheNewestProbeAndOneAtATime() {
        everythingComes();
        for (int i = 1; i <= 50; i++) {
            probe(i);
            workWithoutFetching();
        }
        sendAll();
        assertThat(sent).containsExactly("probe 1", "probe 50");
    }

    @Test
    void aProbeWaitsForTheVolume() {
        viewport.awaitContent();
        probe(1);
        probe(2);
        sendAll();
        assertThat(sent).isEmpty();
        VolumeContent content = VolumeContent.open(
                new ClientMessage.ShowVolume(1, 2, SERIES, OptionalLong.of(3)),
                series(),
                volumes,
                context,
                viewport::renew);
        viewport.show(content, content.event(2));
        sendAll();
        assertThat(sent).containsExactly("volume 2", "probe 2");
    }

    @Test
    void anExactPlaneThatIsOvertakenWhileItIsDrawnIsGivenUp() throws Exception {
        everythingComes();
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
        sendAll();
        assertThat(sent).containsExactly("plane 3 of 40 exact");
    }

    @Test
    void dropsItsWorkAndItsVolumeWhenItCloses() {
        plane(2, Quality.EXACT);
        slicesCome(1);
        viewport.close();
        plane(3, Quality.EXACT);
        probe(1);
        everythingComes();
        assertThat(sent).doesNotContain("plane 3 of 40 exact", "probe 1");
        assertThat(source.retrieved()).as("what had begun").hasSizeLessThanOrEqualTo(9);
        now += TimeUnit.MINUTES.toNanos(11);
        assertThat(volumes.takenBytes()).isPositive();
    }
}
