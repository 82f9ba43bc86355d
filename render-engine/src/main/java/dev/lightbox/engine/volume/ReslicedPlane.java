package dev.lightbox.engine.volume;

/**
 * Values on a plane through a volume. The arrays are the receiver's.
 *
 * @param values row by row. Stored values, or modality values where {@code modality} says so; 0 where {@code cover} isn't {@link #INSIDE}
 * @param cover for each pixel {@link #INSIDE}, {@link #OUTSIDE}, {@link #GAP} or {@link #PENDING}
 * @param modality whether values are in modality units: slices have a rescale of their own each
 * @param loaded slices that were there when it was made
 * @param slices of the volume
 * @param complete whether every slice had come, or had failed for good
 * @param crossesGap whether samples were left out because they lay in a gap, also where others of their slab didn't
 * @param coarse whether samples of a slab or ray lie farther apart than half the smallest voxel edge: because that was asked for, or because there would have been too many
 */
public record ReslicedPlane(
        int width,
        int height,
        float[] values,
        byte[] cover,
        boolean modality,
        int loaded,
        int slices,
        boolean complete,
        boolean crossesGap,
        boolean coarse) {

    /** What the reader must be told where it is {@link #coarse} and nobody asked for that. */
    public static final String COARSE =
            "The slab is too thick to take a sample every half a voxel: what is small may be missing.";

    /** A value of the volume's. */
    public static final byte INSIDE = 0;

    /** Beyond the volume. */
    public static final byte OUTSIDE = 1;

    /** Within the volume, where slices are missing or damaged. */
    public static final byte GAP = 2;

    /** Within the volume, and no slice has come yet. */
    public static final byte PENDING = 3;
}
