package dev.lightbox.engine.lut;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lightbox.engine.lut.VoiTransform.Window;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VoiTransformTest {

    /** The three examples that PS3.3 C.11.2.1.2.1 gives itself. */
    @Test
    void linearIsTheStandardsOwnExamples() {
        Window ct = new Window(2048, 4096, VoiFunction.LINEAR);
        assertThat(ct.apply(0)).isEqualTo(0);
        assertThat(ct.apply(4095)).isEqualTo(255);
        assertThat(ct.apply(2048)).isEqualTo(((2048 - 2047.5) / 4095 + 0.5) * 255);

        Window one = new Window(2048, 1, VoiFunction.LINEAR);
        assertThat(one.apply(2047.5)).isEqualTo(0);
        assertThat(one.apply(2047.6)).isEqualTo(255);

        Window zero = new Window(0, 100, VoiFunction.LINEAR);
        assertThat(zero.apply(-50)).isEqualTo(0);
        assertThat(zero.apply(49)).isEqualTo(255);
        assertThat(zero.apply(48.99)).isLessThan(255);
    }

    @Test
    void linearExactReachesFromEdgeToEdge() {
        Window window = new Window(2048, 4096, VoiFunction.LINEAR_EXACT);
        assertThat(window.apply(0)).isEqualTo(0);
        assertThat(window.apply(2048)).isEqualTo(127.5);
        assertThat(window.apply(4096)).isEqualTo(255);
        assertThat(window.apply(4097)).isEqualTo(255);
    }

    @Test
    void sigmoidIsHalfAtItsCenter() {
        Window window = new Window(100, 50, VoiFunction.SIGMOID);
        assertThat(window.apply(100)).isEqualTo(127.5);
        assertThat(window.apply(150)).isCloseTo(255 / (1 + Math.exp(-4)), within(1e-9));
        assertThat(window.apply(-1e6)).isEqualTo(0);
    }

    @Test
    void noWindowEverTurnsBack() {
        Random random = new Random(11);
        for (VoiFunction function : VoiFunction.values()) {
            for (int i = 0; i < 300; i++) {
                Window window = new Window(random.nextDouble(-2000, 4000), random.nextDouble(0.01, 5000), function);
                double a = random.nextDouble(-5000, 8000);
                double b = a + random.nextDouble(0, 3000);
                assertThat(window.apply(b)).as(window + " at " + a + ", " + b).isGreaterThanOrEqualTo(window.apply(a));
                assertThat(window.apply(a)).isBetween(0.0, 255.0);
            }
        }
    }

    @Test
    void aVoiLutClampsItsInputAndScalesItsOutput() {
        LutTable table = new LutTable(-2, new short[] {0, 100, (short) 4095}, 12);
        VoiTransform lut = new VoiTransform.Lookup(table);
        assertThat(lut.apply(-100)).isEqualTo(0);
        assertThat(lut.apply(-1)).isEqualTo(100 * 255.0 / 4095);
        assertThat(lut.apply(7)).isEqualTo(255);
    }

    @Test
    void aTableHoldsTheLevelOfEveryStoredValueByItsBits() {
        GrayTransform transform = new GrayTransform(
                new ModalityTransform.Rescale(2, -10), new Window(0, 257, VoiFunction.LINEAR_EXACT), true);
        byte[] table = transform.table(8, true);
        for (int stored = -128; stored < 128; stored++) {
            assertThat(table[stored & 0xFF] & 0xFF).isEqualTo(transform.levelOfStored(stored));
        }
        assertThat(table[127] & 0xFF).isEqualTo(0);
        assertThat(table[5] & 0xFF).isEqualTo(255 - 128);
    }
}
