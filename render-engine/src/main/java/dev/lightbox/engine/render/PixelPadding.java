package dev.lightbox.engine.render;

import dev.lightbox.engine.codec.Samples;
import dev.lightbox.engine.codec.StoredFrame;
import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Stored values that are no picture (Pixel Padding, PS3.3 C.7.5.1.1.2). Immutable.
 *
 * @param from smallest of them
 * @param to largest; {@code from > to}, between which nothing lies, where there are none
 */
public record PixelPadding(double from, double to) {

    static final PixelPadding NONE = new PixelPadding(1, 0);

    /** Of a decoded frame, whatever its samples. */
    public static PixelPadding of(DataSet dataSet, StoredFrame frame) {
        return frame.samples() instanceof Samples.Floats || frame.samples() instanceof Samples.Doubles
                ? ofFloats(dataSet)
                : of(dataSet, frame.signed());
    }

    /** Of integers. In implicit VR the sign of "US or SS" is lost: the value is read as the pixels are. */
    public static PixelPadding of(DataSet dataSet, boolean signed) {
        OptionalInt first = dataSet.integer(Tag.PixelPaddingValue);
        OptionalInt last = dataSet.integer(Tag.PixelPaddingRangeLimit);
        if (first.isEmpty()) {
            return NONE;
        }
        return between(asStored(first.getAsInt(), signed), asStored(last.orElse(first.getAsInt()), signed));
    }

    private static PixelPadding ofFloats(DataSet dataSet) {
        OptionalDouble first = dataSet.number(Tag.FloatPixelPaddingValue);
        return first.isEmpty()
                ? NONE
                : between(
                        first.getAsDouble(),
                        dataSet.number(Tag.FloatPixelPaddingRangeLimit).orElse(first.getAsDouble()));
    }

    private static PixelPadding between(double a, double b) {
        return new PixelPadding(Math.min(a, b), Math.max(a, b));
    }

    private static int asStored(int raw, boolean signed) {
        return signed ? (short) raw : raw & 0xFFFF;
    }

    /** Whether a stored value is padding. */
    public boolean contains(double stored) {
        return stored >= from && stored <= to;
    }
}
