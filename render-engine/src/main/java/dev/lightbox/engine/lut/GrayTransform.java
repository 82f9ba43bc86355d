package dev.lightbox.engine.lut;

import java.util.Optional;

/**
 * The whole way of a gray value: modality → VOI → presentation → display, to 8 bits (PS3.4 N.2). Immutable.
 *
 * @param modality stored value to modality units
 * @param voi modality units to levels
 * @param presentation levels to P-values
 * @param inverse whether P-values are turned round at the end: MONOCHROME1, the user's wish
 * @param display whose driving levels are wanted; empty for levels proportional to P-values
 */
public record GrayTransform(
        ModalityTransform modality,
        VoiTransform voi,
        PresentationTransform presentation,
        boolean inverse,
        Optional<GrayscaleDisplay> display) {

    /** Without a Presentation LUT, for no certain display. */
    public GrayTransform(ModalityTransform modality, VoiTransform voi, boolean inverse) {
        this(modality, voi, PresentationTransform.IDENTITY, inverse, Optional.empty());
    }

    /** The same for values that the modality transform has been applied to. */
    public GrayTransform afterModality() {
        return new GrayTransform(ModalityTransform.IDENTITY, voi, presentation, inverse, display);
    }

    /** The level of a modality value, 0–255. */
    public int levelOfModality(double value) {
        double level;
        if (presentation instanceof PresentationTransform.Lookup lookup) {
            level = voi instanceof VoiTransform.Full full
                    ? lookup.applyToValue(value, full)
                    : lookup.apply(voi.apply(value));
        } else {
            level = voi.apply(value);
        }
        if (display.isPresent()) {
            double presented = isInverse() ? 255 - level : level;
            return display.get().drivingLevel(presented / 255);
        }
        int rounded = VoiTransform.round(level);
        return isInverse() ? 255 - rounded : rounded;
    }

    /** Whether levels are turned round, all reasons taken together. */
    public boolean isInverse() {
        return inverse ^ (presentation instanceof PresentationTransform.Shape shape && shape.inverse());
    }

    /** Whether levels are those of the VOI transform, turned round at most. */
    public boolean isPlain() {
        return display.isEmpty() && presentation instanceof PresentationTransform.Shape;
    }

    /** The level of a stored value, 0–255. */
    public int levelOfStored(double stored) {
        return levelOfModality(modality.apply(stored));
    }

    /**
     * Levels of all stored values of {@code bits} bits, by their bits: entry {@code value & (2^bits − 1)}.
     *
     * @param bits 1–16
     */
    public byte[] table(int bits, boolean signed) {
        int size = 1 << bits;
        byte[] table = new byte[size];
        for (int i = 0; i < size; i++) {
            int stored = signed && i >= size / 2 ? i - size : i;
            table[i] = (byte) levelOfStored(stored);
        }
        return table;
    }
}
