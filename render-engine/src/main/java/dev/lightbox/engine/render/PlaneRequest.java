package dev.lightbox.engine.render;

import dev.lightbox.engine.volume.ResliceRequest;

/**
 * A picture of a plane through a volume. Immutable.
 *
 * @param voi window or VOI LUT
 * @param invert black for white
 * @param threads how many may work on it at once
 */
public record PlaneRequest(ResliceRequest plane, VoiSelection voi, boolean invert, Encoding encoding, int threads) {}
