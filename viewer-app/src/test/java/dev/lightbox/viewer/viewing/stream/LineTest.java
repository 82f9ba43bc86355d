package dev.lightbox.viewer.viewing.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a reader gets over lines of all kinds, by a clock that jumps: see {@link LineSimulation}. */
class LineTest {

    /** Until the line is known. */
    private static final double LEARNING_MILLIS = 700;

    private static final double MOVING_MILLIS = 4_000;

    private static double percentile(List<Double> rising, int percent) {
        return rising.get(Math.min(rising.size() - 1, rising.size() * percent / 100));
    }

    @ParameterizedTest(name = "{0} Mbit/s, {1} ms: at least {2} pictures a second")
    @CsvSource({"1000, 0.5, 50", "30, 10, 30", "5, 10, 25", "30, 100, 30", "100, 100, 50", "5, 100, 20", "100, 300, 40"
    })
    void theNewestPictureIsOnTheScreenWithinARoundTripAndFiftyMilliseconds(
            double megabits, double roundTripMillis, int leastPictures) {
        LineSimulation line = new LineSimulation(megabits, roundTripMillis, 1, 6);
        line.moveMillis(MOVING_MILLIS);
        line.restMillis(2_000);

        List<Double> latencies = line.latenciesMillis(0, LEARNING_MILLIS, MOVING_MILLIS);
        assertThat(percentile(latencies, 95)).isLessThanOrEqualTo(roundTripMillis + 50);
        double seconds = (MOVING_MILLIS - LEARNING_MILLIS) / 1e3;
        assertThat(line.paintedBetween(0, LEARNING_MILLIS, MOVING_MILLIS) / seconds)
                .isGreaterThanOrEqualTo(leastPictures);

        LineSimulation.Painted last = line.painted.getLast();
        assertThat(last.exact()).isTrue();
        double transferMillis = LineSimulation.EXACT_BYTES * 8 / megabits / 1e3;
        assertThat(last.nanos() / 1e6 - MOVING_MILLIS)
                .as("from rest to the exact picture")
                .isLessThanOrEqualTo(150 + transferMillis + roundTripMillis);
    }

    @ParameterizedTest(name = "{0} Mbit/s, {1} ms")
    @CsvSource({"30, 10", "5, 10", "5, 100", "1, 50"})
    void aSlowLineBuildsUpNoQueueOfOldPictures(double megabits, double roundTripMillis) {
        LineSimulation line = new LineSimulation(megabits, roundTripMillis, 1, 6);
        line.moveMillis(LEARNING_MILLIS);
        line.longestQueueNanos = 0;
        line.moveMillis(MOVING_MILLIS);
        assertThat(line.longestQueueNanos / 1e6).isLessThan(40);
    }

    @Test
    void aFastLineGetsTheFinestPicturesAndASlowOneCoarserOnesUntilItRests() {
        LineSimulation fast = new LineSimulation(1000, 0.5, 1, 6);
        fast.moveMillis(MOVING_MILLIS);
        assertThat(fast.painted.getLast().scale()).isEqualTo(1);
        LineSimulation slow = new LineSimulation(5, 10, 1, 6);
        slow.moveMillis(MOVING_MILLIS);
        assertThat(slow.painted.getLast().scale()).isBetween(0.3, 0.8);
        assertThat(slow.painted.getLast().exact()).isFalse();
        slow.restMillis(1_000);
        assertThat(slow.painted.getLast().scale()).isEqualTo(1);
        assertThat(slow.painted.getLast().exact()).isTrue();
    }

    @Test
    void picturesDoNotBreatheOnASteadyLine() {
        LineSimulation line = new LineSimulation(12, 20, 1, 6);
        line.moveMillis(MOVING_MILLIS);
        assertThat(line.painted.stream()
                        .filter(picture -> picture.nanos() > LineSimulation.millis(1_000) && !picture.exact())
                        .map(LineSimulation.Painted::scale)
                        .distinct())
                .hasSize(1);
    }

    @Test
    void aLineThatSuddenlySlowsIsFollowedWithinASecond() {
        LineSimulation line = new LineSimulation(30, 10, 1, 6);
        line.moveMillis(2_000);
        line.megabits(3);
        line.moveMillis(3_000);
        line.restMillis(2_000);
        assertThat(line.longestQueueNanos / 1e6)
                .as("the exact picture that was begun before it was known, and its ping")
                .isLessThan(LineSimulation.EXACT_BYTES * 8 / 3e3 + 1);
        assertThat(percentile(line.latenciesMillis(0, 3_000, 5_000), 95)).isLessThanOrEqualTo(10 + 60);
    }

    @Test
    void aLineThatBecomesFastAgainGetsFinerPicturesAgain() {
        LineSimulation line = new LineSimulation(3, 10, 1, 6);
        line.moveMillis(2_000);
        assertThat(line.painted.getLast().scale()).isLessThan(0.7);
        line.megabits(100);
        line.moveMillis(2_000);
        assertThat(line.painted.getLast().scale()).isEqualTo(1);
    }

    @Test
    void aPageThatPaintsSlowlyIsNoSlowLineAndGetsAsManyFinePicturesAsItPaints() {
        LineSimulation line = new LineSimulation(1000, 0.5, 3, 3);
        line.pageTakesMillis(15);
        line.moveMillis(MOVING_MILLIS);
        double seconds = (MOVING_MILLIS - LEARNING_MILLIS) / 1e3;
        for (int viewport = 0; viewport < 3; viewport++) {
            assertThat(line.paintedBetween(viewport, LEARNING_MILLIS, MOVING_MILLIS) / seconds)
                    .as("of 66 in all")
                    .isGreaterThanOrEqualTo(20);
            // Two of each viewport are there before it, its own turn comes after those of the two others, and it is
            // painted itself; 20 ms to be made.
            assertThat(percentile(line.latenciesMillis(viewport, LEARNING_MILLIS, MOVING_MILLIS), 95))
                    .isLessThanOrEqualTo((6 + 3 + 1) * 15 + 20);
        }
        assertThat(line.painted.getLast().scale()).isEqualTo(1);
    }

    @Test
    void viewportsThatMoveTogetherShareALineFairly() {
        LineSimulation line = new LineSimulation(5, 10, 4, 3);
        line.moveMillis(MOVING_MILLIS);
        line.restMillis(4_000);
        for (int viewport = 0; viewport < 4; viewport++) {
            assertThat(line.paintedBetween(viewport, LEARNING_MILLIS, MOVING_MILLIS) / 3.3)
                    .isGreaterThanOrEqualTo(8);
            assertThat(percentile(line.latenciesMillis(viewport, LEARNING_MILLIS, MOVING_MILLIS), 95))
                    .isLessThanOrEqualTo(150);
        }
        assertThat(line.painted.stream().filter(LineSimulation.Painted::exact)).hasSize(4);
    }

    @Test
    void aBusyServerMakesSmallerPicturesEvenForAFastLine() {
        LineSimulation line = new LineSimulation(1000, 1, 1, 60);
        line.moveMillis(MOVING_MILLIS);
        assertThat(line.painted.getLast().scale()).isLessThan(0.8);
    }

    @Test
    void aBrowserThatAcknowledgesNothingGetsOnePictureASecondAtMost() {
        LineSimulation line = new LineSimulation(30, 10, 1, 6);
        line.browserFallsSilent();
        line.moveMillis(1_000);
        int begun = line.sent;
        assertThat(begun).isLessThanOrEqualTo(24);
        line.moveMillis(6_000);
        assertThat(line.sent - begun).isBetween(3, 6);
    }

    @Test
    void theRoundTripIsThatOfAnIdleLineAndFollowsItsRoute() {
        LineSimulation line = new LineSimulation(30, 80, 1, 6);
        line.runMillis(200);
        assertThat(line.line.roundTripNanos() / 1e6).isBetween(80.0, 81.0);
        line.moveMillis(3_000);
        assertThat(line.line.roundTripNanos() / 1e6).isBetween(80.0, 81.0);
        assertThat(line.line.bytesPerSecond() * 8 / 1e6).isBetween(15.0, 45.0);
    }

    @ParameterizedTest(name = "{0} Mbit/s, {1} ms: at least {2} pictures ahead a second")
    @CsvSource({"1000, 0.5, 80", "30, 10, 40", "30, 100, 35", "1000, 100, 40", "5, 10, 20"})
    void picturesAheadFillTheLineWithoutDelayingOneThatIsAskedFor(
            double megabits, double roundTripMillis, int leastAhead) {
        LineSimulation line = new LineSimulation(megabits, roundTripMillis, 1, 6);
        line.moveMillis(LEARNING_MILLIS);
        line.runMillis(500);
        line.offerAhead();
        double from = line.nowMillis();
        line.stepMillis(30, 137);
        double seconds = (line.nowMillis() - from) / 1e3;
        assertThat(line.arrivedAhead / seconds).isGreaterThanOrEqualTo(leastAhead);
        assertThat(percentile(line.latenciesMillis(0, from, line.nowMillis() - 500), 95))
                .as("as without them, and the rest of the one that is on its way")
                .isLessThanOrEqualTo(roundTripMillis + 60);
    }

    @Test
    void nothingIsSentAheadWhileSomethingIsAskedForNorOverALineThatNobodyKnows() {
        long[] now = {0};
        Line line = new Line(() -> now[0], (nanos, task) -> {});
        List<String> woken = new ArrayList<>();
        assertThat(line.admitAhead(1, () -> woken.add("known"))).isFalse();
        long mark = line.sent(0, 1, 1_000);
        line.pinged(mark);
        now[0] += 5_000_000;
        line.ponged(mark);
        assertThat(woken).containsExactly("known");
        now[0] += 100_000_000;

        line.admitAnyway(0, 50_000);
        assertThat(line.admitAhead(1, () -> woken.add("made"))).isFalse();
        assertThat(line.admitAhead(2, () -> woken.add("in turn"))).isFalse();
        line.made(0);
        line.painted(0, 1);
        line.painted(0, 1);
        assertThat(woken).containsExactly("known", "made", "in turn");

        line.sentAhead(5_000_000);
        assertThat(line.admitAhead(1, () -> woken.add("never")))
                .as("the line is busy")
                .isFalse();
        line.withdrawAhead(1);
        now[0] += TimeUnit.HOURS.toNanos(1);
        line.ponged(line.mark());
        line.painted(0, 1);
        assertThat(woken).doesNotContain("never");
    }
}
