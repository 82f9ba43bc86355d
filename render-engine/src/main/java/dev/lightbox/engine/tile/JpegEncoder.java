package dev.lightbox.engine.tile;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Baseline JPEG of 8-bit gray (one component, JFIF) or RGB (as YCbCr, JFIF) by the JDK's own writer. Thread-safe: a writer a call.
 */
public final class JpegEncoder {

    private JpegEncoder() {}

    /**
     * @param quality 1–100
     */
    public static byte[] encode(GrayOrRgb8 picture, int quality) {
        BufferedImage image = image(picture);
        ImageWriter writer = writer();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(picture.pixels().length / 4 + 1024);
        try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
            ImageWriteParam parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(quality / 100f);
            writer.setOutput(output);
            writer.write(null, new IIOImage(image, null, null), parameters);
        } catch (IOException e) {
            // Memory doesn't fail.
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static ImageWriter writer() {
        // By name of its package: another library's plug-in must not come between.
        var writers = ImageIO.getImageWritersByFormatName("jpeg");
        while (writers.hasNext()) {
            ImageWriter writer = writers.next();
            if (writer.getClass().getName().startsWith("com.sun.imageio")) {
                return writer;
            }
            writer.dispose();
        }
        throw new IllegalStateException("this Java has no JPEG writer (module java.desktop)");
    }

    private static BufferedImage image(GrayOrRgb8 picture) {
        if (picture.samples() == 1) {
            // The raster's bytes are written as they are; nothing converts the "linear" gray that this type stands for.
            BufferedImage gray = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_BYTE_GRAY);
            byte[] target = ((DataBufferByte) gray.getRaster().getDataBuffer()).getData();
            System.arraycopy(picture.pixels(), 0, target, 0, target.length);
            return gray;
        }
        BufferedImage colour = new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_3BYTE_BGR);
        byte[] target = ((DataBufferByte) colour.getRaster().getDataBuffer()).getData();
        byte[] source = picture.pixels();
        for (int i = 0; i < target.length; i += 3) {
            target[i] = source[i + 2];
            target[i + 1] = source[i + 1];
            target[i + 2] = source[i];
        }
        return colour;
    }
}
