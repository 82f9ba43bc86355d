package dev.lightbox.engine.render;

import java.util.Optional;

/**
 * What part of a picture is wanted, how large and how bright. Immutable.
 *
 * @param window window of gray levels; empty for the picture's own. Without effect on colour
 * @param invert black for white, after everything else
 * @param region the part wanted, in source pixels; what reaches beyond the picture is clipped
 * @param width device pixels that the unclipped region covers horizontally, 1–{@value #MAX_EDGE}
 * @param height the same vertically
 * @param encoding how the result is packed
 */
public record RenderRequest(
        Optional<VoiWindow> window, boolean invert, Region region, int width, int height, Encoding encoding) {

    /** Longest edge of a rendered picture, in pixels. */
    public static final int MAX_EDGE = 16_384;

    /** Most pixels of a rendered picture. */
    public static final int MAX_PIXELS = 33_554_432;

    public RenderRequest {
        if (width < 1 || height < 1 || width > MAX_EDGE || height > MAX_EDGE || (long) width * height > MAX_PIXELS) {
            throw new IllegalArgumentException("size out of range: " + width + " x " + height);
        }
    }

    /** The whole picture at its own size (or smaller, where that is too large), its own window, lossless. */
    public static RenderRequest whole(SourceImage image) {
        double scale = Math.min(1, Math.min(MAX_EDGE / (double) image.columns(), MAX_EDGE / (double) image.rows()));
        scale = Math.min(scale, Math.sqrt(MAX_PIXELS / ((double) image.columns() * image.rows())));
        return new RenderRequest(
                Optional.empty(),
                false,
                new Region(0, 0, image.columns(), image.rows()),
                Math.max(1, (int) (image.columns() * scale)),
                Math.max(1, (int) (image.rows() * scale)),
                Encoding.PNG_LOSSLESS);
    }
}
