package dev.lightbox.viewer.viewing.volumes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.volume.NearestVoxel.Cover;
import dev.lightbox.engine.volume.Volume;
import dev.lightbox.viewer.viewing.MemoryStudySource;
import dev.lightbox.viewer.viewing.TestImages;
import dev.lightbox.viewer.viewing.series.SeriesVolume;
import dev.lightbox.viewer.viewing.series.TestSeries;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Slices of 1 mm at 1, then from 12 to 16, then at 30 mm: beside both end slices others are missing. */
class VolumeProbeTest {

    private static final String STUDY = "2.25.1";
    private static final String SERIES = "2.25.2";
    private static final int[] PLACES = {1, 12, 13, 14, 15, 16, 30};

    private static SharedVolume volume() {
        MemoryStudySource source = new MemoryStudySource();
        source.addStudy(STUDY, "");
        source.addSeries(STUDY, SERIES, "CT");
        for (int place : PLACES) {
            source.addInstance(TestImages.file(TestImages.slice(STUDY, SERIES, place)));
        }
        SeriesVolume chosen = TestSeries.read(source, STUDY, SERIES).volumes().largest();
        return new SharedVolume(chosen, chosen.plan(), false);
    }

    private static SharedVolume filled() {
        SharedVolume shared = volume();
        Volume volume = shared.volume();
        for (int k = 0; k < PLACES.length; k++) {
            short[] values =
                    new short[volume.geometry().columns() * volume.geometry().rows()];
            Arrays.fill(values, (short) (10 * k));
            volume.put(k, values);
        }
        return shared;
    }

    private static VolumeProbe.Answer at(SharedVolume shared, double z) {
        return VolumeProbe.at(shared, new PatientPoint(-8, -18, z));
    }

    @ParameterizedTest
    @CsvSource({
        "-5, OUTSIDE, 0",
        "0.4, OUTSIDE, 0",
        "0.6, INSIDE, 0",
        "1, INSIDE, 0",
        "1.4, INSIDE, 0",
        "1.6, GAP, 0",
        "6, GAP, 0",
        "11.4, GAP, 0",
        "11.6, INSIDE, 1",
        "12.4, INSIDE, 1",
        "12.6, INSIDE, 2",
        "16.4, INSIDE, 5",
        "16.6, GAP, 0",
        "29.4, GAP, 0",
        "29.6, INSIDE, 6",
        "30, INSIDE, 6",
        "30.4, INSIDE, 6",
        "30.6, OUTSIDE, 0",
        "37, OUTSIDE, 0",
        "NaN, OUTSIDE, 0"
    })
    void anEndSliceBesideAGapReachesHalfTheUsualDistanceBothWays(double z, Cover cover, int slice) {
        VolumeProbe.Answer answer = at(filled(), z);
        assertThat(answer.cover()).isEqualTo(cover);
        if (cover == Cover.INSIDE) {
            assertThat(answer.value()).hasValue(10 * slice + TestImages.INTERCEPT);
        } else {
            assertThat(answer.value()).isEmpty();
        }
    }

    @Test
    void whereAnEndSliceFailedThereIsAGapAndBeyondItNothing() {
        SharedVolume shared = filled();
        shared.volume().fail(6, "made up");
        assertThat(at(shared, 30.4).cover()).isEqualTo(Cover.GAP);
        assertThat(at(shared, 30.6).cover()).isEqualTo(Cover.OUTSIDE);
    }

    @Test
    void whatIsAwaitedHasNoValueYet() {
        SharedVolume shared = volume();
        shared.volume()
                .put(
                        1,
                        new short
                                [shared.volume().geometry().columns()
                                        * shared.volume().geometry().rows()]);
        assertThat(at(shared, 1).cover()).isEqualTo(Cover.PENDING);
        assertThat(at(shared, 12).cover()).isEqualTo(Cover.INSIDE);
        assertThat(at(shared, 6).cover()).isEqualTo(Cover.GAP);
    }
}
