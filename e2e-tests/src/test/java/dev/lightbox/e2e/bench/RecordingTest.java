package dev.lightbox.e2e.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lightbox.e2e.bench.Recording.Input;
import dev.lightbox.e2e.bench.Recording.Message;
import dev.lightbox.e2e.bench.Recording.Paint;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordingTest {

    private static Paint slice(int slice, long sequence, double drawn, double painted) {
        return new Paint(drawn, painted, "slices", "picture", "1.2", slice, sequence, false, 0, 100);
    }

    private static Recording of(List<Input> inputs, List<Paint> paints) {
        return new Recording(inputs, paints, List.of(), List.of(), List.of());
    }

    @Test
    void aTurnOfTheWheelIsAnsweredByThePictureThatIsAtLeastAsFarOn() {
        Recording recording = of(
                List.of(new Input("wheel", 1000), new Input("wheel", 1050), new Input("wheel", 1100)),
                // Slice 7 was skipped: the reader has moved on.
                List.of(slice(6, 1, 1030, 1040), slice(8, 2, 1150, 1160)));
        assertThat(recording.wheelLatencies(5).values()).containsExactly(40.0, 110.0, 60.0);
    }

    @Test
    void aPictureThatWasNotOnTheScreenIsNone() {
        Recording recording = of(List.of(new Input("wheel", 1000)), List.of(slice(2, 1, 1010, 0)));
        assertThatThrownBy(() -> recording.wheelLatencies(1)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whatTheHandDidIsCounted() {
        Recording recording = of(
                List.of(
                        new Input("wheel", 1000),
                        new Input("click", 1100),
                        new Input("wheel", 1100),
                        new Input("wheel", 1200)),
                List.of());
        assertThat(recording.inputRate("wheel")).isEqualTo(10);
        assertThat(recording.inputRate("click")).isZero();
    }

    @Test
    void aRateCountsEachPictureOnce() {
        Recording recording = of(
                List.of(),
                List.of(
                        slice(1, 1, 995, 999),
                        slice(1, 2, 1095, 1100),
                        slice(1, 2, 1105, 1110),
                        slice(1, 3, 1395, 1400),
                        slice(1, 4, 1595, 1600)));
        assertThat(recording.rate("slices", 1000, 1500)).isEqualTo(4);
        assertThat(recording.rate("axial", 1000, 1500)).isZero();
    }

    @Test
    void theWayOfAPictureIsToldInSteps() {
        Recording recording = new Recording(
                List.of(new Input("wheel", 1000)),
                List.of(slice(2, 8, 1045, 1050)),
                List.of(new Message(1002, "painted", 0, 7, 0), new Message(1010, "render", 0, 8, 0)),
                List.of(new Message(1005, "", 1, 9, 100), new Message(1040, "", 0, 8, 20_000)),
                List.of());
        assertThat(recording.steps()).contains(new Recording.Steps(10, 30, 10, 20_000));
    }
}
