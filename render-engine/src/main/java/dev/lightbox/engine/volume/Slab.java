package dev.lightbox.engine.volume;

import java.util.Optional;

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

    /** Why a volume's values can't be compared. */
    static final String NOT_COMPARABLE =
            "The largest or smallest values of this volume can't be shown: its table from stored values to modality units (Modality LUT) neither only rises nor only falls.";

    /** Why the slab can't be made of a volume, as a sentence that is fit for the user; empty where it can. */
    public Optional<String> refusal(Volume volume) {
        boolean compared = thicknessMm > 0 && mode != Mode.MEAN;
        return compared && volume.order() == ValueOrder.NEITHER ? Optional.of(NOT_COMPARABLE) : Optional.empty();
    }

    /**
     * The same of the volume's stored values: where modality values fall while stored ones rise, the largest is the smallest stored.
     *
     * @throws IllegalArgumentException where {@link #refusal} says why
     */
    Slab ofStored(Volume volume) {
        refusal(volume).ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
        if (volume.order() != ValueOrder.FALLING) {
            return this;
        }
        return switch (mode) {
            case MIP -> new Slab(thicknessMm, Mode.MINIP);
            case MINIP -> new Slab(thicknessMm, Mode.MIP);
            case MEAN -> this;
        };
    }
}
