package dev.lightbox.engine.volume;

import dev.lightbox.engine.codec.DecodeException;
import dev.lightbox.engine.codec.StoredFrame;
import java.util.List;

/**
 * A volume that a series can be made into, before any pixel is decoded. Immutable.
 *
 * @param label what tells it apart from the series' other volumes, such as "echo 2"; empty where it is the only one
 * @param sources the frame of each slice, in the order of the geometry
 * @param offset see {@link Volume#offset()}
 * @param scales see {@link Volume}
 * @param warnings what the reader must know: gaps, uneven slices, duplicates left out, half resolution; one sentence each
 */
public record VolumePlan<T>(
        String label,
        VolumeGeometry geometry,
        String frameOfReferenceUid,
        List<T> sources,
        int offset,
        List<SliceScale> scales,
        List<String> warnings) {

    public VolumePlan {
        sources = List.copyOf(sources);
        scales = List.copyOf(scales);
        warnings = List.copyOf(warnings);
    }

    /** Memory that it takes. */
    public long bytes() {
        return Voxels.bytes(geometry.columns(), geometry.rows(), geometry.slices());
    }

    /** The empty volume. */
    public Volume begin() {
        return new Volume(geometry, offset, scales);
    }

    /**
     * A decoded frame as {@link Volume#put} wants it.
     *
     * @throws DecodeException if it isn't what its header promised
     */
    public short[] values(StoredFrame frame) throws DecodeException {
        throw new DecodeException("not built yet");
    }
}
