package dev.lightbox.engine.tile;

/**
 * A picture of 8-bit levels, ready to be encoded. The array is shared: never write to it.
 *
 * @param width in pixels
 * @param height in pixels
 * @param samples 1 (gray) or 3 (red, green, blue side by side)
 * @param pixels width × height × samples levels, row by row
 */
public record GrayOrRgb8(int width, int height, int samples, byte[] pixels) {

    public GrayOrRgb8 {
        if (width < 1 || height < 1 || (samples != 1 && samples != 3) || pixels.length != width * height * samples) {
            throw new IllegalArgumentException("not a picture: " + width + " x " + height + " x " + samples + " with "
                    + pixels.length + " levels");
        }
    }

    /** A level, 0–255. */
    public int level(int x, int y, int sample) {
        return pixels[(y * width + x) * samples + sample] & 0xFF;
    }
}
