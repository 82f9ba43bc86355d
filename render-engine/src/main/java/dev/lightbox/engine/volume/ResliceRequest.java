package dev.lightbox.engine.volume;

import dev.lightbox.engine.geometry.PlaneGrid;

/**
 * A plane through a volume that is wanted. Immutable.
 *
 * @param stepMm distance of the samples across a slab, mm, at most, unless there would be too many; 0 for half the smallest voxel edge, which is exact enough to read from. Ignored without a slab
 */
public record ResliceRequest(PlaneGrid grid, VolumeInterpolation interpolation, Slab slab, double stepMm) {

    public ResliceRequest {
        if (!(stepMm >= 0) || Double.isInfinite(stepMm)) {
            throw new IllegalArgumentException("steps of " + stepMm + " mm");
        }
    }

    /** The plane alone, trilinear. */
    public static ResliceRequest of(PlaneGrid grid) {
        return new ResliceRequest(grid, VolumeInterpolation.TRILINEAR, Slab.NONE, 0);
    }
}
