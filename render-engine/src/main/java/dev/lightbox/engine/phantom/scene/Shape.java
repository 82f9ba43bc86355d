package dev.lightbox.engine.phantom.scene;

/** A solid in patient space. Immutable and thread-safe. */
public sealed interface Shape permits Block, Capsule, Column, Ellipsoid {

    /**
     * How far a point is from the surface, in mm: negative inside, positive outside, 0 on it. Exact for spheres, capsules and blocks; to first order
     * near the surface for the others, with the right sign everywhere.
     */
    double distance(double x, double y, double z);

    /** A box that holds the whole solid. */
    Bounds bounds();
}
