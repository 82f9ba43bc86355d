package dev.lightbox.engine.codec.jpeg2000;

import dev.lightbox.engine.codec.DecodeException;

/** Bits of packet headers, after each byte FF only seven (T.800 B.10.1). Not thread-safe. */
final class HeaderBits {

    private byte[] data = {};
    private int at;
    private int end;
    private int current;
    private int left;

    /** Begins at a whole byte. */
    void start(byte[] bytes, int from, int to) {
        data = bytes;
        at = from;
        end = to;
        current = 0;
        left = 0;
    }

    int bit() throws DecodeException {
        if (left == 0) {
            if (at >= end) {
                throw new DecodeException("JPEG 2000: the codestream is cut off within a packet header");
            }
            left = current == 0xFF ? 7 : 8;
            current = data[at++] & 0xFF;
        }
        left--;
        return current >>> left & 1;
    }

    int bits(int count) throws DecodeException {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 1 | bit();
        }
        return value;
    }

    /** Where the next whole byte is: a byte stuffed behind a last FF belongs to the header. */
    int finish() {
        return current == 0xFF && at < end ? at + 1 : at;
    }
}
