package dev.lightbox.engine.volume;

/**
 * How thick a reformatted plane is. Immutable.
 *
 * @param thicknessMm along the plane's normal, half of it on each side, mm; 0 for the plane alone
 * @param mode what becomes of the values along the normal
 */
public record Slab(double thicknessMm, Mode mode) {

    /** What one pixel is made of. */
    public enum Mode {
        /** Largest value (maximum intensity projection). */
        MIP,
        /** Smallest value. */
        MINIP,
        /** Their mean. */
        MEAN
    }

    /** The plane alone. */
    public static final Slab NONE = new Slab(0, Mode.MEAN);

    public Slab {
        if (!(thicknessMm >= 0) || Double.isInfinite(thicknessMm)) {
            throw new IllegalArgumentException("slab of " + thicknessMm + " mm");
        }
    }
}
