package dev.lightbox.viewer.viewing.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.engine.measure.MeasurementKind;
import dev.lightbox.engine.measure.PicturePoint;
import dev.lightbox.engine.message.Message;
import dev.lightbox.engine.render.Region;
import dev.lightbox.viewer.pacs.InstanceReference;
import dev.lightbox.viewer.viewing.ManualSchedulers;
import dev.lightbox.viewer.viewing.MemoryStudySource;
import dev.lightbox.viewer.viewing.TestImages;
import dev.lightbox.viewer.viewing.frames.FrameKey;
import dev.lightbox.viewer.viewing.series.LoadedSeries;
import dev.lightbox.viewer.viewing.series.SeriesSlice;
import dev.lightbox.viewer.viewing.stream.protocol.ClientMessage;
import dev.lightbox.viewer.viewing.stream.protocol.ServerEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A viewport with every thread in the test's hand: what is fetched, computed, sent and called back runs when the test says so. */
class ViewportTest {

    private static final String STUDY = "2.25.1";
    private static final String SERIES = "2.25.2";
    private static final int SLICES = 30;

    private final ManualStream stream = new ManualStream();
    private final MemoryStudySource source = stream.source;
    private final ManualSchedulers manual = stream.manual;
    private final List<String> sent = stream.sent;
    private final Viewport viewport = new Viewport(0, stream.context);
    private LoadedSeries series;

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
                    "",
                    "",
                    Optional.empty()));
        }
        series = new LoadedSeries(STUDY, SERIES, "CT", List.of(), slices, List.of());
        viewport.awaitContent();
        viewport.show(new SeriesContent(0, series, stream.context), new ServerEvent.SeriesShown(0, 1, series));
        ManualSchedulers.runAll(stream.senders);
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

    @Test
    void answersOnlyTheNewestOfWhatIsWaiting() {
        for (int i = 1; i <= 20; i++) {
            render(i + 1, i);
        }
        stream.workAndSend();
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
    void showsSomethingToWhoGoesOnMovingThoughPicturesTakeLongToCome() {
        for (int i = 1; i <= 4; i++) {
            render(i + 1, i);
            stream.now += TimeUnit.MILLISECONDS.toNanos(16);
        }
        stream.workAndSend();
        assertThat(sent)
                .as("the third isn't overtaken any more, the newest follows")
                .containsExactly("tile 4", "tile 5");
    }

    @Test
    void rendersNothingWhileTheLineHasNotTakenTheFormerTile() {
        render(2, 1);
        stream.work();
        assertThat(stream.senders).hasSize(1);
        for (int i = 3; i <= 50; i++) {
            render(i, i % SLICES + 1);
            stream.work();
        }
        assertThat(stream.senders).as("one sender with one tile").hasSize(1);
        assertThat(manual.computations).isEmpty();
        stream.workAndSend();
        assertThat(sent).containsExactly("tile 2", "tile 50");
    }

    @Test
    void sendsNoMoreToABrowserThatPaintsNothingButNeverStopsForGood() {
        for (int i = 2; i <= 10; i++) {
            render(i, i);
            stream.workAndSend();
        }
        assertThat(sent).containsExactly("tile 2", "tile 3", "tile 4", "tile 5");
        stream.now += TimeUnit.SECONDS.toNanos(1);
        viewport.tick();
        stream.workAndSend();
        assertThat(sent).endsWith("tile 10").hasSize(5);
        render(11, 11);
        stream.workAndSend();
        assertThat(sent).hasSize(5);
        viewport.painted(10);
        stream.workAndSend();
        assertThat(sent).endsWith("tile 11").hasSize(6);
    }

    @Test
    void drawsNothingOfTheFormerSeriesOnceAnotherIsChosen() {
        render(2, 1);
        manual.fetchAll();
        viewport.awaitContent();
        stream.workAndSend();
        assertThat(sent).isEmpty();
        render(4, 1);
        stream.workAndSend();
        assertThat(sent).as("waits for its series").isEmpty();
        viewport.refuse(3, Message.plain("no"), "");
        stream.workAndSend();
        assertThat(sent).containsExactly("failed 3", "failed 4");
    }

    @Test
    void dropsItsWorkWhenItCloses() {
        render(2, 1);
        viewport.close();
        render(3, 2);
        stream.workAndSend();
        assertThat(sent).isEmpty();
        assertThat(source.retrieved()).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void answersAPartOutsideThePicture() {
        viewport.render(new ClientMessage.Render(
                0, 2, 1, Optional.empty(), false, new Region(500, 500, 10, 10), 10, 10, ClientMessage.Quality.EXACT));
        stream.workAndSend();
        assertThat(sent).containsExactly("failed 2");
    }

    @Test
    void loadsTheNeighboursAfterTheFirstPictureTwiceAsManyAhead() {
        render(2, 10);
        stream.work();
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
        stream.workAndSend();
        assertThat(sent).containsExactly("tile 2");
        assertThat(source.retrieved()).containsExactly("2.25.2.10");
        source.down(false);
        render(3, 11);
        stream.workAndSend();
        assertThat(sent).containsExactly("tile 2", "tile 3");
    }

    private void measure(long number, long revision, int slice) {
        viewport.measure(new ClientMessage.MeasureSlice(
                0,
                number,
                revision,
                slice,
                MeasurementKind.LENGTH,
                List.of(new PicturePoint(0, 0), new PicturePoint(1, 1))));
    }

    @Test
    void measuresTheNewestOfEachNumberAndOneAtATime() {
        measure(7, 0, 1);
        for (int revision = 1; revision <= 50; revision++) {
            measure(7, revision, 1);
            measure(8, revision, 2);
        }
        stream.work();
        assertThat(stream.senders).as("one sender with one answer").hasSize(1);
        stream.workAndSend();
        // The first of number 7 was outdated before its picture came.
        assertThat(measured()).containsExactly("7 revision 50", "8 revision 50");
    }

    private List<String> measured() {
        return stream.texts.stream()
                .filter(text -> text.contains("\"measured\""))
                .map(text -> text.replaceFirst(".*\"number\":(\\d+),\"revision\":(\\d+),.*", "$1 revision $2"))
                .toList();
    }

    @Test
    void refusesToMeasureMoreThanMayWait() {
        for (int number = 0; number < 40; number++) {
            measure(number, 0, 1);
        }
        stream.workAndSend();
        assertThat(stream.texts.stream().filter(text -> text.contains("\"too-many\"")))
                .hasSize(40 - 1 - 32);
        assertThat(measured()).hasSize(40);
    }

    @Test
    void measuresInWhatWasAskedForBeforeAndNotInWhatIsGone() {
        measure(1, 0, 1);
        viewport.awaitContent();
        measure(2, 0, 1);
        stream.workAndSend();
        assertThat(measured()).isEmpty();
        viewport.show(new SeriesContent(0, series, stream.context), new ServerEvent.SeriesShown(0, 2, series));
        stream.workAndSend();
        assertThat(measured()).containsExactly("2 revision 0");
    }

    @Test
    void measuresNothingForAViewportThatIsGone() {
        measure(1, 0, 1);
        viewport.close();
        stream.workAndSend();
        assertThat(measured()).isEmpty();
        assertThat(manual.fetches).isEmpty();
    }
}
