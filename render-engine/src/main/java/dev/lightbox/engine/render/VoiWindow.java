package dev.lightbox.engine.render;

import dev.lightbox.engine.lut.VoiFunction;
import java.util.Optional;

/**
 * A window of gray levels, in modality units such as HU (PS3.3 C.11.2). Immutable.
 *
 * @param center Window Center
 * @param width Window Width, greater than 0
 * @param function VOI LUT Function; empty for the one of the picture's own windows (LINEAR where it has none)
 * @param explanation Window Center &amp; Width Explanation; empty where there is none
 */
public record VoiWindow(double center, double width, Optional<VoiFunction> function, String explanation) {

    public VoiWindow {
        if (!Double.isFinite(center) || !(width > 0) || Double.isInfinite(width)) {
            throw new IllegalArgumentException(
                    "a window needs a finite center and a width above 0: " + center + ", " + width);
        }
    }

    public VoiWindow(double center, double width) {
        this(center, width, Optional.empty(), "");
    }

    public VoiWindow(double center, double width, String explanation) {
        this(center, width, Optional.empty(), explanation);
    }

    public VoiWindow(double center, double width, VoiFunction function) {
        this(center, width, Optional.of(function), "");
    }
}
