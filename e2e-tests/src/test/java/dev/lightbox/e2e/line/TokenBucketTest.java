package dev.lightbox.e2e.line;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenBucketTest {

    private static final long START = 1_000_000_000L;
    private static final long MILLI = 1_000_000;

    @Test
    void bytesLeaveOneAfterAnotherAtTheRate() {
        TokenBucket bucket = new TokenBucket(1000, 0, START);
        assertThat(bucket.take(10, START)).isEqualTo(START + 10 * MILLI);
        assertThat(bucket.take(5, START)).isEqualTo(START + 15 * MILLI);
        assertThat(bucket.take(5, START + 12 * MILLI)).isEqualTo(START + 20 * MILLI);
    }

    @Test
    void aPauseIsNotMadeUpFor() {
        TokenBucket bucket = new TokenBucket(1000, 0, START);
        bucket.take(10, START);
        assertThat(bucket.take(10, START + 500 * MILLI)).isEqualTo(START + 510 * MILLI);
    }

    @Test
    void afterAPauseABurstLeavesAtOnceAndTheRestAtTheRate() {
        TokenBucket bucket = new TokenBucket(1000, 20, START);
        assertThat(bucket.take(20, START)).isEqualTo(START);
        assertThat(bucket.take(10, START)).isEqualTo(START + 10 * MILLI);
        assertThat(bucket.take(20, START + 600 * MILLI)).isEqualTo(START + 600 * MILLI);
        assertThat(bucket.take(7, START + 600 * MILLI)).isEqualTo(START + 607 * MILLI);
    }

    @Test
    void aLineWithoutALimitHoldsNothingBack() {
        TokenBucket bucket = new TokenBucket(Line.UNLIMITED, 4096, START);
        assertThat(bucket.take(Integer.MAX_VALUE, START)).isEqualTo(START);
        assertThat(bucket.take(Integer.MAX_VALUE, START + 1)).isEqualTo(START + 1);
    }
}
