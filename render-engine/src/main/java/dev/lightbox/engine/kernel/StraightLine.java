package dev.lightbox.engine.kernel;

/**
 * A level for each integer: {@code clamp(rint((value − anchor) · factor + summand), 0, 255)}, in single precision with one rounding of product and sum, and ties to
 * the even level. It rises or falls everywhere, so whether it equals some other such function can be told from the values beside its steps alone.
 *
 * @param signed whether the bits of a stored value are two's complement
 * @param anchor a stored value near the middle of the window, where the line is most exact; within 16 bits of the same sign
 * @param factor levels a unit, at most {@value #STEEPEST} in size
 * @param summand level of the anchor
 */
public record StraightLine(boolean signed, int anchor, float factor, float summand) {

    /** Beyond it, levels of 16-bit values could leave the range in which {@link #MAGIC} rounds. */
    public static final int STEEPEST = 32;

    /** 1.5 · 2^23: a float near it has units of 1, so adding it rounds, and its lowest bits are the level. */
    static final float MAGIC = 12_582_912f;

    static final int MAGIC_BITS = Float.floatToRawIntBits(MAGIC);

    public StraightLine {
        if (!(Math.abs(factor) <= STEEPEST)
                || !(Math.abs(summand) <= 65_536)
                || anchor < Short.MIN_VALUE
                || anchor > 0xFFFF) {
            throw new IllegalArgumentException("line out of range: " + anchor + ", " + factor + ", " + summand);
        }
    }

    /** The level of a 16-bit (or shorter) stored value. */
    public int level(int value) {
        float rounded = Math.fma((float) (value - anchor), factor, summand) + MAGIC;
        return Math.max(0, Math.min(255, Float.floatToRawIntBits(rounded) - MAGIC_BITS));
    }
}
