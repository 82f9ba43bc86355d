package dev.lightbox.engine.render;

import dev.lightbox.engine.geometry.PlaneGrid;
import dev.lightbox.engine.volume.VolumePreset;
import java.util.Optional;

/**
 * A picture of a whole volume, seen along a direction (orthographic). Immutable.
 *
 * @param view what is looked at: rays run along its normal, through the whole volume
 * @param preset as a solid, in colours; empty for the maximum intensity projection, in gray levels
 * @param voi of the maximum intensity projection; with a preset, window centre and width move and stretch its opacities where they are given
 * @param interactive soon rather than exact: coarser steps
 * @param threads how many may work on it at once
 */
public record ProjectionRequest(
        PlaneGrid view,
        Optional<VolumePreset> preset,
        VoiSelection voi,
        boolean invert,
        boolean interactive,
        Encoding encoding,
        int threads) {}
