package dev.lightbox.engine.codec.jpegls;

import dev.lightbox.engine.codec.DecodeException;
import dev.lightbox.engine.codec.Samples;
import dev.lightbox.engine.codec.StoredValues;
import org.jspecify.annotations.Nullable;

/** The samples of a frame while they are decoded, unsigned, the components of a pixel side by side; bytes as long as they fit. Not thread-safe. */
final class SamplePlane {

    private final int columns;
    private final int components;
    private final byte[] bytes;
    private final short[] shorts;

    SamplePlane(int rows, int columns, int components, boolean wide) {
        this.columns = columns;
        this.components = components;
        int length = rows * columns * components;
        this.bytes = new byte[wide ? 0 : length];
        this.shorts = new short[wide ? length : 0];
    }

    boolean isWide() {
        return shorts.length > 0;
    }

    int components() {
        return components;
    }

    /**
     * Takes a line of one component.
     *
     * @param line with one sample before the first
     * @param shift point transform
     */
    void put(int row, int component, int[] line, int shift) {
        int at = row * columns * components + component;
        if (isWide()) {
            for (int x = 1; x <= columns; x++, at += components) {
                shorts[at] = (short) (line[x] << shift);
            }
        } else {
            for (int x = 1; x <= columns; x++, at += components) {
                bytes[at] = (byte) (line[x] << shift);
            }
        }
    }

    int get(int index) {
        return isWide() ? shorts[index] & 0xFFFF : bytes[index] & 0xFF;
    }

    private void set(int index, int value) {
        if (isWide()) {
            shorts[index] = (short) value;
        } else {
            bytes[index] = (byte) value;
        }
    }

    int length() {
        return isWide() ? shorts.length : bytes.length;
    }

    /** The same picture with the indices of each component replaced by what they stand for, where it has a table. */
    SamplePlane mapped(int rows, int[] @Nullable [] tables, boolean wide) throws DecodeException {
        SamplePlane result = new SamplePlane(rows, columns, components, wide);
        for (int i = 0; i < length(); i++) {
            int[] table = tables[i % components];
            result.set(i, table == null ? get(i) : entry(table, get(i)));
        }
        return result;
    }

    /** Replaces each sample, an index, by the three bytes of its entry. */
    SamplePlane mapToColors(int rows, int[] table) throws DecodeException {
        SamplePlane colors = new SamplePlane(rows, columns, 3, false);
        for (int i = 0, at = 0; i < length(); i++, at += 3) {
            int color = entry(table, get(i));
            colors.bytes[at] = (byte) (color >> 16);
            colors.bytes[at + 1] = (byte) (color >> 8);
            colors.bytes[at + 2] = (byte) color;
        }
        return colors;
    }

    private static int entry(int[] table, int index) throws DecodeException {
        if (index >= table.length) {
            throw new DecodeException(
                    "JPEG-LS: the mapping table has " + table.length + " entries, a sample asks for entry " + index);
        }
        return table[index];
    }

    /** Takes Hewlett-Packard's colour transform back; all sums wrap within the samples' bits. */
    void invert(int transform, int precision) {
        int mask = (1 << precision) - 1;
        int half = 1 << (precision - 1);
        for (int i = 0; i + 2 < length(); i += 3) {
            int v1 = get(i);
            int v2 = get(i + 1);
            int v3 = get(i + 2);
            int red;
            int green;
            int blue;
            switch (transform) {
                case 1 -> {
                    green = v2;
                    red = v1 + v2 - half;
                    blue = v3 + v2 - half;
                }
                case 2 -> {
                    green = v2;
                    red = v1 + v2 - half & mask;
                    blue = v3 + (red + green >> 1) - half;
                }
                default -> {
                    green = v1 - (v3 + v2 >> 2) + half / 2 & mask;
                    red = v3 + green - half;
                    blue = v2 + green - half;
                }
            }
            set(i, red & mask);
            set(i + 1, green);
            set(i + 2, blue & mask);
        }
    }

    /** Takes {@code stored} bits up to and including {@code highBit}, and extends the sign; the plane must not be used any more. */
    Samples toSamples(int stored, int highBit, boolean signed) {
        if (Math.max(stored, highBit + 1) > 8) {
            short[] values = isWide() ? shorts : StoredValues.widen(bytes);
            StoredValues.extract(values, stored, highBit, signed);
            return new Samples.Shorts(values);
        }
        byte[] values = bytes;
        if (isWide()) {
            values = new byte[shorts.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = (byte) shorts[i];
            }
        }
        StoredValues.extract(values, stored, highBit, signed);
        return new Samples.Bytes(values);
    }
}
