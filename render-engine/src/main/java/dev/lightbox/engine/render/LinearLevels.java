package dev.lightbox.engine.render;

import dev.lightbox.engine.kernel.Levels;
import dev.lightbox.engine.lut.GrayTransform;
import dev.lightbox.engine.lut.ModalityTransform.Rescale;
import dev.lightbox.engine.lut.VoiFunction;
import dev.lightbox.engine.lut.VoiTransform.Window;
import java.util.Optional;

/**
 * Rescale and linear window as one multiplication and addition: the clamped line is the piecewise function of PS3.3 C.11.2.1.2.1. Immutable.
 *
 * @param factor levels for a unit of stored value
 * @param summand level of stored value 0
 * @param flip 255 to invert, else 0
 */
record LinearLevels(double factor, double summand, int flip) {

    /** Empty where the transform isn't linear, or so steep that it is a step. */
    static Optional<LinearLevels> of(GrayTransform transform) {
        if (!transform.isPlain()
                || !(transform.modality() instanceof Rescale rescale)
                || !(transform.voi() instanceof Window window)) {
            return Optional.empty();
        }
        double range;
        double middle;
        if (window.function() == VoiFunction.LINEAR && window.width() > 1) {
            range = window.width() - 1;
            middle = window.center() - 0.5;
        } else if (window.function() == VoiFunction.LINEAR_EXACT) {
            range = window.width();
            middle = window.center();
        } else {
            return Optional.empty();
        }
        double perUnit = 255 / range;
        return Optional.of(new LinearLevels(
                rescale.slope() * perUnit,
                (rescale.intercept() - middle) * perUnit + 127.5,
                transform.isInverse() ? 255 : 0));
    }

    /** Levels of a line of values; within one level of the exact formula, as they are computed in single precision, from the window's middle. */
    void apply(float[] values, int count, byte[] out, int outAt) {
        double base = (127.5 - summand) / factor;
        double rise = Math.clamp(flip == 0 ? factor : -factor, -1e30, 1e30);
        Levels.linear(values, count, (float) base, (float) rise, 128, out, outAt);
    }
}
