package dev.lightbox.engine.codec.jpeg2000;

import dev.lightbox.engine.codec.DecodeException;

/** Big-endian numbers of one frame's bytes; positions are those of the array. Thread-safe. */
record Bytes(byte[] data, int start, int end) {

    int u8(int at) {
        return data[at] & 0xFF;
    }

    int u16(int at) {
        return (data[at] & 0xFF) << 8 | data[at + 1] & 0xFF;
    }

    long u32(int at) {
        return (long) u16(at) << 16 | u16(at + 2);
    }

    void need(int from, int to, int bytes, String what) throws DecodeException {
        if (to - from < bytes) {
            throw new DecodeException(
                    "JPEG 2000: the " + what + " segment needs " + bytes + " bytes, has " + Math.max(0, to - from));
        }
    }
}
