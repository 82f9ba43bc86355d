package dev.lightbox.engine.volume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class GapRuleTest {

    private static List<OptionalDouble> thickness(double... values) {
        List<OptionalDouble> all = new ArrayList<>();
        for (double value : values) {
            all.add(Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value));
        }
        return all;
    }

    @Test
    void moreThanOneAndAHalfMediansIsAGap() {
        double[] intervals = {5, 5, 7.5, 5, 7.51, 5, 5};

        assertThat(GapRule.gaps(intervals, thickness(5, 5, 5, 5, 5, 5, 5, 5)))
                .containsExactly(false, false, false, false, true, false, false);
        assertThat(GapRule.gaps(intervals, thickness(new double[] {
                    Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN
                })))
                .containsExactly(false, false, false, false, true, false, false);
    }

    @Test
    void thickSlicesAreMeasuredByThickOnes() {
        double[] intervals = {4, 4, 4, 1, 7, 7, 14, 7, 7};

        assertThat(GapRule.gaps(intervals, thickness(4, 4, 4, 4, 7, 7, 7, 7, 7, 7)))
                .containsExactly(false, false, false, false, false, false, true, false, false);
    }

    @Test
    void betweenTwoThicknessesTheLargerCounts() {
        assertThat(GapRule.gaps(new double[] {4, 4, 4, 10, 7, 7, 7}, thickness(4, 4, 4, 4, 7, 7, 7, 7)))
                .containsExactly(false, false, false, false, false, false, false);
        assertThat(GapRule.gaps(new double[] {4, 4, 4, 11, 7, 7, 7}, thickness(4, 4, 4, 4, 7, 7, 7, 7)))
                .containsExactly(false, false, false, true, false, false, false);
    }

    @Test
    void twoThickSlicesApartFromEachOtherAreNoRule() {
        // A single interval of 20 mm between two slices of 9 mm: it can't be its own median.
        assertThat(GapRule.gaps(new double[] {4, 4, 4, 4, 20, 4, 4}, thickness(5, 5, 5, 5, 9, 9, 5, 5)))
                .containsExactly(false, false, false, false, true, false, false);
    }
}
