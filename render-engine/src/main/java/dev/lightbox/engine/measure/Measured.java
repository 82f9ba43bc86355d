package dev.lightbox.engine.measure;

import java.util.List;
import java.util.stream.Stream;

/**
 * What came of a measurement. Immutable.
 *
 * @param values in the order in which they are read
 * @param scale where the size of a pixel comes from
 * @param notes what else must be known
 */
public record Measured(List<MeasuredValue> values, ScaleSource scale, List<Note> notes) {

    /** What must be known of the values. */
    public enum Note {
        /** The picture is in colours: there is an area, but no mean and the like. */
        COLOR,
        /** No pixel within has a value. */
        NO_PIXELS,
        /** Sizes are in widths of a pixel, as its height is another and no size is known. */
        PIXEL_WIDTHS,
        /** Some of what a slab's values are made of is left out, as slices are missing there. */
        GAP,
        /** The volume was read at half its columns and rows: each value is the mean of four. */
        HALF_RESOLUTION
    }

    public Measured {
        values = List.copyOf(values);
        notes = List.copyOf(notes);
    }

    /** The same, and this must be known of it. */
    public Measured with(Note note) {
        return new Measured(
                values, scale, Stream.concat(notes.stream(), Stream.of(note)).toList());
    }
}
