package dev.lightbox.engine.volume;

/** How values between voxels are found. */
public enum VolumeInterpolation {
    /** The value of the voxel whose centre is nearest. */
    NEAREST,
    /** Linear in each of the three directions. */
    TRILINEAR,
    /** Catmull-Rom in each of the three directions: passes through the voxels' values. */
    TRICUBIC
}
