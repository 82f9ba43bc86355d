package dev.lightbox.engine.render;

import dev.lightbox.engine.codec.StoredFrame;
import dev.lightbox.engine.kernel.Levels;
import dev.lightbox.engine.lut.Palette;
import dev.lightbox.engine.tile.Resampler;
import java.util.Optional;

/** From decoded colours to 8-bit RGB. */
final class ColorPixels {

    private ColorPixels() {}

    static byte[] of(StoredFrame frame, Optional<Palette> palette, Resampler resampler) {
        int width = resampler.outputWidth();
        int height = resampler.outputHeight();
        byte[] out = new byte[3 * width * height];
        ColorLines lines = new ColorLines(frame, palette);
        if (resampler.isIdentity()) {
            for (int y = 0; y < height; y++) {
                lines.copy(resampler.firstRow() + y, resampler.firstColumn(), width, out, 3 * y * width);
            }
        } else {
            resampler.run(lines, (row, values) -> Levels.round(values, 3 * width, out, 3 * row * width));
        }
        return out;
    }

    static void invert(byte[] pixels) {
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) ~pixels[i];
        }
    }
}
