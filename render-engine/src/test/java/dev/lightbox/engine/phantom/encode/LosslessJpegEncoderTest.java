package dev.lightbox.engine.phantom.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;

class LosslessJpegEncoderTest {
    @Test
    void anotherDecoderReadsEveryDepthAndSizeBackExactly() throws IOException {
        int[][] sizes = {{1, 1}, {1, 7}, {13, 1}, {31, 40}};
        for (int precision : new int[] {8, 12, 16}) {
            for (int[] size : sizes) {
                int[] samples = samples(size[0] * size[1], precision);
                assertThat(decode(LosslessJpegEncoder.encode(samples, size[0], size[1], precision)))
                        .as("%d bits, %d × %d", precision, size[0], size[1])
                        .isEqualTo(samples);
            }
        }
    }

    /** Noise over the whole range, so that each category of differences occurs, with the extremes side by side. */
    private static int[] samples(int count, int precision) {
        Random random = new Random(5);
        int largest = (1 << precision) - 1;
        int[] samples = random.ints(count, 0, largest + 1).toArray();
        for (int i = 0; i + 40 < count; i += 40) {
            samples[i] = largest;
            samples[i + 1] = 0;
            samples[i + 2] = (largest + 1) / 2;
        }
        return samples;
    }

    private static int[] decode(byte[] stream) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(stream))) {
            var reader = ImageIO.getImageReadersByFormatName("jpeg-lossless").next();
            reader.setInput(in);
            var raster = reader.readRaster(0, null);
            return raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), 0, (int[]) null);
        }
    }

    @Test
    void theStreamHasAnEvenLengthAndStartsAndEndsAsJpegDoes() {
        byte[] stream = LosslessJpegEncoder.encode(new int[] {1, 2, 3}, 1, 3, 8);
        assertThat(stream.length % 2).isZero();
        assertThat(stream).startsWith(0xFF, 0xD8, 0xFF, 0xC3);
    }

    @Test
    void samplesBeyondThePrecisionAreRefused() {
        assertThatThrownBy(() -> LosslessJpegEncoder.encode(new int[] {4096}, 1, 1, 12))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sample 4096 doesn't fit 12 bits");
    }
}
