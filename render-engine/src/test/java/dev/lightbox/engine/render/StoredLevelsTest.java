package dev.lightbox.engine.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.engine.kernel.StraightLine;
import dev.lightbox.engine.lut.GrayTransform;
import dev.lightbox.engine.lut.LutTable;
import dev.lightbox.engine.lut.ModalityTransform;
import dev.lightbox.engine.lut.ModalityTransform.Rescale;
import dev.lightbox.engine.lut.VoiFunction;
import dev.lightbox.engine.lut.VoiTransform;
import dev.lightbox.engine.lut.VoiTransform.Window;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is chosen, line or table: the level of every one of 65,536 stored values is that of the exact formula. */
class StoredLevelsTest {

    @Test
    void usualWindowsAreLines() {
        double[][] windows = {
            {40, 400}, {40, 80}, {-600, 1500}, {300, 1500}, {2048, 4096}, {0, 65_536}, {128, 256}, {50, 350}
        };
        for (double[] window : windows) {
            for (boolean inverse : new boolean[] {false, true}) {
                GrayTransform transform = transform(1, -1024, window[0], window[1], VoiFunction.LINEAR, inverse);
                assertThat(check(transform, 16, true)).as("%s", transform).isTrue();
                assertThat(check(transform, 12, false)).as("%s", transform).isTrue();
            }
        }
    }

    @Test
    void extremeWindows() {
        double[] centers = {0, -0.5, 0.5, -32_768, 32_767, 65_535, 1e9, -1e9, 1e300, -1e300, 40.25};
        double[] widths = {
            Double.MIN_VALUE, 1e-9, 0.5, 1, 1.0001, 2, 3, 9, 255, 256, 257, 511, 4095, 65_535, 65_536, 1e9, 1e300
        };
        for (double center : centers) {
            for (double width : widths) {
                for (VoiFunction function : new VoiFunction[] {VoiFunction.LINEAR, VoiFunction.LINEAR_EXACT}) {
                    for (double slope : new double[] {1, -1, 0.001, 1e6}) {
                        check(transform(slope, 0, center, width, function, width == 3), 16, true);
                    }
                }
            }
        }
    }

    @Test
    void randomWindowsSlopesAndDepths() {
        Random random = new Random(11);
        for (int i = 0; i < 400; i++) {
            GrayTransform transform = transform(
                    random.nextDouble(-3, 3) + 1e-3,
                    random.nextInt(-2000, 2000),
                    random.nextBoolean() ? random.nextInt(-2000, 4000) : random.nextDouble(-2000, 4000),
                    random.nextBoolean() ? random.nextInt(1, 6000) : random.nextDouble(0.5, 90_000),
                    random.nextBoolean() ? VoiFunction.LINEAR : VoiFunction.LINEAR_EXACT,
                    random.nextBoolean());
            check(transform, 1 + random.nextInt(16), random.nextBoolean());
        }
    }

    @Test
    void whatIsNoLineGoesThroughATable() {
        GrayTransform sigmoid = transform(1, 0, 1000, 300, VoiFunction.SIGMOID, false);
        assertThat(check(sigmoid, 12, false)).isFalse();
        LutTable lut = new LutTable(5, new short[] {200, 3, 77}, 8);
        ModalityTransform identity = ModalityTransform.IDENTITY;
        assertThat(check(new GrayTransform(identity, new VoiTransform.Lookup(lut), true), 12, true))
                .isFalse();
        Window window = new Window(100, 200, VoiFunction.LINEAR);
        assertThat(check(new GrayTransform(new ModalityTransform.Lookup(lut), window, false), 8, false))
                .isFalse();
    }

    private static GrayTransform transform(
            double slope, double intercept, double center, double width, VoiFunction function, boolean inverse) {
        return new GrayTransform(new Rescale(slope, intercept), new Window(center, width, function), inverse);
    }

    /** Compares all values of {@code bits} bits, as shorts and (where they fit) as bytes; returns whether a line was used. */
    private static boolean check(GrayTransform transform, int bits, boolean signed) {
        Optional<StraightLine> line = StoredLevels.line(transform, bits, signed);
        boolean lineIsExact = check(transform, bits, signed, StoredLevels.of(line, transform, bits, signed));
        // What is used before the vector loops serve.
        check(transform, bits, signed, StoredLevels.of(Optional.empty(), transform, bits, signed));
        return lineIsExact;
    }

    private static boolean check(GrayTransform transform, int bits, boolean signed, StoredLevels levels) {
        int size = 1 << bits;
        short[] in = new short[size];
        byte[] expected = new byte[size];
        for (int i = 0; i < size; i++) {
            int value = signed ? i - size / 2 : i;
            in[i] = (short) value;
            expected[i] = (byte) transform.levelOfStored(value);
        }
        byte[] out = new byte[size];
        levels.apply(in, 0, size, out, 0);
        assertThat(out).as("%s, %d bits, signed %b", transform, bits, signed).isEqualTo(expected);
        if (bits <= 8) {
            byte[] narrow = new byte[size];
            for (int i = 0; i < size; i++) {
                narrow[i] = (byte) in[i];
            }
            byte[] result = new byte[size];
            levels.apply(narrow, 0, size, result, 0);
            assertThat(result).isEqualTo(expected);
        }
        return levels.isLine();
    }
}
