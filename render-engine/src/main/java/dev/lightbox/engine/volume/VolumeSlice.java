package dev.lightbox.engine.volume;

import dev.lightbox.engine.codec.ImageDescriptor;
import dev.lightbox.engine.geometry.Slice;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One frame of a series, as far as volumes need to know it. Immutable.
 *
 * @param dimensions what tells apart frames at the same place, such as {@code EchoNumbers → 2}: by keyword, only what the file says; also
 *     {@code GantryDetectorTilt}, {@code ModalityLUT} (any text that is equal for equal tables) and {@code Rescale} (any text where the file has no whole one), which
 *     are only compared
 * @param descriptor what its pixels are
 * @param scale its rescale; empty where modality values aren't a straight line of stored values
 * @param order of its modality values
 * @param verdict why it can't be decoded, known without decoding
 */
public record VolumeSlice<T>(
        Slice<T> slice,
        Map<String, String> dimensions,
        ImageDescriptor descriptor,
        Optional<SliceScale> scale,
        ValueOrder order,
        OptionalDouble thicknessMm,
        Optional<String> verdict) {

    public VolumeSlice {
        dimensions = Map.copyOf(dimensions);
    }
}
