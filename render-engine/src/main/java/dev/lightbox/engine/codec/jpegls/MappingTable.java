package dev.lightbox.engine.codec.jpegls;

import dev.lightbox.engine.codec.DecodeException;
import java.io.ByteArrayOutputStream;

/** A mapping table (T.87 C.2.4.1.2): what the coded samples, which are indices, stand for. It may grow (C.2.4.1.3). Not thread-safe. */
final class MappingTable {

    private final int width;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /**
     * @param width bytes of an entry
     */
    MappingTable(int width) {
        this.width = width;
    }

    int width() {
        return width;
    }

    /** Adds entries, the highest byte of each first. */
    void add(byte[] data, int from, int to) {
        bytes.write(data, from, to - from);
    }

    /** The entries as numbers. */
    int[] values() throws DecodeException {
        byte[] all = bytes.toByteArray();
        if (all.length % width != 0 || all.length / width > 65_536) {
            throw new DecodeException("JPEG-LS: a mapping table of " + all.length + " bytes with entries of " + width
                    + " bytes is not possible");
        }
        int[] values = new int[all.length / width];
        for (int i = 0; i < all.length; i++) {
            values[i / width] = values[i / width] << 8 | all[i] & 0xFF;
        }
        return values;
    }
}
