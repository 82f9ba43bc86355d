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

    private static boolean[] gaps(double[] intervals, List<OptionalDouble> thicknesses) {
        return GapRule.gaps(intervals, GapRule.usual(intervals, thicknesses));
    }

    @Test
    void eachSliceHasTheUsualDistanceOfItsKind() {
        assertThat(GapRule.usual(new double[] {1, 1, 1, 1, 1, 20, 5, 5, 5}, thickness(1, 1, 1, 1, 1, 1, 5, 5, 5, 5)))
                .containsExactly(1, 1, 1, 1, 1, 1, 5, 5, 5, 5);
        // Two intervals make no rule: the median of all.
        assertThat(GapRule.usual(new double[] {1, 1, 1, 1, 1, 20, 5, 5}, thickness(1, 1, 1, 1, 1, 1, 5, 5, 5)))
                .containsOnly(1);
    }

    @Test
    void moreThanOneAndAHalfMediansIsAGap() {
        double[] intervals = {5, 5, 7.5, 5, 7.51, 5, 5};

        assertThat(gaps(intervals, thickness(5, 5, 5, 5, 5, 5, 5, 5)))
                .containsExactly(false, false, false, false, true, false, false);
        assertThat(gaps(intervals, thickness(new double[] {
                    Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN
                })))
                .containsExactly(false, false, false, false, true, false, false);
    }

    @Test
    void thickSlicesAreMeasuredByThickOnes() {
        double[] intervals = {4, 4, 4, 1, 7, 7, 14, 7, 7};

        assertThat(gaps(intervals, thickness(4, 4, 4, 4, 7, 7, 7, 7, 7, 7)))
                .containsExactly(false, false, false, false, false, false, true, false, false);
    }

    @Test
    void betweenTwoThicknessesTheLargerCounts() {
        assertThat(gaps(new double[] {4, 4, 4, 10, 7, 7, 7}, thickness(4, 4, 4, 4, 7, 7, 7, 7)))
                .containsExactly(false, false, false, false, false, false, false);
        assertThat(gaps(new double[] {4, 4, 4, 11, 7, 7, 7}, thickness(4, 4, 4, 4, 7, 7, 7, 7)))
                .containsExactly(false, false, false, true, false, false, false);
    }

    @Test
    void twoThickSlicesApartFromEachOtherAreNoRule() {
        // A single interval of 20 mm between two slices of 9 mm: it can't be its own median.
        assertThat(gaps(new double[] {4, 4, 4, 4, 20, 4, 4}, thickness(5, 5, 5, 5, 9, 9, 5, 5)))
                .containsExactly(false, false, false, false, true, false, false);
    }
}
