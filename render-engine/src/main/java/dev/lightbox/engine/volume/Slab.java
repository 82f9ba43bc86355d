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

    /** The same of the volume's stored values: where modality values fall while stored ones rise, the largest is the smallest stored. */
    Slab ofStored(Volume volume) {
        if (volume.hasScaleOfEachSlice() || !(volume.scale(0).slope() < 0)) {
            return this;
        }
        return switch (mode) {
            case MIP -> new Slab(thicknessMm, Mode.MINIP);
            case MINIP -> new Slab(thicknessMm, Mode.MIP);
            case MEAN -> this;
        };
    }
}
