package dev.lightbox.engine.bench;

import dev.lightbox.engine.codec.StoredFrame;
import dev.lightbox.engine.tile.GrayOrRgb8;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import javax.imageio.ImageIO;

/** Whether two results are the same, or near enough. What is measured must be right. */
final class Checks {

    private Checks() {}

    /** Samples as the library left them in memory, one or two bytes each, little-endian. */
    static Row.Check sameBytes(int most) {
        return (ours, rival) -> {
            if (ours == rival) {
                return;
            }
            int[] values = Pictures.integers((StoredFrame) ours);
            byte[] bytes = (byte[]) rival;
            int size = bytes.length / values.length;
            for (int i = 0; i < values.length; i++) {
                int mine = size == 1 ? values[i] & 0xFF : values[i] & 0xFFFF;
                int theirs = size == 1 ? bytes[i] & 0xFF : bytes[2 * i] & 0xFF | (bytes[2 * i + 1] & 0xFF) << 8;
                near(mine, theirs, most, i);
            }
        };
    }

    /** Components beside each other here, apart there; both modulo the stored bits, as headers and codestreams disagree on the sign. */
    static Row.Check sameComponents(int most) {
        return (ours, rival) -> {
            if (ours == rival) {
                return;
            }
            StoredFrame frame = (StoredFrame) ours;
            OpenJpeg.Picture picture = (OpenJpeg.Picture) rival;
            if (frame.columns() != picture.width() || frame.rows() != picture.height()) {
                throw new IllegalStateException("ours has " + frame.columns() + " x " + frame.rows()
                        + " pixels, the rival's " + picture.width() + " x " + picture.height());
            }
            int[] values = Pictures.integers(frame);
            int count = picture.components().length;
            for (int i = 0; i < values.length; i++) {
                int theirs = picture.components()[i % count][i / count];
                int difference = values[i] - theirs & 0xFFFF;
                near(Math.min(difference, 0x10000 - difference), 0, most, i);
            }
        };
    }

    private static void near(int ours, int rival, int most, int at) {
        if (Math.abs(ours - rival) > most) {
            throw new IllegalStateException("sample " + at + ": ours is " + ours + ", the rival's " + rival);
        }
    }

    /** Nothing to compare with; the result is what the name says by other tests. */
    static Row.Check none() {
        return (ours, rival) -> {};
    }

    /** Both files hold the picture, by the JDK's reader; within {@code most} on average. */
    static Row.Check files(GrayOrRgb8 picture, double most) {
        return (ours, rival) -> {
            for (Object file : new Object[] {ours, rival}) {
                double error = error(picture, (byte[]) file);
                if (error > most) {
                    throw new IllegalStateException("the encoded picture is " + error + " levels off on average");
                }
            }
        };
    }

    private static double error(GrayOrRgb8 picture, byte[] file) throws Exception {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
        Raster raster = image.getRaster();
        double sum = 0;
        for (int y = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                sum += Math.abs(raster.getSample(x, y, 0) - picture.level(x, y, 0));
            }
        }
        return sum / picture.pixels().length;
    }
}
