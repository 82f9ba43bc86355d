package dev.lightbox.engine.render;

import dev.lightbox.engine.tile.ResampleFilter;

/** How a picture is enlarged; reduced it is always by averaging over areas, and one to one it is exact. */
public enum Interpolation {
    /** Between the two nearest pixels of each axis: no overshoot. */
    BILINEAR(ResampleFilter.BILINEAR),
    /** Catmull-Rom over four. */
    BICUBIC(ResampleFilter.BICUBIC),
    /** Lanczos of three lobes, over six: the sharpest. */
    LANCZOS(ResampleFilter.LANCZOS);

    private final ResampleFilter filter;

    Interpolation(ResampleFilter filter) {
        this.filter = filter;
    }

    ResampleFilter filter() {
        return filter;
    }
}
