package dev.lightbox.engine.volume;

/**
 * A place in a volume, in voxels: column, row, slice. The centre of the first voxel is (0, 0, 0); so the volume reaches from −0.5 to size − 0.5 in each
 * direction. Immutable.
 */
public record VoxelPoint(double column, double row, double slice) {}
