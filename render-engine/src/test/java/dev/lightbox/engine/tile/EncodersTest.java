package dev.lightbox.engine.tile;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class EncodersTest {

    @Test
    void pngKeepsEveryLevelOfGrayAndColour() throws IOException {
        for (int samples : new int[] {1, 3}) {
            for (int width : new int[] {1, 13, 207}) {
                GrayOrRgb8 picture = noise(width, 11, samples);
                BufferedImage image = ImageIO.read(new ByteArrayInputStream(PngEncoder.encode(picture)));
                assertThat(image.getRaster().getNumBands()).isEqualTo(samples);
                for (int y = 0; y < 11; y++) {
                    for (int x = 0; x < width; x++) {
                        for (int s = 0; s < samples; s++) {
                            assertThat(image.getRaster().getSample(x, y, s)).isEqualTo(picture.level(x, y, s));
                        }
                    }
                }
            }
        }
    }

    @Test
    void jpegOfGrayHasOneComponentInJfifAndItsLevels() throws IOException {
        byte[] pixels = new byte[64 * 48];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i % 64 * 4);
        }
        byte[] file = JpegEncoder.encode(new GrayOrRgb8(64, 48, 1, pixels), 95);
        assertThat(new String(file, 6, 4, StandardCharsets.US_ASCII)).isEqualTo("JFIF");
        var raster = ImageIO.read(new ByteArrayInputStream(file)).getRaster();
        assertThat(raster.getNumBands()).isEqualTo(1);
        for (int x = 0; x < 64; x++) {
            assertThat(raster.getSample(x, 20, 0)).isBetween(x * 4 - 4, x * 4 + 4);
        }
    }

    @Test
    void jpegOfColourKeepsRedRed() throws IOException {
        byte[] pixels = new byte[3 * 16 * 16];
        for (int i = 0; i < pixels.length; i += 3) {
            pixels[i] = (byte) 200;
            pixels[i + 2] = 40;
        }
        int rgb = ImageIO.read(new ByteArrayInputStream(JpegEncoder.encode(new GrayOrRgb8(16, 16, 3, pixels), 95)))
                .getRGB(8, 8);
        assertThat(rgb >> 16 & 0xFF).isBetween(197, 203);
        assertThat(rgb >> 8 & 0xFF).isBetween(0, 3);
        assertThat(rgb & 0xFF).isBetween(37, 43);
    }

    @Test
    void lessQualityMakesSmallerFiles() {
        GrayOrRgb8 picture = noise(100, 100, 1);
        assertThat(JpegEncoder.encode(picture, 30).length).isLessThan(JpegEncoder.encode(picture, 90).length);
    }

    private static GrayOrRgb8 noise(int width, int height, int samples) {
        byte[] pixels = new byte[width * height * samples];
        new Random(17).nextBytes(pixels);
        return new GrayOrRgb8(width, height, samples, pixels);
    }
}
