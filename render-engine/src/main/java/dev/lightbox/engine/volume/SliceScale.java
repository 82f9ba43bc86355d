package dev.lightbox.engine.volume;

/**
 * From stored values to modality units (PS3.3 C.11.1.1.2). Immutable.
 *
 * @param slope Rescale Slope
 * @param intercept Rescale Intercept
 */
public record SliceScale(double slope, double intercept) {

    public static final SliceScale IDENTITY = new SliceScale(1, 0);
}
