package dev.lightbox.engine.render;

/** How a picture is enlarged; reduced it is always by averaging over areas, and one to one it is exact. */
public enum Interpolation {
    /** Between the two nearest pixels of each axis: no overshoot. */
    BILINEAR,
    /** Catmull-Rom over four. */
    BICUBIC,
    /** Lanczos of three lobes, over six: the sharpest. */
    LANCZOS
}
