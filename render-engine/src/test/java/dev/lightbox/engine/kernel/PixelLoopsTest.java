package dev.lightbox.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The plain loops are the truth for the vector loops: bit for bit, at every length, with extreme values. */
class PixelLoopsTest {

    private static final int[] SIZES = {0, 1, 13, 15, 16, 17, 207, 4098};

    private final PixelLoops plain = new PlainLoops();
    private final Random random = new Random(2026);

    /** Not an assumption: where the module is missing this class must fail, not be skipped. */
    private static PixelLoops vector() {
        assertThat(VectorApi.isAvailable()).as("module jdk.incubator.vector").isTrue();
        // With vectors of 128 bits there are no vector loops.
        return VectorApi.isFast() ? new VectorLoops() : new PlainLoops();
    }

    @Test
    void cells() {
        for (int size : SIZES) {
            for (int stored = 1; stored <= 16; stored++) {
                for (int highBit = stored - 1; highBit < 16; highBit += 5) {
                    for (boolean signed : new boolean[] {true, false}) {
                        short[] cells = shorts(size);
                        short[] a = cells.clone();
                        short[] b = cells.clone();
                        plain.extract(a, 15 - highBit, 16 - stored, signed);
                        vector().extract(b, 15 - highBit, 16 - stored, signed);
                        assertThat(b).isEqualTo(a);
                        for (int i = 0; i < size; i++) {
                            int bits = cells[i] >> (highBit + 1 - stored) & (1 << stored) - 1;
                            int expected = signed && bits >> (stored - 1) == 1 ? bits - (1 << stored) : bits;
                            assertThat(a[i]).isEqualTo((short) expected);
                        }
                    }
                }
            }
        }
    }

    @Test
    void straightLinesOfShortsAndBytes() {
        float[] factors = {0, 1, -1, 0.6391f, -0.0039f, StraightLine.STEEPEST, -StraightLine.STEEPEST, Float.MIN_VALUE};
        for (int size : SIZES) {
            for (boolean signed : new boolean[] {true, false}) {
                for (float factor : factors) {
                    for (int anchor : new int[] {0, 7, signed ? -32_768 : 65_535, 32_767}) {
                        for (float summand : new float[] {127.5f, 0, -65_536, 65_536}) {
                            StraightLine line = new StraightLine(signed, anchor, factor, summand);
                            short[] in = shorts(size + 3);
                            byte[] a = new byte[size + 5];
                            byte[] b = new byte[size + 5];
                            plain.straight(in, 3, size, line, a, 2);
                            vector().straight(in, 3, size, line, b, 2);
                            assertThat(b).isEqualTo(a);
                            byte[] narrow = bytes(size + 3);
                            plain.straight(narrow, 3, size, line, a, 2);
                            vector().straight(narrow, 3, size, line, b, 2);
                            assertThat(b).isEqualTo(a);
                        }
                    }
                }
            }
        }
    }

    @Test
    void aStraightLineIsClampedAndRoundsToTheNearestLevel() {
        StraightLine line = new StraightLine(true, 40, 0.5f, 100);
        assertThat(line.level(40)).isEqualTo(100);
        // 100.5 and 101.5: ties go to the even level.
        assertThat(line.level(41)).isEqualTo(100);
        assertThat(line.level(43)).isEqualTo(102);
        assertThat(line.level(-32_768)).isZero();
        assertThat(line.level(32_767)).isEqualTo(255);
        StraightLine falling = new StraightLine(false, 65_535, -StraightLine.STEEPEST, 0);
        assertThat(falling.level(0)).isEqualTo(255);
        assertThat(falling.level(65_535)).isZero();
        assertThat(falling.level(65_534)).isEqualTo(32);
        assertThatIllegalArgumentException().isThrownBy(() -> new StraightLine(true, 0, 33, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new StraightLine(true, 0, Float.NaN, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new StraightLine(true, 70_000, 1, 0));
    }

    @Test
    void levelsOfFloats() {
        for (int size : SIZES) {
            float[] in = floats(size);
            byte[] a = new byte[size + 2];
            byte[] b = new byte[size + 2];
            for (float factor : new float[] {1, -0.37f, 1e30f, -1e30f, 0}) {
                for (float base : new float[] {0, -1024, 1e9f}) {
                    plain.linear(in, size, base, factor, 128, a, 1);
                    vector().linear(in, size, base, factor, 128, b, 1);
                    assertThat(b).isEqualTo(a);
                }
            }
            plain.round(in, size, a, 1);
            vector().round(in, size, b, 1);
            assertThat(b).isEqualTo(a);
        }
        byte[] out = new byte[5];
        plain.round(new float[] {0.49f, 0.5f, Float.NaN, 300, -7}, 5, out, 0);
        assertThat(out).containsExactly(0, 1, 0, 255, 0);
    }

    @Test
    void linesOfFloats() {
        for (int size : SIZES) {
            for (boolean signed : new boolean[] {true, false}) {
                short[] shorts = shorts(size + 3);
                byte[] bytes = bytes(size + 3);
                float[] a = new float[size];
                float[] b = new float[size];
                plain.toFloat(shorts, 3, size, signed, a);
                vector().toFloat(shorts, 3, size, signed, b);
                assertThat(b).isEqualTo(a);
                plain.toFloat(bytes, 3, size, signed, a);
                vector().toFloat(bytes, 3, size, signed, b);
                assertThat(b).isEqualTo(a);
            }
        }
        float[] out = new float[2];
        plain.toFloat(new short[] {-1, 5}, 0, 2, false, out);
        assertThat(out).containsExactly(65_535, 5);
        plain.toFloat(new byte[] {-1, 5}, 0, 2, true, out);
        assertThat(out).containsExactly(-1, 5);
    }

    @Test
    void weightedSums() {
        for (int size : SIZES) {
            float[] line = floats(size);
            float[] a = floats(size);
            float[] b = a.clone();
            plain.scale(line, 0.3f, a, size);
            vector().scale(line, 0.3f, b, size);
            assertThat(b).isEqualTo(a);
            plain.accumulate(line, 0.7f, a, size);
            vector().accumulate(line, 0.7f, b, size);
            assertThat(b).isEqualTo(a);
        }
    }

    @Test
    void gatheredSumsUseOnlyTheirOwnTaps() {
        for (int size : SIZES) {
            for (int stride : new int[] {1, 3}) {
                for (int taps : new int[] {1, 2, 7}) {
                    float[] line = floats(size * 2 + (taps + 1) * stride);
                    int[] first = new int[size];
                    int[] counts = new int[size];
                    float[] weights = new float[size * taps];
                    for (int i = 0; i < size; i++) {
                        first[i] = 2 * i;
                        counts[i] = 1 + random.nextInt(taps);
                    }
                    for (int i = 0; i < weights.length; i++) {
                        weights[i] = random.nextFloat();
                    }
                    float[] a = new float[size];
                    float[] b = new float[size];
                    plain.gather(line, stride, first, counts, weights, size, a);
                    vector().gather(line, stride, first, counts, weights, size, b);
                    assertThat(b).isEqualTo(a);
                }
            }
        }
        float[] out = new float[1];
        float[] line = {1, 10, Float.NaN};
        plain.gather(line, 1, new int[] {0}, new int[] {2}, new float[] {0.5f, 0.25f, 0}, 1, out);
        assertThat(out[0]).isEqualTo(3);
    }

    @Test
    void paethDifferences() {
        for (int size : SIZES) {
            for (int left : new int[] {1, 3}) {
                int line = size + left;
                byte[] pixels = bytes(2 * line);
                byte[] a = new byte[size + 2];
                byte[] b = new byte[size + 2];
                plain.paeth(pixels, line + left, size, left, line, a, 1);
                vector().paeth(pixels, line + left, size, left, line, b, 1);
                assertThat(b).isEqualTo(a);
            }
        }
        // Left 10, above 20, above left 12: the estimate 18 is nearest to 20.
        byte[] out = new byte[1];
        plain.paeth(new byte[] {12, 20, 10, 7}, 3, 1, 1, 2, out, 0);
        assertThat(out[0]).isEqualTo((byte) -13);
    }

    @Test
    void cosineTransforms() {
        for (int blocks : new int[] {2, 4, 26}) {
            int stride = 8 * blocks + 3;
            byte[] band = bytes(8 * stride);
            int[] steps = new int[64];
            for (int i = 0; i < 64; i++) {
                steps[i] = 1 + random.nextInt(40);
            }
            float[] factors = Compression.dctFactors(steps);
            short[] a = new short[64 * blocks];
            short[] b = new short[64 * blocks];
            long[] maskA = new long[blocks];
            long[] maskB = new long[blocks];
            plain.forwardDct(band, stride, blocks, factors, new float[64 * blocks], a, maskA);
            vector().forwardDct(band, stride, blocks, factors, new float[64 * blocks], b, maskB);
            assertThat(b).isEqualTo(a);
            assertThat(maskB).isEqualTo(maskA);
            for (int block = 0; block < blocks; block++) {
                for (int v = 0; v < 8; v++) {
                    for (int u = 0; u < 8; u++) {
                        int at = 64 * (block & ~1) + 16 * u + 8 * (block & 1) + v;
                        double exact = coefficient(band, stride, block, u, v) / steps[8 * v + u];
                        assertThat(Math.abs(a[at] - exact)).isLessThan(0.502);
                        assertThat(maskA[block] >>> (8 * u + v) & 1).isEqualTo(a[at] == 0 ? 0 : 1);
                    }
                }
            }
        }
    }

    @Test
    void coefficientsThatBaselineCannotSayAreClamped() {
        byte[] band = new byte[8 * 16];
        short[] out = new short[128];
        int[] steps = new int[64];
        java.util.Arrays.fill(steps, 1);
        float[] factors = Compression.dctFactors(steps);
        for (PixelLoops loops : new PixelLoops[] {plain, vector()}) {
            loops.forwardDct(band, 16, 2, factors, new float[128], out, new long[2]);
            // All black: DC is -1024.
            assertThat(out[0]).isEqualTo((short) -1023);
            assertThat(out[1]).isZero();
        }
    }

    /** T.81 A.3.3, as it stands. */
    private static double coefficient(byte[] band, int stride, int block, int u, int v) {
        double sum = 0;
        for (int y = 0; y < 8; y++) {
            for (int x = 0; x < 8; x++) {
                sum += ((band[y * stride + 8 * block + x] & 0xFF) - 128)
                        * Math.cos((2 * x + 1) * u * Math.PI / 16)
                        * Math.cos((2 * y + 1) * v * Math.PI / 16);
            }
        }
        return sum / 4 * (u == 0 ? Math.sqrt(0.5) : 1) * (v == 0 ? Math.sqrt(0.5) : 1);
    }

    private short[] shorts(int size) {
        short[] values = new short[size];
        for (int i = 0; i < size; i++) {
            values[i] = switch (random.nextInt(8)) {
                case 0 -> Short.MIN_VALUE;
                case 1 -> Short.MAX_VALUE;
                case 2 -> -1;
                case 3 -> 0;
                default -> (short) random.nextInt();
            };
        }
        return values;
    }

    private byte[] bytes(int size) {
        byte[] values = new byte[size];
        random.nextBytes(values);
        return values;
    }

    private float[] floats(int size) {
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = switch (random.nextInt(16)) {
                case 0 -> Float.NaN;
                case 1 -> Float.POSITIVE_INFINITY;
                case 2 -> Float.NEGATIVE_INFINITY;
                case 3 -> Float.MAX_VALUE;
                case 4 -> Float.MIN_VALUE;
                case 5 -> -0f;
                default -> random.nextFloat(-70_000, 70_000);
            };
        }
        return values;
    }
}
