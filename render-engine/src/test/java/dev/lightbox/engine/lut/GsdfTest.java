package dev.lightbox.engine.lut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class GsdfTest {

    @Test
    void luminancesAreThoseOfTheStandardsTable() {
        // PS3.14 Table B-1.
        double[][] table = {
            {1, 0.0500},
            {2, 0.0547},
            {3, 0.0594},
            {4, 0.0643},
            {5, 0.0696},
            {6, 0.0750},
            {7, 0.0807},
            {8, 0.0866},
            {9, 0.0927},
            {10, 0.0991},
            {1023, 3993.4040}
        };
        for (double[] row : table) {
            assertThat(Gsdf.luminance(row[0])).as("L(%s)", row[0]).isCloseTo(row[1], within(row[1] / 1000));
        }
        assertThat(Gsdf.luminance(512)).isCloseTo(130.0653, within(0.0001));
    }

    @Test
    void indexIsTheInverse() {
        assertThat(Gsdf.index(130.0652840)).isCloseTo(511.9965, within(0.0001));
        for (int j = 1; j <= 1023; j++) {
            assertThat(Gsdf.index(Gsdf.luminance(j))).as("j = %s", j).isCloseTo(j, within(0.5));
        }
    }

    @Test
    void luminanceRises() {
        for (int j = 2; j <= 1023; j++) {
            assertThat(Gsdf.luminance(j)).isGreaterThan(Gsdf.luminance(j - 1));
        }
    }

    @Test
    void aDisplayThatFollowsTheFunctionGetsPValuesAsTheyAre() {
        double first = Gsdf.index(0.5);
        double last = Gsdf.index(400);
        double[] luminances = new double[256];
        for (int i = 0; i < 256; i++) {
            luminances[i] = Gsdf.luminance(first + (last - first) * i / 255);
        }
        GrayscaleDisplay display = GrayscaleDisplay.ofLuminances(luminances, 0);
        for (int i = 0; i < 256; i++) {
            assertThat(display.drivingLevel(i / 255.0)).isEqualTo(i);
        }
    }

    @Test
    void equalStepsOfPValuesAreEqualNumbersOfJnds() {
        double black = 0.4;
        double white = 350;
        double ambient = 0.6;
        GrayscaleDisplay display = GrayscaleDisplay.ofRange(black, white, ambient, 2.2);
        assertThat(display.drivingLevel(0)).isZero();
        assertThat(display.drivingLevel(1)).isEqualTo(255);
        double first = Gsdf.index(black + ambient);
        double last = Gsdf.index(white + ambient);
        for (double p = 0.05; p < 1; p += 0.05) {
            int level = display.drivingLevel(p);
            double shown = black + (white - black) * Math.pow(level / 255.0, 2.2) + ambient;
            // A driving level of this display is up to six JNDs wide in the dark.
            assertThat(Gsdf.index(shown)).as("P-value %s", p).isCloseTo(first + (last - first) * p, within(3.5));
        }
    }

    @Test
    void levelsNeverFallWherePValuesRise() {
        GrayscaleDisplay display = GrayscaleDisplay.ofRange(0, 80, 0.05, 1.8);
        int before = 0;
        for (int i = 0; i <= 65_535; i++) {
            int level = display.drivingLevel(i / 65_535.0);
            assertThat(level).isGreaterThanOrEqualTo(before);
            before = level;
        }
    }

    @Test
    void impossibleDisplaysAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> GrayscaleDisplay.ofLuminances(new double[3], 0));
        assertThatIllegalArgumentException().isThrownBy(() -> GrayscaleDisplay.ofLuminances(new double[256], 0));
        assertThatIllegalArgumentException().isThrownBy(() -> GrayscaleDisplay.ofRange(5, 5, 0, 2.2));
        assertThatIllegalArgumentException().isThrownBy(() -> GrayscaleDisplay.ofRange(0, 400, Double.NaN, 2.2));
    }
}
