package dev.lightbox.engine.codec.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ColorRowsTest {

    /** Every width up to some vectors' length, and beyond: what is left over at a line's end differs for each. */
    private static final int[] SIZES = IntStream.concat(IntStream.rangeClosed(1, 70), IntStream.of(207, 4098))
            .toArray();

    private final Random random = new Random(12);
    private final ColorRows plain = new PlainColorRows();

    @Test
    void theVectorTwinIsThere() {
        assertThat(ColorRows.BEST).isInstanceOf(VectorColorRows.class);
    }

    @Test
    void bothTwinsWidenAlike() {
        for (int size : SIZES) {
            for (int max : new int[] {256, 4096}) {
                short[] row = row(size, max);
                assertThat(widened(ColorRows.BEST, row, size, false)).isEqualTo(widened(plain, row, size, false));
                short[] sums = row(size, 4 * max - 3);
                assertThat(widened(ColorRows.BEST, sums, size, true)).isEqualTo(widened(plain, sums, size, true));
            }
        }
    }

    @Test
    void bothTwinsReadBytesAlike() {
        for (int size : SIZES) {
            byte[] in = new byte[2 * size + 3];
            random.nextBytes(in);
            short[] expected = new short[size + 1];
            short[] actual = new short[size + 1];
            plain.widen(in, 3, size, expected, 1);
            ColorRows.BEST.widen(in, 3, size, actual, 1);
            assertThat(actual).isEqualTo(expected);
            plain.sums(in, 1, size + 3, size, expected);
            ColorRows.BEST.sums(in, 1, size + 3, size, actual);
            assertThat(actual).isEqualTo(expected);
        }
    }

    @Test
    void bothTwinsConvertAlikeAndWriteNothingBehindTheRow() {
        for (int size : SIZES) {
            short[] y = row(size, 256);
            short[] cb = row(size, 256);
            short[] cr = row(size, 256);
            byte[] expected = new byte[3 * size + 1];
            byte[] actual = new byte[3 * size + 1];
            expected[0] = 77;
            actual[0] = 77;
            plain.rgb(y, cb, cr, size, expected, 1);
            ColorRows.BEST.rgb(y, cb, cr, size, actual, 1);
            assertThat(actual).isEqualTo(expected);
        }
    }

    /** ITU-T T.871 7. */
    @Test
    void primaryColoursComeOut() {
        byte[] rgb = new byte[12];
        ColorRows.BEST.rgb(
                new short[] {76, 150, 29, 200},
                new short[] {85, 44, 255, 128},
                new short[] {255, 21, 107, 128},
                4,
                rgb,
                0);
        assertThat(rgb).containsExactly(254, 0, 0, 0, 255, 1, 0, 0, 254, 200, 200, 200);
    }

    private short[] row(int size, int max) {
        short[] row = new short[size + 2 * ColorRows.MARGIN + ColorRows.SLACK];
        for (int i = 0; i < size + 2 * ColorRows.MARGIN; i++) {
            row[i] = (short) random.nextInt(max);
        }
        return row;
    }

    private static short[] widened(ColorRows kernel, short[] row, int size, boolean sums) {
        short[] out = new short[2 * size + 2 * ColorRows.SLACK];
        if (sums) {
            kernel.twiceOfSums(row, size, out);
        } else {
            kernel.twice(row, size, out);
        }
        return Arrays.copyOf(out, 2 * size);
    }
}
