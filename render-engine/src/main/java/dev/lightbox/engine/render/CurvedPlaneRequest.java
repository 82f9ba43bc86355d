package dev.lightbox.engine.render;

import dev.lightbox.engine.volume.CurvedGrid;
import dev.lightbox.engine.volume.Slab;
import dev.lightbox.engine.volume.VolumeInterpolation;

/**
 * A picture of a curved plane through a volume, as exact as can be. Immutable.
 *
 * @param slab across the surface
 * @param voi window or VOI LUT
 * @param invert black for white
 * @param threads how many may work on it at once
 */
public record CurvedPlaneRequest(
        CurvedGrid grid,
        VolumeInterpolation interpolation,
        Slab slab,
        VoiSelection voi,
        boolean invert,
        Encoding encoding,
        int threads) {}
