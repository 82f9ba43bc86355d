package dev.lightbox.engine.lut;

/** Expands Segmented Palette Color Lookup Table Data (PS3.3 C.7.9.2), never to more entries than the descriptor says. */
final class SegmentedLut {

    private static final int DISCRETE = 0;
    private static final int LINEAR = 1;
    private static final int INDIRECT = 2;

    private final String name;
    private final byte[] data;
    private final int wordBytes;
    private final short[] entries;
    private int filled;

    private SegmentedLut(String name, byte[] data, int bits, int count) {
        this.name = name;
        this.data = data;
        this.wordBytes = bits / 8;
        this.entries = new short[count];
    }

    static short[] expand(String name, byte[] data, int bits, int count) throws LutException {
        SegmentedLut lut = new SegmentedLut(name, data, bits, count);
        lut.segments(0, Integer.MAX_VALUE, true);
        if (lut.filled < count) {
            throw new LutException("Segmented " + name + " Data: expected " + count + " entries, found " + lut.filled);
        }
        return lut.entries;
    }

    /** Expands up to {@code limit} segments from word {@code from}, until the table is full or the data end. */
    private void segments(int from, int limit, boolean indirectAllowed) throws LutException {
        int at = from;
        for (int segment = 0;
                segment < limit && filled < entries.length && at + 1 < data.length / wordBytes;
                segment++) {
            int opcode = word(at);
            int length = word(at + 1);
            at += 2;
            switch (opcode) {
                case DISCRETE -> {
                    for (int i = 0; i < length; i++) {
                        append(word(at + i));
                    }
                    at += length;
                }
                case LINEAR -> {
                    linear(length, word(at));
                    at++;
                }
                case INDIRECT -> {
                    if (!indirectAllowed) {
                        throw new LutException(
                                "Segmented " + name + " Data: an indirect segment within an indirect segment");
                    }
                    // The offset is in bytes: two 16-bit words, or four bytes of an 8-bit table, low first.
                    long offset = 0;
                    int words = 4 / wordBytes;
                    for (int i = 0; i < words; i++) {
                        offset |= (long) word(at + i) << (8 * wordBytes * i);
                    }
                    at += words;
                    if (offset % wordBytes != 0 || offset >= data.length) {
                        throw new LutException("Segmented " + name + " Data: an indirect segment at byte " + offset
                                + " of " + data.length);
                    }
                    segments((int) (offset / wordBytes), length, false);
                }
                default -> throw new LutException("Segmented " + name + " Data: unknown segment type " + opcode);
            }
        }
    }

    /** From the last entry, which isn't repeated, to {@code end} in {@code length} steps. */
    private void linear(int length, int end) throws LutException {
        if (filled == 0) {
            throw new LutException("Segmented " + name + " Data: begins with a linear segment");
        }
        int start = entries[filled - 1] & 0xFFFF;
        for (int i = 1; i <= length; i++) {
            append((int) Math.rint(start + (double) (end - start) * i / length));
        }
    }

    private void append(int value) {
        // What is too much is dropped, as for plain tables.
        if (filled < entries.length) {
            entries[filled++] = (short) value;
        }
    }

    private int word(int index) throws LutException {
        int at = index * wordBytes;
        if (at + wordBytes > data.length) {
            throw new LutException("Segmented " + name + " Data is cut off after " + data.length + " bytes");
        }
        return wordBytes == 1 ? data[at] & 0xFF : data[at] & 0xFF | (data[at + 1] & 0xFF) << 8;
    }
}
