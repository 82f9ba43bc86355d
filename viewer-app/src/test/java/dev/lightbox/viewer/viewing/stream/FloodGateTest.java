package dev.lightbox.viewer.viewing.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FloodGateTest {

    @Test
    void passesTwiceTheRateAtOnceAndTheRateInTheLongRun() {
        FloodGate gate = new FloodGate(10, 0);
        int passed = 0;
        for (int i = 0; i < 100; i++) {
            passed += gate.pass(0) ? 1 : 0;
        }
        assertThat(passed).isEqualTo(20);
        assertThat(gate.pass(TimeUnit.MILLISECONDS.toNanos(99))).isFalse();
        assertThat(gate.pass(TimeUnit.MILLISECONDS.toNanos(101))).isTrue();
        assertThat(gate.pass(TimeUnit.MILLISECONDS.toNanos(102))).isFalse();
    }
}
