package dev.lightbox.engine.volume;

import dev.lightbox.engine.codec.DecodeException;
import dev.lightbox.engine.codec.Samples;
import dev.lightbox.engine.codec.StoredFrame;

/** From decoded frames to the 16-bit values of a volume: loops on plain arrays. Stateless. */
final class SliceValues {

    private SliceValues() {}

    /**
     * Stored values minus the offset: the frame's own array where they are that already, so not to be written to.
     *
     * @throws DecodeException if one of them doesn't fit into 16 bits then, or they are floating point
     */
    static short[] of(StoredFrame frame, int offset) throws DecodeException {
        boolean signed = frame.signed();
        return switch (frame.samples()) {
            case Samples.Bytes(byte[] cells) -> ofBytes(cells, signed, offset);
            case Samples.Shorts(short[] cells) -> ofShorts(cells, signed, offset);
            case Samples.Ints(int[] cells) -> ofInts(cells, signed, offset);
            case Samples.Floats _, Samples.Doubles _ ->
                throw new DecodeException("expected whole numbers as the header says, found floating point");
        };
    }

    private static short[] ofBytes(byte[] cells, boolean signed, int offset) {
        short[] values = new short[cells.length];
        int mask = signed ? -1 : 0xFF;
        for (int i = 0; i < values.length; i++) {
            values[i] = (short) ((cells[i] & mask) - offset);
        }
        return values;
    }

    private static short[] ofShorts(short[] cells, boolean signed, int offset) throws DecodeException {
        int mask = signed ? -1 : 0xFFFF;
        if (signed && offset == 0) {
            return cells;
        }
        short[] values = new short[cells.length];
        int least = 0;
        int most = 0;
        for (int i = 0; i < values.length; i++) {
            int value = (cells[i] & mask) - offset;
            least = Math.min(least, value);
            most = Math.max(most, value);
            values[i] = (short) value;
        }
        check(least, most, offset);
        return values;
    }

    private static short[] ofInts(int[] cells, boolean signed, int offset) throws DecodeException {
        short[] values = new short[cells.length];
        long mask = signed ? -1L : 0xFFFF_FFFFL;
        long least = 0;
        long most = 0;
        for (int i = 0; i < values.length; i++) {
            long value = (cells[i] & mask) - offset;
            least = Math.min(least, value);
            most = Math.max(most, value);
            values[i] = (short) value;
        }
        check(least, most, offset);
        return values;
    }

    private static void check(long least, long most, int offset) throws DecodeException {
        if (least < Short.MIN_VALUE || most > Short.MAX_VALUE) {
            throw new DecodeException("expected values from " + (Short.MIN_VALUE + offset) + " to "
                    + (Short.MAX_VALUE + offset) + " as the header says, found "
                    + (least < Short.MIN_VALUE ? least + offset : most + offset));
        }
    }

    /**
     * Means of two by two, rounded to the nearest, halves upwards; an odd last column or row is left out, a single one stays. Where some of the four are no picture the result is one of these, as a mean
     * with them would be neither.
     *
     * @param excludedMin smallest of the values that are no picture; none are where it is above {@code excludedMax}
     */
    static short[] halved(short[] values, int columns, int rows, int excludedMin, int excludedMax) {
        int width = Math.max(1, columns / 2);
        int height = Math.max(1, rows / 2);
        int right = columns > 1 ? 1 : 0;
        int below = rows > 1 ? columns : 0;
        short[] means = new short[width * height];
        for (int y = 0, at = 0; y < height; y++) {
            int upper = 2 * y * columns;
            int lower = upper + below;
            for (int x = 0; x < width; x++) {
                int left = 2 * x;
                int sum = values[upper + left]
                        + values[upper + left + right]
                        + values[lower + left]
                        + values[lower + left + right];
                means[at++] = (short) (sum + 2 >> 2);
            }
        }
        if (excludedMin <= excludedMax) {
            keep(values, columns, width, means, right, below, excludedMin, excludedMax);
        }
        return means;
    }

    private static void keep(
            short[] values, int columns, int width, short[] means, int right, int below, int min, int max) {
        for (int at = 0, y = 0; at < means.length; y++) {
            int upper = 2 * y * columns;
            for (int x = 0; x < width; x++, at++) {
                int first = upper + 2 * x;
                for (int k = 0; k < 4; k++) {
                    short value = values[first + (k & 1) * right + (k >> 1) * below];
                    if (value >= min && value <= max) {
                        means[at] = value;
                        break;
                    }
                }
            }
        }
    }
}
