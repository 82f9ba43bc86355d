package dev.lightbox.engine.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ResamplerTest {

    @Test
    void halvingAveragesFourPixels() {
        float[] picture = {0, 10, 20, 30, 40, 50, 60, 70};
        assertThat(run(picture, 4, 2, 0, 0, 4, 2, 2, 1)).containsExactly(25, 45);
    }

    @Test
    void pixelsAreWeighedByTheAreaThatTheyShare() {
        // Three pixels to two: the middle one counts half in both.
        float[] result = run(new float[] {0, 30, 90}, 3, 1, 0, 0, 3, 1, 2, 1);
        assertThat(result[0]).isCloseTo(10, within(1e-5f));
        assertThat(result[1]).isCloseTo(70, within(1e-5f));
    }

    @Test
    void doublingInterpolatesBetweenCentres() {
        assertThat(run(new float[] {0, 100}, 2, 1, 0, 0, 2, 1, 4, 1)).containsExactly(0, 25, 75, 100);
    }

    @Test
    void oneToOneIsACopyOfTheRegion() {
        float[] picture = new float[35];
        for (int i = 0; i < 35; i++) {
            picture[i] = i * 1.25f;
        }
        assertThat(new Resampler(2, 1, 3, 4, 7, 5, 3, 4).isIdentity()).isTrue();
        assertThat(run(picture, 7, 5, 2, 1, 3, 2, 3, 2))
                .containsExactly(picture[9], picture[10], picture[11], picture[16], picture[17], picture[18]);
    }

    @Test
    void aConstantStaysConstantAtEverySize() {
        Random random = new Random(12);
        float[] picture = new float[40 * 30];
        Arrays.fill(picture, 1234);
        for (int i = 0; i < 200; i++) {
            double x = random.nextDouble(0, 30);
            double y = random.nextDouble(0, 20);
            float[] result = run(
                    picture,
                    40,
                    30,
                    x,
                    y,
                    random.nextDouble(0.1, 40 - x),
                    random.nextDouble(0.1, 30 - y),
                    random.nextInt(1, 90),
                    random.nextInt(1, 90));
            for (float value : result) {
                assertThat(value).isCloseTo(1234, within(0.001f));
            }
        }
    }

    @Test
    void halvesOfARegionAreTheHalvesOfItsPicture() {
        Random random = new Random(13);
        float[] picture = new float[48 * 32];
        for (int i = 0; i < picture.length; i++) {
            picture[i] = random.nextInt(4096);
        }
        for (int size : new int[] {12, 20, 48, 96, 132}) {
            float[] whole = run(picture, 48, 32, 0, 0, 48, 32, size, 16);
            float[] left = run(picture, 48, 32, 0, 0, 24, 32, size / 2, 16);
            float[] right = run(picture, 48, 32, 24, 0, 24, 32, size / 2, 16);
            for (int y = 0; y < 16; y++) {
                for (int x = 0; x < size / 2; x++) {
                    assertThat(left[y * size / 2 + x]).isCloseTo(whole[y * size + x], within(0.01f));
                    assertThat(right[y * size / 2 + x]).isCloseTo(whole[y * size + size / 2 + x], within(0.01f));
                }
            }
        }
    }

    @Test
    void onlyTheRegionIsRead() {
        Resampler resampler = new Resampler(10, 20, 8, 6, 1000, 1000, 4, 3);
        resampler.run(
                new LineSource() {
                    @Override
                    public int channels() {
                        return 1;
                    }

                    @Override
                    public void line(int row, int from, int count, float[] out) {
                        assertThat(row).isBetween(20, 25);
                        assertThat(from).isEqualTo(10);
                        assertThat(count).isEqualTo(8);
                    }
                },
                (row, values) -> assertThat(row).isBetween(0, 2));
    }

    @Test
    void cubicAndLanczosOvershootAtAnEdgeAndKeepPixels() {
        float[] step = {0, 0, 0, 0, 100, 100, 100, 100};
        for (ResampleFilter filter : new ResampleFilter[] {ResampleFilter.BICUBIC, ResampleFilter.LANCZOS}) {
            float[] result = run(step, 8, 1, 0, 0, 8, 1, 24, 1, filter);
            // Every third output pixel lies on a source pixel's centre.
            for (int i = 0; i < 8; i++) {
                assertThat(result[3 * i + 1]).isCloseTo(step[i], within(1e-4f));
            }
            assertThat(result[14]).isGreaterThan(100);
            assertThat(result[9]).isLessThan(0);
        }
        // Catmull-Rom at one third: weights -2/27, 21/27, 9/27, -1/27 of 0, 0, 100, 100.
        assertThat(run(step, 8, 1, 0, 0, 8, 1, 24, 1, ResampleFilter.BICUBIC)[11])
                .isCloseTo(800 / 27f, within(1e-3f));
    }

    @Test
    void everyFilterAgreesWithTheSumsInDoublePrecision() {
        Random random = new Random(14);
        for (int i = 0; i < 150; i++) {
            int columns = random.nextInt(1, 40);
            int rows = random.nextInt(1, 40);
            float[] picture = new float[columns * rows];
            for (int p = 0; p < picture.length; p++) {
                picture[p] = random.nextInt(65_536);
            }
            double x = random.nextBoolean() ? 0 : random.nextDouble(columns * 0.5);
            double y = random.nextBoolean() ? 0 : random.nextDouble(rows * 0.5);
            double width = random.nextBoolean() ? columns - x : random.nextDouble(0.1, columns - x);
            double height = random.nextBoolean() ? rows - y : random.nextDouble(0.1, rows - y);
            int outWidth = random.nextInt(1, 70);
            int outHeight = random.nextInt(1, 70);
            for (ResampleFilter filter : ResampleFilter.values()) {
                float[] result = run(picture, columns, rows, x, y, width, height, outWidth, outHeight, filter);
                double[][] across = weights(x, width, outWidth, columns, filter);
                double[][] down = weights(y, height, outHeight, rows, filter);
                for (int v = 0; v < outHeight; v++) {
                    for (int u = 0; u < outWidth; u++) {
                        double expected = 0;
                        for (int r = 0; r < rows; r++) {
                            for (int c = 0; down[v][r] != 0 && c < columns; c++) {
                                expected += down[v][r] * across[u][c] * picture[r * columns + c];
                            }
                        }
                        // A hundredth of a grey value in 65,536.
                        assertThat(result[v * outWidth + u]).isCloseTo((float) expected, within(0.05f));
                    }
                }
            }
        }
    }

    /** By definition: for each output pixel the weight of every source pixel. */
    private static double[][] weights(double start, double length, int size, int limit, ResampleFilter filter) {
        double[][] weights = new double[size][limit];
        double scale = length / size;
        for (int i = 0; i < size; i++) {
            double total = 0;
            for (int p = 0; p < limit; p++) {
                if (scale > 1 + 1e-9) {
                    double from = start + i * scale;
                    weights[i][p] = Math.max(0, Math.min(p + 1, from + scale) - Math.max(p, from));
                } else {
                    double at = Math.clamp(start + (i + 0.5) * scale - 0.5, 0, limit - 1);
                    double d = Math.abs(p - at);
                    weights[i][p] = switch (filter) {
                        case BILINEAR -> Math.max(0, 1 - d);
                        case BICUBIC ->
                            d < 1
                                    ? 1.5 * d * d * d - 2.5 * d * d + 1
                                    : d < 2 ? -0.5 * d * d * d + 2.5 * d * d - 4 * d + 2 : 0;
                        case LANCZOS ->
                            d < 1e-9
                                    ? 1
                                    : d < 3
                                            ? 3
                                                    * Math.sin(Math.PI * d)
                                                    * Math.sin(Math.PI * d / 3)
                                                    / (Math.PI * Math.PI * d * d)
                                            : 0;
                    };
                }
                total += weights[i][p];
            }
            for (int p = 0; p < limit; p++) {
                weights[i][p] /= total;
            }
        }
        return weights;
    }

    @Test
    void coloursAreScaledAsTheirChannels() {
        Random random = new Random(15);
        float[][] channels = new float[3][20 * 14];
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < channels[c].length; i++) {
                channels[c][i] = random.nextInt(256);
            }
        }
        for (int[] size : new int[][] {{7, 5}, {33, 40}, {20, 14}, {9, 30}}) {
            for (ResampleFilter filter : ResampleFilter.values()) {
                float[] colour = new float[3 * size[0] * size[1]];
                new Resampler(0, 0, 20, 14, 20, 14, size[0], size[1], filter)
                        .run(
                                new LineSource() {
                                    @Override
                                    public int channels() {
                                        return 3;
                                    }

                                    @Override
                                    public void line(int row, int from, int count, float[] out) {
                                        for (int i = 0; i < 3 * count; i++) {
                                            out[i] = channels[i % 3][row * 20 + from + i / 3];
                                        }
                                    }
                                },
                                (row, values) -> System.arraycopy(values, 0, colour, 3 * row * size[0], 3 * size[0]));
                for (int c = 0; c < 3; c++) {
                    float[] gray = run(channels[c], 20, 14, 0, 0, 20, 14, size[0], size[1], filter);
                    for (int i = 0; i < gray.length; i++) {
                        assertThat(colour[3 * i + c]).isCloseTo(gray[i], within(1e-3f));
                    }
                }
            }
        }
    }

    private static float[] run(
            float[] picture,
            int columns,
            int rows,
            double x,
            double y,
            double width,
            double height,
            int outputWidth,
            int outputHeight) {
        return run(picture, columns, rows, x, y, width, height, outputWidth, outputHeight, ResampleFilter.BILINEAR);
    }

    private static float[] run(
            float[] picture,
            int columns,
            int rows,
            double x,
            double y,
            double width,
            double height,
            int outputWidth,
            int outputHeight,
            ResampleFilter filter) {
        float[] result = new float[outputWidth * outputHeight];
        new Resampler(x, y, width, height, columns, rows, outputWidth, outputHeight, filter)
                .run(
                        new LineSource() {
                            @Override
                            public int channels() {
                                return 1;
                            }

                            @Override
                            public void line(int row, int from, int count, float[] out) {
                                System.arraycopy(picture, row * columns + from, out, 0, count);
                            }
                        },
                        (row, values) -> System.arraycopy(values, 0, result, row * outputWidth, outputWidth));
        return result;
    }
}
