package dev.lightbox.engine.cli;

import dev.lightbox.engine.tile.GrayOrRgb8;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Pictures made by another tool, and how ours differ from them. */
final class ReferencePicture {

    /**
     * How two pictures of the same size differ.
     *
     * @param largest in levels
     * @param beyond1 samples that differ by more than 1 level
     * @param beyond2 by more than 2
     */
    record Difference(int largest, long beyond1, long beyond2) {}

    private ReferencePicture() {}

    /** The levels as they are in the file: no gamma, no profile. */
    static GrayOrRgb8 read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString());
        }
        BufferedImage image;
        try {
            // Closed by ImageIO itself.
            image = ImageIO.read(new MemoryCacheImageInputStream(new ByteArrayInputStream(Files.readAllBytes(file))));
        } catch (RuntimeException e) {
            throw new IOException("it isn't a whole picture", e);
        }
        if (image == null) {
            throw new IOException("it isn't a picture of a known format");
        }
        Raster raster = image.getRaster();
        boolean indexed = image.getColorModel() instanceof IndexColorModel;
        int samples = raster.getNumBands() < 3 && !indexed ? 1 : 3;
        int width = image.getWidth();
        byte[] levels = new byte[width * image.getHeight() * samples];
        int[] line = new int[width * raster.getNumBands()];
        for (int y = 0, at = 0; y < image.getHeight(); y++) {
            if (!indexed) {
                raster.getPixels(0, y, width, 1, line);
            }
            for (int x = 0; x < width; x++) {
                if (indexed) {
                    int rgb = image.getRGB(x, y);
                    levels[at++] = (byte) (rgb >> 16);
                    levels[at++] = (byte) (rgb >> 8);
                    levels[at++] = (byte) rgb;
                } else {
                    for (int sample = 0; sample < samples; sample++) {
                        levels[at++] = (byte) line[x * raster.getNumBands() + sample];
                    }
                }
            }
        }
        return new GrayOrRgb8(width, image.getHeight(), samples, levels);
    }

    /** @throws IllegalArgumentException if the sizes differ */
    static Difference compare(GrayOrRgb8 actual, GrayOrRgb8 expected) {
        if (actual.width() != expected.width() || actual.height() != expected.height()) {
            throw new IllegalArgumentException("expected " + expected.width() + " x " + expected.height()
                    + " pixels, made " + actual.width() + " x " + actual.height());
        }
        int samples = Math.max(actual.samples(), expected.samples());
        int largest = 0;
        long beyond1 = 0;
        long beyond2 = 0;
        for (int pixel = 0; pixel < actual.width() * actual.height(); pixel++) {
            for (int sample = 0; sample < samples; sample++) {
                int difference = Math.abs(level(actual, pixel, sample) - level(expected, pixel, sample));
                largest = Math.max(largest, difference);
                beyond1 += difference > 1 ? 1 : 0;
                beyond2 += difference > 2 ? 1 : 0;
            }
        }
        return new Difference(largest, beyond1, beyond2);
    }

    /** Gray counts as colour of three equal samples. */
    private static int level(GrayOrRgb8 picture, int pixel, int sample) {
        int samples = picture.samples();
        return picture.pixels()[pixel * samples + Math.min(sample, samples - 1)] & 0xFF;
    }
}
