package dev.lightbox.viewer.viewing.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.engine.render.Region;
import dev.lightbox.viewer.pacs.InstanceReference;
import dev.lightbox.viewer.viewing.ManualSchedulers;
import dev.lightbox.viewer.viewing.MemoryStudySource;
import dev.lightbox.viewer.viewing.TestImages;
import dev.lightbox.viewer.viewing.ViewingProperties;
import dev.lightbox.viewer.viewing.frames.FrameCache;
import dev.lightbox.viewer.viewing.frames.FrameKey;
import dev.lightbox.viewer.viewing.frames.FrameStore;
import dev.lightbox.viewer.viewing.series.LoadedSeries;
import dev.lightbox.viewer.viewing.series.SeriesSlice;
import dev.lightbox.viewer.viewing.stream.protocol.ClientMessage;
import dev.lightbox.viewer.viewing.stream.protocol.ServerEvent;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.web.socket.CloseStatus;

/** A viewport with every thread in the test's hand: what is fetched, computed, sent and called back runs when the test says so. */
class ViewportTest {

    private static final String STUDY = "2.25.1";
    private static final String SERIES = "2.25.2";
    private static final int SLICES = 30;

    private final MemoryStudySource source = new MemoryStudySource();
    private final ManualSchedulers manual = new ManualSchedulers();
    private final ViewingProperties properties = ManualSchedulers.properties(10_000_000);
    private final FrameCache cache = new FrameCache(properties);
    private final ArrayDeque<Runnable> callbacks = new ArrayDeque<>();
    private final ArrayDeque<Runnable> senders = new ArrayDeque<>();
    private final List<String> sent = new ArrayList<>();
    private long now;

    private final ViewportContext context = new ViewportContext(
            new FrameStore(source, cache, manual.schedulers, ManualSchedulers.limits()),
            cache,
            manual.schedulers.computing(),
            new TileRenderer(properties),
            new PlaneTiles(properties),
            new PrefetchBudget(cache),
            callbacks::add,
            () -> now,
            new Outbox(new Recorder(), senders::add, () -> now),
            "a");

    private final Viewport viewport = new Viewport(0, context);

    private final class Recorder implements Transport {
        @Override
        public void text(String message) {
            if (!message.contains("\"progress\"")) {
                sent.add(message.replaceFirst(".*\"type\":\"([a-z]+)\".*?\"sequence\":(\\d+).*", "$1 $2"));
            }
        }

        @Override
        public void binary(ByteBuffer message) {
            sent.add("tile " + message.getInt(8));
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
    void openSeries() {
        List<SeriesSlice> slices = new ArrayList<>();
        for (int number = 1; number <= SLICES; number++) {
            source.addInstance(TestImages.file(TestImages.slice(STUDY, SERIES, number)));
            slices.add(new SeriesSlice(
                    number,
                    key(number),
                    OptionalInt.of(number),
                    TestImages.ROWS,
                    TestImages.COLUMNS,
                    1,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    Optional.empty(),
                    Optional.empty()));
        }
        LoadedSeries series = new LoadedSeries(STUDY, SERIES, "CT", List.of(), slices, List.of());
        viewport.awaitContent();
        viewport.show(new SeriesContent(0, series, context), new ServerEvent.SeriesShown(0, 1, series));
        ManualSchedulers.runAll(senders);
        sent.clear();
    }

    private static FrameKey key(int number) {
        return new FrameKey(new InstanceReference(STUDY, SERIES, SERIES + "." + number), 1);
    }

    private void render(long sequence, int slice) {
        viewport.render(new ClientMessage.Render(
                0,
                sequence,
                slice,
                Optional.empty(),
                false,
                new Region(0, 0, TestImages.COLUMNS, TestImages.ROWS),
                TestImages.COLUMNS,
                TestImages.ROWS,
                ClientMessage.Quality.INTERACTIVE));
    }

    /** Everything but sending, until nothing is left to do. */
    private void work() {
        while (!manual.fetches.isEmpty() || !manual.computations.isEmpty() || !callbacks.isEmpty()) {
            manual.fetchAll();
            manual.computeAll();
            ManualSchedulers.runAll(callbacks);
        }
    }

    private void workAndSend() {
        work();
        while (!senders.isEmpty()) {
            ManualSchedulers.runAll(senders);
            work();
        }
    }

    @Test
    void answersOnlyTheNewestOfWhatIsWaiting() {
        for (int i = 1; i <= 20; i++) {
            render(i + 1, i);
        }
        workAndSend();
        assertThat(sent).containsExactly("tile 21");
        assertThat(source.retrieved().getFirst())
                .as("the one that was fetched at once")
                .isEqualTo("2.25.2.1");
    }

    @Test
    void takesBackTheFetchesThatABurstHasOvertaken() {
        for (int i = 1; i <= 20; i++) {
            render(i + 1, i);
        }
        // Eight were begun at once; the rest but the newest were taken back before they could begin.
        manual.fetchAll();
        assertThat(source.retrieved()).hasSize(9).endsWith("2.25.2.20");
    }

    @Test
    void rendersNothingWhileTheLineHasNotTakenTheFormerTile() {
        render(2, 1);
        work();
        assertThat(senders).hasSize(1);
        for (int i = 3; i <= 50; i++) {
            render(i, i % SLICES + 1);
            work();
        }
        assertThat(senders).as("one sender with one tile").hasSize(1);
        assertThat(manual.computations).isEmpty();
        workAndSend();
        assertThat(sent).containsExactly("tile 2", "tile 50");
    }

    @Test
    void sendsNoMoreToABrowserThatPaintsNothingButNeverStopsForGood() {
        for (int i = 2; i <= 10; i++) {
            render(i, i);
            workAndSend();
        }
        assertThat(sent).containsExactly("tile 2", "tile 3", "tile 4", "tile 5");
        now += TimeUnit.SECONDS.toNanos(1);
        viewport.tick();
        workAndSend();
        assertThat(sent).endsWith("tile 10").hasSize(5);
        render(11, 11);
        workAndSend();
        assertThat(sent).hasSize(5);
        viewport.painted(10);
        workAndSend();
        assertThat(sent).endsWith("tile 11").hasSize(6);
    }

    @Test
    void drawsNothingOfTheFormerSeriesOnceAnotherIsChosen() {
        render(2, 1);
        manual.fetchAll();
        viewport.awaitContent();
        workAndSend();
        assertThat(sent).isEmpty();
        render(4, 1);
        workAndSend();
        assertThat(sent).as("waits for its series").isEmpty();
        viewport.refuse(3, "no", "");
        workAndSend();
        assertThat(sent).containsExactly("failed 3", "failed 4");
    }

    @Test
    void dropsItsWorkWhenItCloses() {
        render(2, 1);
        viewport.close();
        render(3, 2);
        workAndSend();
        assertThat(sent).isEmpty();
        assertThat(source.retrieved()).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void answersAPartOutsideThePicture() {
        viewport.render(new ClientMessage.Render(
                0, 2, 1, Optional.empty(), false, new Region(500, 500, 10, 10), 10, 10, ClientMessage.Quality.EXACT));
        workAndSend();
        assertThat(sent).containsExactly("failed 2");
    }

    @Test
    void loadsTheNeighboursAfterTheFirstPictureTwiceAsManyAhead() {
        render(2, 10);
        work();
        assertThat(source.retrieved()).hasSize(SLICES);
        assertThat(source.retrieved().subList(0, 7))
                .containsExactly(
                        "2.25.2.10", "2.25.2.11", "2.25.2.12", "2.25.2.9", "2.25.2.13", "2.25.2.14", "2.25.2.8");
    }

    @Test
    void leavesAnArchiveInTroubleInPeace() {
        render(2, 10);
        manual.fetchAll();
        source.down(true);
        workAndSend();
        assertThat(sent).containsExactly("tile 2");
        assertThat(source.retrieved()).containsExactly("2.25.2.10");
        source.down(false);
        render(3, 11);
        workAndSend();
        assertThat(sent).containsExactly("tile 2", "tile 3");
    }
}
