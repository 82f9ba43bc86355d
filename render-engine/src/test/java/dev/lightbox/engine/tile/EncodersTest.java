package dev.lightbox.engine.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.Deflater;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;
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

    @Test
    void aTypicalSliceIsSmallerThanByZlib() {
        GrayOrRgb8 picture = smooth(512, 512, 1);
        byte[] up = new byte[512 * 512];
        for (int i = 512; i < up.length; i++) {
            up[i] = (byte) (picture.pixels()[i] - picture.pixels()[i - 512]);
        }
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        deflater.setInput(up);
        deflater.finish();
        int byZlib = deflater.deflate(new byte[up.length]);
        deflater.end();
        assertThat(PngEncoder.encode(picture).length).isLessThan(byZlib);
    }

    /** Every size's edge blocks, both kinds of subsampling, extreme tables: as near as the JDK's own encoder comes. */
    @Test
    void jpegIsAsNearAsTheJdksOfTheSameQuality() throws IOException {
        for (int samples : new int[] {1, 3}) {
            for (int[] size : new int[][] {{1, 1}, {7, 9}, {8, 8}, {16, 17}, {33, 5}, {207, 61}}) {
                for (int quality : new int[] {1, 30, 80, 89}) {
                    GrayOrRgb8 picture = smooth(size[0], size[1], samples);
                    byte[] ours = JpegEncoder.encode(picture, quality);
                    byte[] theirs = byTheJdk(picture, quality);
                    assertThat(error(picture, ours))
                            .as("%d x %d x %d, quality %d", size[0], size[1], samples, quality)
                            .isLessThan(error(picture, theirs) * 1.1 + 0.5);
                    assertThat(ours.length).isLessThan((int) (theirs.length * 1.03) + 40);
                }
            }
        }
    }

    @Test
    void fromQualityNinetyColoursKeepTheirResolution() throws IOException {
        byte[] pixels = new byte[3 * 32 * 32];
        for (int i = 0; i < 32 * 32; i++) {
            // Columns of red and green in turn.
            pixels[3 * i + i % 2] = (byte) 200;
        }
        GrayOrRgb8 stripes = new GrayOrRgb8(32, 32, 3, pixels);
        assertThat(error(stripes, JpegEncoder.encode(stripes, 95))).isLessThan(4);
        assertThat(error(stripes, JpegEncoder.encode(stripes, 89))).isGreaterThan(30);
    }

    @Test
    void noiseAtFullQualityAndHardEdgesOverflowNothing() throws IOException {
        for (int samples : new int[] {1, 3}) {
            GrayOrRgb8 noise = noise(131, 67, samples);
            assertThat(error(noise, JpegEncoder.encode(noise, 100))).isLessThan(1.5);
            byte[] board = new byte[131 * 67 * samples];
            for (int i = 0; i < board.length; i++) {
                board[i] = (byte) (i / samples % 131 + i / samples / 131 & 1) == 0 ? 0 : (byte) 255;
            }
            GrayOrRgb8 extreme = new GrayOrRgb8(131, 67, samples, board);
            assertThat(error(extreme, JpegEncoder.encode(extreme, 100))).isLessThan(2);
        }
    }

    /** Nothing is kept from one picture to the next: the same picture makes the same bytes whatever came between. */
    @Test
    void whatCameBeforeLeavesNoTrace() {
        for (int samples : new int[] {1, 3}) {
            GrayOrRgb8 picture = smooth(61, 43, samples);
            byte[] png = PngEncoder.encode(picture);
            byte[] jpeg = JpegEncoder.encode(picture, 80);
            PngEncoder.encode(noise(333, 70, samples));
            JpegEncoder.encode(noise(333, 70, samples), 100);
            assertThat(PngEncoder.encode(picture)).isEqualTo(png);
            assertThat(JpegEncoder.encode(picture, 80)).isEqualTo(jpeg);
        }
    }

    @Test
    void impossibleRequestsAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> JpegEncoder.encode(noise(1, 1, 1), 0));
        assertThatIllegalArgumentException().isThrownBy(() -> JpegEncoder.encode(noise(1, 1, 1), 101));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JpegEncoder.encode(noise(65_536, 1, 1), 50))
                .withMessage("JPEG holds up to 65535 x 65535 pixels, not 65536 x 1");
    }

    /** Root of the mean squared difference to what the JDK decodes. */
    private static double error(GrayOrRgb8 picture, byte[] file) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
        assertThat(image.getWidth()).isEqualTo(picture.width());
        assertThat(image.getHeight()).isEqualTo(picture.height());
        double sum = 0;
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                int rgb = image.getRGB(x, y);
                for (int s = 0; s < picture.samples(); s++) {
                    int level =
                            picture.samples() == 1 ? image.getRaster().getSample(x, y, 0) : rgb >> 16 - 8 * s & 0xFF;
                    double difference = level - picture.level(x, y, s);
                    sum += difference * difference;
                }
            }
        }
        return Math.sqrt(sum / picture.pixels().length);
    }

    private static byte[] byTheJdk(GrayOrRgb8 picture, int quality) throws IOException {
        int type = picture.samples() == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB;
        BufferedImage image = new BufferedImage(picture.width(), picture.height(), type);
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                for (int s = 0; s < picture.samples(); s++) {
                    image.getRaster().setSample(x, y, s, picture.level(x, y, s));
                }
            }
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(quality / 100f);
            writer.setOutput(output);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** Something like a slice: soft shapes, an edge, a little noise. */
    private static GrayOrRgb8 smooth(int width, int height, int samples) {
        byte[] pixels = new byte[width * height * samples];
        Random random = new Random(23);
        for (int i = 0; i < pixels.length; i++) {
            int x = i / samples % width;
            int y = i / samples / width;
            double level = 110 + 70 * Math.sin(x / 21.0 + i % samples) * Math.cos(y / 17.0) + 3 * random.nextGaussian();
            boolean outside = Math.hypot(x - width / 2.0, y - height / 2.0) > 0.45 * Math.max(width, height);
            pixels[i] = (byte) (outside ? 0 : Math.clamp(Math.round(level), 0, 255));
        }
        return new GrayOrRgb8(width, height, samples, pixels);
    }

    private static GrayOrRgb8 noise(int width, int height, int samples) {
        byte[] pixels = new byte[width * height * samples];
        new Random(17).nextBytes(pixels);
        return new GrayOrRgb8(width, height, samples, pixels);
    }
}
