package dev.lightbox.engine.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.engine.lut.GrayTransform;
import dev.lightbox.engine.lut.ModalityTransform.Rescale;
import dev.lightbox.engine.lut.VoiFunction;
import dev.lightbox.engine.lut.VoiTransform.Window;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LinearLevelsTest {

    @Test
    void levelsOfScaledValuesAreWithinOneOfTheExactFormula() {
        Random random = new Random(5);
        float[] values = new float[4098];
        byte[] out = new byte[values.length];
        for (int i = 0; i < 300; i++) {
            GrayTransform transform = new GrayTransform(
                    new Rescale(random.nextDouble(-2, 2) + 1e-3, random.nextInt(-2000, 2000)),
                    new Window(
                            random.nextDouble(-3000, 3000),
                            Math.exp(random.nextDouble(0.1, 11)),
                            random.nextBoolean() ? VoiFunction.LINEAR : VoiFunction.LINEAR_EXACT),
                    random.nextBoolean());
            for (int v = 0; v < values.length; v++) {
                values[v] = random.nextFloat(-5000, 5000);
            }
            LinearLevels.of(transform).orElseThrow().apply(values, values.length, out, 0);
            for (int v = 0; v < values.length; v++) {
                assertThat(out[v] & 0xFF)
                        .as("%s of %s", transform, values[v])
                        .isCloseTo(transform.levelOfStored(values[v]), org.assertj.core.data.Offset.offset(1));
            }
        }
    }
}
