package dev.lightbox.viewer.viewing.series;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** How long each frame stands when it is played, by what the file has. */
class FrameTimingTest {

    private static OptionalDouble of(DataSet.Builder image, int frame, int frames) {
        return FrameTiming.durationMs(image.build(), frame, frames);
    }

    @Test
    void takesTheRateThatTheFileRecommendsBeforeAllElse() {
        DataSet.Builder image = DataSet.builder()
                .putInts(Tag.RecommendedDisplayFrameRate, 20)
                .putNumbers(Tag.FrameTime, 33.3)
                .putInts(Tag.CineRate, 10);
        assertThat(of(image, 1, 24)).hasValue(50);
    }

    @Test
    void takesTheTimeBetweenFramesAndElseTheCineRate() {
        assertThat(of(DataSet.builder().putNumbers(Tag.FrameTime, 33.3).putInts(Tag.CineRate, 10), 7, 24))
                .hasValue(33.3);
        assertThat(of(DataSet.builder().putInts(Tag.CineRate, 10), 7, 24)).hasValue(100);
        assertThat(of(DataSet.builder(), 1, 24)).isEmpty();
    }

    @Test
    void aFrameOfAVectorStandsUntilTheNextOneIsDue() {
        DataSet.Builder image = DataSet.builder()
                .putNumbers(Tag.FrameTimeVector, 0, 30, 500, 40)
                .putNumbers(Tag.FrameTime, 99);
        assertThat(of(image, 1, 4)).hasValue(30);
        assertThat(of(image, 2, 4)).hasValue(500);
        assertThat(of(image, 3, 4)).hasValue(40);
        assertThat(of(image, 4, 4)).as("as long as the one before").hasValue(40);
    }

    @Test
    void aVectorOfAnotherLengthTellsNothing() {
        DataSet.Builder image =
                DataSet.builder().putNumbers(Tag.FrameTimeVector, 0, 30).putNumbers(Tag.FrameTime, 99);
        assertThat(of(image, 1, 4)).hasValue(99);
    }

    @Test
    void passesOverWhatMakesNoSense() {
        assertThat(of(DataSet.builder().putInts(Tag.RecommendedDisplayFrameRate, 0), 1, 4))
                .isEmpty();
        assertThat(of(DataSet.builder().putNumbers(Tag.FrameTime, -40), 1, 4)).isEmpty();
        assertThat(of(DataSet.builder().putNumbers(Tag.FrameTime, 1e9).putInts(Tag.CineRate, 25), 1, 4))
                .hasValue(40);
        assertThat(of(DataSet.builder().putInts(Tag.CineRate, 30_000), 1, 4)).isEmpty();
    }
}
