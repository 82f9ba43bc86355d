package dev.lightbox.viewer.viewing.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.engine.render.Region;
import dev.lightbox.engine.render.VoiWindow;
import dev.lightbox.viewer.pacs.InstanceReference;
import dev.lightbox.viewer.viewing.ManualSchedulers;
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
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pictures that nobody has asked for yet, with every thread in the test's hand. */
class PicturesAheadTest {

    private static final String STUDY = "2.25.1";
    private static final String SERIES = "2.25.2";
    private static final int SLICES = 40;
    private static final int BROKEN = 7;
    private static final int MISSING = 8;

    private final ManualStream stream = new ManualStream();
    private final List<String> sent = stream.sent;
    private final Viewport viewport = new Viewport(0, stream.context);
    private LoadedSeries series;

    @BeforeEach
    void showTheFirstSlice() {
        List<SeriesSlice> slices = new ArrayList<>();
        for (int number = 1; number <= SLICES; number++) {
            if (number != MISSING) {
                stream.source.addInstance(TestImages.file(TestImages.slice(STUDY, SERIES, number)));
            }
            slices.add(new SeriesSlice(
                    number,
                    new FrameKey(new InstanceReference(STUDY, SERIES, SERIES + "." + number), 1),
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
                    number == BROKEN ? Optional.of("no pixels") : Optional.empty()));
        }
        series = new LoadedSeries(STUDY, SERIES, "CT", List.of(), slices, List.of());
        show();
    }

    private void show() {
        viewport.awaitContent();
        viewport.show(new SeriesContent(0, series, stream.context), new ServerEvent.SeriesShown(0, 1, series));
        ManualSchedulers.runAll(stream.senders);
        sent.clear();
    }

    private static ClientMessage.Render view(long sequence, long slice, Optional<VoiWindow> window) {
        return new ClientMessage.Render(
                0,
                sequence,
                slice,
                window,
                false,
                new Region(0, 0, TestImages.COLUMNS, TestImages.ROWS),
                TestImages.COLUMNS,
                TestImages.ROWS,
                ClientMessage.Quality.INTERACTIVE);
    }

    private void render(long sequence, long slice) {
        viewport.render(view(sequence, slice, Optional.empty()));
    }

    private void ahead(long sequence, long slice, long received, long... slices) {
        viewport.ahead(new ClientMessage.Ahead(
                view(sequence, slice, Optional.empty()),
                received,
                LongStream.of(slices).boxed().toList()));
    }

    /** The line is known, and answers at once from now on. */
    private void showFirstSlice() {
        stream.answersPings = true;
        render(2, 1);
        stream.workAndSend();
        assertThat(sent).containsExactly("tile 2");
        sent.clear();
    }

    @Test
    void sendsTheNextOnesInTheOrderInWhichTheyAreWanted() {
        showFirstSlice();
        ahead(3, 1, 0, 2, 3, 5, 4);
        stream.workAndSend();
        assertThat(sent).containsExactly("ahead 3 slice 2", "ahead 3 slice 3", "ahead 3 slice 5", "ahead 3 slice 4");
    }

    @Test
    void sendsNothingOverALineThatIsNotKnownYet() {
        ahead(2, 1, 0, 2, 3);
        stream.workAndSend();
        assertThat(sent).isEmpty();
    }

    @Test
    void leavesOutWhatCannotBeShownAndWhatThereIsNot() {
        showFirstSlice();
        ahead(3, 6, 0, BROKEN, MISSING, 9, SLICES + 1, 0xFFFF_FFFFL);
        stream.workAndSend();
        assertThat(sent).as("nobody is told: nobody has asked").containsExactly("ahead 3 slice 9");
        ahead(4, 0xFFFF_FFFFL, 1, 2);
        stream.workAndSend();
        assertThat(sent).as("who is where there is nothing").hasSize(1);
    }

    @Test
    void whatIsAskedForGoesFirst() {
        showFirstSlice();
        ahead(3, 1, 0, 2, 3, 4);
        stream.work();
        render(4, 20);
        stream.workAndSend();
        assertThat(sent).hasSize(4).contains("ahead 3 slice 3", "ahead 3 slice 4");
        assertThat(sent.indexOf("tile 4"))
                .as("at most the one that the line had been given goes before it")
                .isLessThanOrEqualTo(1);
    }

    @Test
    void whatLooksOtherwiseIsNotSentAnyMore() {
        showFirstSlice();
        ahead(3, 1, 0, 2, 3, 4);
        viewport.render(view(4, 1, Optional.of(new VoiWindow(10, 20))));
        stream.workAndSend();
        assertThat(sent).containsExactly("tile 4");
    }

    @Test
    void nothingFollowsOnceAnotherPresentationIsChosen() {
        showFirstSlice();
        ahead(3, 1, 0, 2, 3, 4);
        stream.compute();
        viewport.present(series, Optional.empty(), new ServerEvent.Presented(0, 4, Optional.empty(), ""));
        stream.workAndSend();
        assertThat(sent).as("the first was the line's already").containsExactly("ahead 3 slice 2", "presentation 4");
    }

    @Test
    void nothingFollowsOnceAnotherSeriesIsChosenOrTheViewportCloses() {
        showFirstSlice();
        ahead(3, 1, 0, 2, 3, 4);
        stream.compute();
        show();
        stream.workAndSend();
        assertThat(sent).isEmpty();
        render(5, 1);
        stream.workAndSend();
        ahead(6, 1, 0, 2, 3, 4);
        viewport.close();
        stream.workAndSend();
        assertThat(sent).containsExactly("tile 5");
    }

    @Test
    void sendsAgainWhatHasComeAndIsWantedAgainButNotWhatIsOnItsWay() {
        showFirstSlice();
        ahead(3, 1, 0, 2, 3);
        stream.workAndSend();
        sent.clear();
        ahead(4, 1, 1, 2, 3, 4);
        stream.workAndSend();
        assertThat(sent).containsExactly("ahead 4 slice 2", "ahead 4 slice 4");
    }

    @Test
    void theNewestWishReplacesTheFormerOne() {
        showFirstSlice();
        ahead(3, 1, 0, 2, 3, 4, 5);
        ahead(4, 10, 0, 11, 12);
        stream.workAndSend();
        assertThat(sent).containsExactly("ahead 4 slice 11", "ahead 4 slice 12");
    }

    @Test
    void oneWhoReadsNothingHoldsOnePicture() {
        showFirstSlice();
        for (int sequence = 3; sequence < 50; sequence++) {
            ahead(sequence, 1, 0xFFFF_FFFFL, LongStream.rangeClosed(2, 33).toArray());
            stream.work();
        }
        assertThat(stream.senders).as("one sender with one picture").hasSize(1);
        assertThat(stream.manual.computations).isEmpty();
    }

    @Test
    void whoTellsWhereTheyAreHasTheirNeighboursLoaded() {
        showFirstSlice();
        ahead(3, 30, 0);
        stream.work();
        assertThat(stream.source.retrieved()).contains("2.25.2.31", "2.25.2.29");
        assertThat(sent).isEmpty();
    }

    @Test
    void aVolumesViewportHasNone() {
        Viewport empty = new Viewport(1, stream.context);
        empty.ahead(new ClientMessage.Ahead(view(1, 1, Optional.empty()), 0, List.of(2L)));
        stream.workAndSend();
        assertThat(sent).isEmpty();
    }
}
