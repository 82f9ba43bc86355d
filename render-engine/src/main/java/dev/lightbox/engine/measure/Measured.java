package dev.lightbox.engine.measure;

import java.util.List;

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
        PIXEL_WIDTHS
    }

    public Measured {
        values = List.copyOf(values);
        notes = List.copyOf(notes);
    }
}
