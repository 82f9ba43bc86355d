package dev.lightbox.engine.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DecodeLimitsTest {

    @Test
    void withoutALimitOfTimeNothingEverTookTooLong() {
        assertThat(DecodeLimits.DEFAULT.begin()).isSameAs(DecodeLimits.DEFAULT);
        assertThatCode(() -> DecodeLimits.DEFAULT.checkTime()).doesNotThrowAnyException();
    }

    @Test
    void aFrameThatTakesTooLongIsRefusedWithTheLimit() {
        long before = System.nanoTime();
        DecodeLimits limits = new DecodeLimits(1, 1, Duration.ofMillis(20)).begin();
        long after = System.nanoTime();
        DecodeLimits over = new DecodeLimits(1, 1, Duration.ofMillis(20), System.nanoTime() - 1);
        assertThat(limits.deadlineNanos() - before).isGreaterThanOrEqualTo(20_000_000L);
        assertThat(limits.deadlineNanos() - after).isLessThanOrEqualTo(20_000_000L);
        assertThatExceptionOfType(DecodeException.class)
                .isThrownBy(over::checkTime)
                .withMessage("Decoding took more than the limit of 20 ms a frame");
    }

    @Test
    void theTimeBeginsAnewWithEachFrame() throws DecodeException {
        DecodeLimits over = new DecodeLimits(1, 1, Duration.ofHours(1), System.nanoTime() - 1);
        over.begin().checkTime();
        assertThat(over.begin().deadlineNanos()).isGreaterThan(over.deadlineNanos());
    }

    @Test
    void anInterruptedThreadDecodesNoFurtherAndStaysInterrupted() {
        Thread.currentThread().interrupt();
        try {
            assertThatExceptionOfType(DecodeException.class)
                    .isThrownBy(DecodeLimits.DEFAULT::checkTime)
                    .withMessage("Decoding was cancelled");
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void impossibleLimitsAreRefused() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new DecodeLimits(1, 1, Duration.ofMillis(-1)));
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> new DecodeLimits(0, 1));
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> new DecodeLimits((1L << 30) + 1, 1));
    }
}
