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
        float[] result = new float[outputWidth * outputHeight];
        new Resampler(x, y, width, height, columns, rows, outputWidth, outputHeight)
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
