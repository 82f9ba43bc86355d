package dev.lightbox.engine.render;

import java.util.List;

/**
 * A picture of a volume. What is outside of the volume, in a gap, or not loaded yet is marked in it by patterns that no tissue has.
 *
 * @param windowCenter used, in modality units; NaN where there is none
 * @param windowWidth likewise
 * @param losslessEncoding whether the encoding keeps every level
 * @param exact whether it was sampled finely enough to be read from, and no slice was awaited any longer: each had come or had failed for good
 * @param loaded slices that were there when it was made
 * @param slices of the volume
 * @param complete whether every slice had come, or had failed for good
 * @param crossesGap whether something was left out because slices are missing or damaged there
 */
public record RenderedPlane(
        byte[] encoded,
        Encoding.Format format,
        int width,
        int height,
        double windowCenter,
        double windowWidth,
        boolean losslessEncoding,
        boolean exact,
        int loaded,
        int slices,
        boolean complete,
        boolean crossesGap,
        List<String> warnings) {}
