package dev.lightbox.engine.codec.jpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InverseDctTest {

    private static final int STRIDE = InverseDct.COLUMNS + 5;

    private final Random random = new Random(11);
    private final InverseDct plain = new PlainInverseDct();

    @Test
    void theVectorTwinIsThere() {
        assertThat(InverseDct.BEST).isInstanceOf(VectorInverseDct.class);
    }

    @Test
    void bothTwinsGiveTheSameLevelsForAnyCoefficients() {
        for (int round = 0; round < 400; round++) {
            short[] coefficients = coefficients(round);
            int[] quantization =
                    random.ints(64, 1, round % 3 == 0 ? 65_536 : 256).toArray();
            byte[] expected = new byte[8 * STRIDE + 3];
            byte[] actual = new byte[8 * STRIDE + 3];
            plain.transform(coefficients, quantization, new int[InverseDct.COEFFICIENTS], expected, 3, STRIDE);
            InverseDct.BEST.transform(coefficients, quantization, new int[InverseDct.COEFFICIENTS], actual, 3, STRIDE);
            assertThat(actual).isEqualTo(expected);
            short[] expected12 = new short[8 * STRIDE + 3];
            short[] actual12 = new short[8 * STRIDE + 3];
            plain.transform(coefficients, quantization, new int[InverseDct.COEFFICIENTS], expected12, 3, STRIDE);
            InverseDct.BEST.transform(
                    coefficients, quantization, new int[InverseDct.COEFFICIENTS], actual12, 3, STRIDE);
            assertThat(actual12).isEqualTo(expected12);
        }
    }

    private short[] coefficients(int round) {
        short[] coefficients = new short[InverseDct.COEFFICIENTS];
        int count = random.nextInt(coefficients.length);
        int range = round % 2 == 0 ? 20 : 65_536;
        for (int i = 0; i < count; i++) {
            coefficients[random.nextInt(coefficients.length)] = (short) (random.nextInt(range) - range / 2);
        }
        return coefficients;
    }

    /** T.81 A.3.3 in floating point, which integers may miss by one level. */
    @Test
    void levelsAreThoseOfTheStandardsFormula() {
        int[] ones = new int[64];
        Arrays.fill(ones, 1);
        for (int round = 0; round < 20; round++) {
            short[] coefficients = new short[InverseDct.COEFFICIENTS];
            for (int i = 0; i < 40; i++) {
                coefficients[random.nextInt(coefficients.length)] = (short) (random.nextInt(400) - 200);
            }
            byte[] levels = new byte[8 * InverseDct.COLUMNS];
            InverseDct.BEST.transform(
                    coefficients, ones, new int[InverseDct.COEFFICIENTS], levels, 0, InverseDct.COLUMNS);
            for (int i = 0; i < levels.length; i++) {
                int y = i / InverseDct.COLUMNS;
                int x = i % InverseDct.COLUMNS;
                assertThat((levels[i] & 0xFF) - formula(coefficients, x / 8, x % 8, y))
                        .isBetween(-1.0, 1.0);
            }
        }
    }

    private static double formula(short[] coefficients, int block, int x, int y) {
        double sum = 0;
        for (int v = 0; v < 8; v++) {
            for (int u = 0; u < 8; u++) {
                double cu = u == 0 ? Math.sqrt(0.5) : 1;
                double cv = v == 0 ? Math.sqrt(0.5) : 1;
                sum += cu
                        * cv
                        * coefficients[(8 * v + u) * InverseDct.BLOCKS + block]
                        * Math.cos((2 * x + 1) * u * Math.PI / 16)
                        * Math.cos((2 * y + 1) * v * Math.PI / 16);
            }
        }
        return Math.clamp(sum / 4 + 128, 0, 255);
    }
}
