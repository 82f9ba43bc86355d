package dev.lightbox.viewer.viewing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DecodingPropertiesTest {

    @Test
    void defaultsFollowTheHeap() {
        DecodingProperties defaults = new DecodingProperties(0, 0, 0, 65_535, Duration.ofSeconds(20));
        long heap = Runtime.getRuntime().maxMemory();
        assertThat(defaults.maxFrameBytes()).isEqualTo(Math.min(1L << 30, heap / 4));
        assertThat(defaults.readLimits().maxBytes()).isEqualTo(Math.min(Integer.MAX_VALUE - 8L, heap / 2));
        assertThat(defaults.decodeLimits().maxTime()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void whatIsSetIsTaken() {
        DecodingProperties set = new DecodingProperties(3, 4, 5, 6, Duration.ZERO);
        assertThat(set.readLimits().maxBytes()).isEqualTo(3);
        assertThat(set.readLimits().maxInflatedBytes()).isEqualTo(4);
        assertThat(set.decodeLimits().maxFrameBytes()).isEqualTo(5);
        assertThat(set.decodeLimits().maxEdge()).isEqualTo(6);
        assertThat(set.decodeLimits().begin()).isEqualTo(set.decodeLimits());
    }

    @Test
    void aMistakeIsNamed() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> new DecodingProperties(0, 0, 2L << 30, 65_535, Duration.ZERO))
                .withMessage("lightbox.decoding.max-frame-bytes must be from 0 to 1073741824, not 2147483648");
    }
}
