package dev.lightbox.e2e.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SamplesTest {

    @Test
    void quantilesLieBetweenTheNearestValues() {
        Samples samples = Samples.of(40, 10, 30, 20);
        assertThat(samples.median()).isEqualTo(25);
        assertThat(samples.quantile(0)).isEqualTo(10);
        assertThat(samples.quantile(1)).isEqualTo(40);
        assertThat(samples.quantile(0.95)).isCloseTo(38.5, within(1e-9));
    }

    @Test
    void ofOneValueEverythingIsThatValue() {
        assertThat(Samples.of(7).quantile(0.95)).isEqualTo(7);
    }

    @Test
    void nothingIsNotAFigure() {
        assertThatThrownBy(() -> new Samples().median()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Samples.of(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Figure.millis("x", "local", new Samples(), null, ""))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anAimIsReachedByTheValueThatItIsAbout() {
        Samples millis = Samples.of(10, 10, 10, 100);
        assertThat(Aim.medianAtMost(10).isReached(millis)).isTrue();
        assertThat(Aim.p95AtMost(50).isReached(millis)).isFalse();
        assertThat(Aim.allAtMost(100).isReached(millis)).isTrue();
        assertThat(Aim.allAtMost(99).isReached(millis)).isFalse();
        assertThat(Aim.medianAtLeast(11).isReached(millis)).isFalse();
        assertThat(Aim.medianAtLeast(10).isReached(millis)).isTrue();
    }

    @Test
    void ofRatesThe95PercentAreTheLowOnes() {
        Samples rates = Samples.of(10, 20, 30);
        assertThat(Figure.rate("x", "local", rates, null, "").p95()).isCloseTo(11, within(1e-9));
        assertThat(Figure.millis("x", "local", rates, null, "").p95()).isCloseTo(29, within(1e-9));
    }
}
