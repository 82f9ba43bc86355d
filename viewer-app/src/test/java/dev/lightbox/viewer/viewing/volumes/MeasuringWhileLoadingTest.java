package dev.lightbox.viewer.viewing.volumes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.Vector3;
import dev.lightbox.engine.measure.MeasurementKind;
import dev.lightbox.engine.measure.MeasuringPlane;
import dev.lightbox.engine.volume.Slab;
import dev.lightbox.viewer.viewing.MemoryStudySource;
import dev.lightbox.viewer.viewing.TestImages;
import dev.lightbox.viewer.viewing.measuring.MeasureQueue;
import dev.lightbox.viewer.viewing.measuring.Outcome;
import dev.lightbox.viewer.viewing.measuring.VolumeMeasuring;
import dev.lightbox.viewer.viewing.series.SeriesVolume;
import dev.lightbox.viewer.viewing.series.TestSeries;
import dev.lightbox.viewer.viewing.work.WorkScheduler;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A volume of four slices that come when the test says so. What is to be done runs when the test lets it. */
class MeasuringWhileLoadingTest {

    private static final String STUDY = "2.25.1";
    private static final String SERIES = "2.25.2";
    private static final int SLICES = 4;
    private static final MeasuringPlane PLANE =
            new MeasuringPlane(new Vector3(1, 0, 0), new Vector3(0, 1, 0), Slab.NONE);

    private record Answer(VolumeMeasuring.Wanted wanted, Outcome outcome) {}

    private final Queue<Runnable> due = new ArrayDeque<>();
    private final List<Answer> answers = new ArrayList<>();
    private SharedVolume volume;
    private VolumeMeasuring measuring;

    @BeforeEach
    void open() {
        MemoryStudySource source = new MemoryStudySource();
        source.addStudy(STUDY, "");
        source.addSeries(STUDY, SERIES, "CT");
        for (int number = 1; number <= SLICES; number++) {
            source.addInstance(TestImages.file(TestImages.slice(STUDY, SERIES, number)));
        }
        SeriesVolume chosen = TestSeries.read(source, STUDY, SERIES).volumes().largest();
        volume = new SharedVolume(chosen, chosen.plan(), false);
        Executor later = due::add;
        measuring = new VolumeMeasuring(
                volume, new WorkScheduler(1, 1, later), later, "reader", (wanted, outcome, taken) -> {
                    answers.add(new Answer(wanted, outcome));
                    taken.run();
                });
    }

    private void run() {
        for (Runnable next = due.poll(); next != null; next = due.poll()) {
            next.run();
        }
    }

    private void fill() {
        for (int slice = 0; slice < SLICES; slice++) {
            volume.volume().put(slice, new short[TestImages.COLUMNS * TestImages.ROWS]);
        }
        volume.whole().complete(null);
    }

    private void ask(long number, long revision, MeasurementKind kind) {
        List<PatientPoint> points = List.of(new PatientPoint(-9, -19, 2), new PatientPoint(-6, -15, 2));
        measuring.measure(new VolumeMeasuring.Wanted(number, revision, kind, PLANE, points));
        run();
    }

    @Test
    void regionsWaitForTheWholeVolumeAndLengthsDont() {
        ask(1, 0, MeasurementKind.ELLIPSE);
        ask(2, 0, MeasurementKind.LENGTH);
        assertThat(answers).extracting(answer -> answer.wanted().number()).containsExactly(2L);
        fill();
        run();
        assertThat(answers).extracting(answer -> answer.wanted().number()).containsExactly(2L, 1L);
        assertThat(answers).allSatisfy(answer -> assertThat(answer.outcome()).isInstanceOf(Outcome.Values.class));
    }

    @Test
    void ofWhatWasMovedMeanwhileOnlyTheNewestIsAnswered() {
        for (int revision = 0; revision < 50; revision++) {
            ask(1, revision, MeasurementKind.RECTANGLE);
        }
        fill();
        run();
        assertThat(answers).extracting(answer -> answer.wanted().revision()).containsExactly(49L);
    }

    @Test
    void moreThanCanWaitAreRefused() {
        for (int number = 0; number <= MeasureQueue.MOST_WAITING + 1; number++) {
            ask(number, 0, MeasurementKind.RECTANGLE);
        }
        assertThat(answers).extracting(Answer::outcome).containsExactly(Outcome.TOO_MANY);
    }

    @Test
    void whoHasLeftIsntAnswered() {
        ask(1, 0, MeasurementKind.ELLIPSE);
        measuring.close();
        fill();
        run();
        assertThat(answers).isEmpty();
    }

    @Test
    void whoHasLeftDoesntStayWithTheVolumeWhileItLoads() {
        ask(1, 0, MeasurementKind.ELLIPSE);
        assertThat(volume.whole().getNumberOfDependents()).isEqualTo(1);
        measuring.close();
        run();
        assertThat(volume.whole().getNumberOfDependents()).isZero();
        assertThat(answers).isEmpty();
    }
}
