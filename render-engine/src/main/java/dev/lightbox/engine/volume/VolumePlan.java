package dev.lightbox.engine.volume;

import dev.lightbox.engine.codec.DecodeException;
import dev.lightbox.engine.codec.StoredFrame;
import dev.lightbox.engine.message.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * A volume that a series can be made into, before any pixel is decoded. Immutable.
 *
 * @param label what tells it apart from the series' other volumes, such as "echo 2"; empty where it is the only one
 * @param sources the frame of each slice, in the order of the geometry
 * @param frameColumns width of the frames; {@link #geometry} has half as many columns where it is reduced
 * @param frameRows height of the frames
 * @param reduced whether it has half the columns and rows of its frames, each value the mean of two by two, or padding where one of them is
 * @param offset see {@link Volume#offset()}
 * @param scales see {@link Volume}
 * @param order of modality values as stored ones rise
 * @param warnings what the reader must know: gaps, uneven slices, duplicates left out, half resolution; one sentence each
 */
public record VolumePlan<T>(
        String label,
        VolumeGeometry geometry,
        String frameOfReferenceUid,
        List<T> sources,
        int frameColumns,
        int frameRows,
        boolean reduced,
        int offset,
        List<SliceScale> scales,
        ValueOrder order,
        List<Message> warnings) {

    /** What {@link #halved()} adds to the warnings. */
    public static final Message REDUCED = Message.of(
            "volume.reduced",
            "The volume is too large for the memory it may have: it is shown at half the resolution within the slices.");

    public VolumePlan {
        sources = List.copyOf(sources);
        scales = List.copyOf(scales);
        warnings = List.copyOf(warnings);
        if (sources.size() != geometry.slices()) {
            throw new IllegalArgumentException(sources.size() + " frames for " + geometry.slices() + " slices");
        }
    }

    VolumePlan<T> withLabel(String other) {
        return new VolumePlan<>(
                other,
                geometry,
                frameOfReferenceUid,
                sources,
                frameColumns,
                frameRows,
                reduced,
                offset,
                scales,
                order,
                warnings);
    }

    /** Memory that it takes. */
    public long bytes() {
        return Voxels.bytes(geometry.columns(), geometry.rows(), geometry.slices());
    }

    /** Whether its values fit into one array at all: about 2·10⁹ of them. */
    public boolean isAddressable() {
        return bytes() / 2 <= Integer.MAX_VALUE - 8;
    }

    /**
     * The empty volume.
     *
     * @throws IllegalArgumentException if it isn't addressable
     */
    public Volume begin() {
        return new Volume(geometry, offset, scales, order);
    }

    /** Whether {@link #halved()} would help. */
    public boolean canBeHalved() {
        return !reduced && (geometry.columns() > 1 || geometry.rows() > 1);
    }

    /**
     * The same at half the resolution within the slices, with a warning of it: a quarter of the memory.
     *
     * @throws IllegalStateException if it is {@link #reduced} already
     */
    public VolumePlan<T> halved() {
        if (reduced) {
            throw new IllegalStateException("can't be halved again");
        }
        List<Message> more = new ArrayList<>(warnings);
        more.addFirst(REDUCED);
        return new VolumePlan<>(
                label,
                geometry.halved(),
                frameOfReferenceUid,
                sources,
                frameColumns,
                frameRows,
                true,
                offset,
                scales,
                order,
                more);
    }

    /**
     * As the other one, of a frame whose every value is a picture's.
     *
     * @throws DecodeException if it isn't what its header promised; the message names no file
     */
    public short[] values(StoredFrame frame) throws DecodeException {
        return values(frame, 1, 0);
    }

    /**
     * A decoded frame as {@link Volume#put} wants it. It may be the frame's own array: not to be written to.
     *
     * @param excludedMin smallest stored value that is no picture, such as padding: where the plan is {@link #reduced} it isn't mixed with others; none are where it is above {@code excludedMax}
     * @throws DecodeException if it isn't what its header promised; the message names no file
     */
    public short[] values(StoredFrame frame, int excludedMin, int excludedMax) throws DecodeException {
        if (frame.columns() != frameColumns || frame.rows() != frameRows || frame.reduction() != 0) {
            throw new DecodeException("expected " + frameColumns + " x " + frameRows
                    + " pixels as the header says, found " + frame.columns() + " x " + frame.rows());
        }
        if (frame.samplesPerPixel() != 1 || !frame.photometric().isMonochrome()) {
            throw new DecodeException("expected gray levels as the header says, found "
                    + frame.photometric().term());
        }
        short[] values = SliceValues.of(frame, offset);
        return reduced
                ? SliceValues.halved(values, frameColumns, frameRows, excludedMin - offset, excludedMax - offset)
                : values;
    }
}
