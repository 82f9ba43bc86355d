package dev.lightbox.engine.conformance;

import dev.lightbox.engine.tile.GrayOrRgb8;
import dev.lightbox.engine.tile.PngEncoder;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Compares a rendered picture with an independent tool's, and keeps what differs under {@code target/golden}. */
final class Golden {

    private static final Path KEPT = Path.of("target", "golden");

    /** How two pictures differ. */
    record Difference(int largest, double mean) {}

    private Golden() {}

    /** Levels of a PNG as they are in the file: no gamma, no profile. */
    static GrayOrRgb8 read(Path png) throws IOException {
        BufferedImage image = ImageIO.read(png.toFile());
        Raster raster = image.getRaster();
        boolean indexed = image.getColorModel() instanceof IndexColorModel;
        int samples = raster.getNumBands() == 1 && !indexed ? 1 : 3;
        byte[] levels = new byte[image.getWidth() * image.getHeight() * samples];
        for (int y = 0, at = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if (indexed) {
                    int rgb = image.getRGB(x, y);
                    levels[at++] = (byte) (rgb >> 16);
                    levels[at++] = (byte) (rgb >> 8);
                    levels[at++] = (byte) rgb;
                } else {
                    for (int sample = 0; sample < samples; sample++) {
                        levels[at++] = (byte) raster.getSample(x, y, sample);
                    }
                }
            }
        }
        return new GrayOrRgb8(image.getWidth(), image.getHeight(), samples, levels);
    }

    /**
     * @throws AssertionError if the sizes differ, or any level by more than {@code tolerance}
     */
    static Difference compare(String name, GrayOrRgb8 actual, GrayOrRgb8 expected, int tolerance) throws IOException {
        if (actual.width() != expected.width() || actual.height() != expected.height()) {
            throw new AssertionError("expected " + expected.width() + " x " + expected.height() + ", got "
                    + actual.width() + " x " + actual.height());
        }
        int samples = Math.max(actual.samples(), expected.samples());
        byte[] difference = new byte[actual.width() * actual.height() * samples];
        int largest = 0;
        long sum = 0;
        int at = 0;
        for (int y = 0; y < actual.height(); y++) {
            for (int x = 0; x < actual.width(); x++) {
                for (int sample = 0; sample < samples; sample++) {
                    int d = Math.abs(actual.level(x, y, Math.min(sample, actual.samples() - 1))
                            - expected.level(x, y, Math.min(sample, expected.samples() - 1)));
                    largest = Math.max(largest, d);
                    sum += d;
                    difference[at++] = (byte) Math.min(255, d * 16);
                }
            }
        }
        if (largest > tolerance) {
            keep(name, "expected", expected);
            keep(name, "actual", actual);
            keep(name, "difference", new GrayOrRgb8(actual.width(), actual.height(), samples, difference));
            throw new AssertionError("differs by up to " + largest + " levels, allowed " + tolerance + " (mean "
                    + (double) sum / difference.length + "); see " + KEPT);
        }
        return new Difference(largest, (double) sum / difference.length);
    }

    private static void keep(String name, String what, GrayOrRgb8 picture) throws IOException {
        Path file = KEPT.resolve(name.replaceAll("[^A-Za-z0-9.-]", "_") + "." + what + ".png");
        Files.createDirectories(KEPT);
        Files.write(file, PngEncoder.encode(picture));
    }
}
