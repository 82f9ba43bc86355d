package dev.lightbox.engine.lut;

/**
 * The whole way of a gray value: modality → VOI → presentation, to 8 bits (PS3.4 N.2). Immutable.
 *
 * @param modality stored value to modality units
 * @param voi modality units to levels
 * @param inverse whether levels are turned round at the end: MONOCHROME1, Presentation LUT Shape INVERSE, the user's wish
 */
public record GrayTransform(ModalityTransform modality, VoiTransform voi, boolean inverse) {

    /** The level of a modality value, 0–255. */
    public int levelOfModality(double value) {
        int level = VoiTransform.round(voi.apply(value));
        return inverse ? 255 - level : level;
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
