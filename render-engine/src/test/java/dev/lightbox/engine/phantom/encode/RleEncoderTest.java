package dev.lightbox.engine.phantom.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RleEncoderTest {
    @Test
    void aRunIsTwoBytesAndALiteralItsLengthAndBytes() {
        byte[] frame = RleEncoder.encode(new byte[] {7, 7, 7, 7, 1, 2}, 1, 6, 1, 1);
        assertThat(Arrays.copyOf(frame, 12)).containsExactly(1, 0, 0, 0, 64, 0, 0, 0, 0, 0, 0, 0);
        assertThat(Arrays.copyOfRange(frame, 64, frame.length)).containsExactly(-3, 7, 1, 1, 2, 0);
    }

    @Test
    void theMostSignificantBytesComeFirst() {
        byte[] frame = RleEncoder.encode(new byte[] {0x34, 0x12, 0x78, 0x56}, 1, 2, 1, 2);
        assertThat(frame[0]).isEqualTo((byte) 2);
        assertThat(frame[8]).as("offset of the second segment").isEqualTo((byte) 68);
        assertThat(Arrays.copyOfRange(frame, 64, frame.length)).containsExactly(1, 0x12, 0x56, 0, 1, 0x34, 0x78, 0);
    }

    @Test
    void coloursAreASegmentEach() {
        byte[] frame = RleEncoder.encode(new byte[] {1, 2, 3, 4, 5, 6}, 1, 2, 3, 1);
        assertThat(Arrays.copyOfRange(frame, 64, frame.length)).containsExactly(1, 1, 4, 0, 1, 2, 5, 0, 1, 3, 6, 0);
    }

    @Test
    void runsDontCrossRowsNorGrowBeyond128() {
        byte[] twoRows = RleEncoder.encode(new byte[] {9, 9, 9, 9}, 2, 2, 1, 1);
        assertThat(Arrays.copyOfRange(twoRows, 64, twoRows.length)).containsExactly(-1, 9, -1, 9);
        byte[] longRow = RleEncoder.encode(new byte[130], 1, 130, 1, 1);
        assertThat(Arrays.copyOfRange(longRow, 64, longRow.length)).containsExactly(-127, 0, -1, 0);
    }

    @Test
    void aFrameOfTheWrongSizeIsRefused() {
        assertThatThrownBy(() -> RleEncoder.encode(new byte[5], 1, 6, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a frame of 5 bytes, expected 6");
    }
}
