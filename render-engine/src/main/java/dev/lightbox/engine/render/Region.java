package dev.lightbox.engine.render;

import java.util.Optional;

/**
 * A rectangle of a picture in source pixels. (0, 0) is the outer corner of the first pixel, so the whole picture is (0, 0, Columns, Rows). May reach
 * beyond the picture. Immutable.
 *
 * @param width greater than 0
 * @param height greater than 0
 */
public record Region(double x, double y, double width, double height) {

    public Region {
        if (!Double.isFinite(x + y) || !(width > 0 && height > 0) || !Double.isFinite(width + height)) {
            throw new IllegalArgumentException(
                    "a region must be finite and not empty: " + x + ", " + y + ", " + width + " x " + height);
        }
    }

    /** The part of it that lies within a picture; empty where they don't touch. */
    public Optional<Region> clip(int columns, int rows) {
        double left = Math.max(0, x);
        double top = Math.max(0, y);
        double right = Math.min(columns, x + width);
        double bottom = Math.min(rows, y + height);
        return right > left && bottom > top
                ? Optional.of(new Region(left, top, right - left, bottom - top))
                : Optional.empty();
    }

    /**
     * The same rectangle in the pixels of a frame at a reduction r. Its sample k lies on sample k · 2<sup>r</sup> of the full frame, centre on centre, so beside
     * the division there is a shift of almost half a pixel; the rectangle may reach beyond the reduced frame by less than half of one of its pixels.
     */
    Region atReduction(int reduction) {
        if (reduction == 0) {
            return this;
        }
        double factor = Math.scalb(1.0, -reduction);
        return new Region((x - 0.5) * factor + 0.5, (y - 0.5) * factor + 0.5, width * factor, height * factor);
    }
}
