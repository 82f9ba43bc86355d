package dev.lightbox.e2e.line;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrafficTest {

    @Test
    void bytesAreCountedBetweenMoments() {
        Traffic traffic = new Traffic();
        traffic.add(10, 100);
        traffic.add(20, 200);
        traffic.add(40, 300.5);
        assertThat(traffic.total()).isEqualTo(70);
        assertThat(traffic.between(0, 1000)).isEqualTo(70);
        assertThat(traffic.between(100, 300)).isEqualTo(20);
        assertThat(traffic.between(150, 300.5)).isEqualTo(60);
        assertThat(traffic.between(301, 400)).isZero();
    }

    @Test
    void aRestartForgetsMomentsNotBytes() {
        Traffic traffic = new Traffic();
        traffic.add(10, 100);
        traffic.restart();
        assertThat(traffic.between(0, 1000)).isZero();
        for (int i = 0; i < 5000; i++) {
            traffic.add(1, 200 + i);
        }
        assertThat(traffic.total()).isEqualTo(5010);
        assertThat(traffic.between(0, 10_000)).isEqualTo(5000);
        assertThat(traffic.between(200, 1199)).isEqualTo(999);
    }
}
