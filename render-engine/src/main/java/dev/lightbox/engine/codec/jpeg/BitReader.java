package dev.lightbox.engine.codec.jpeg;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The bits of one entropy-coded segment (T.81 F.2.2.5), through a buffer of 64. Stuffed zero bytes are removed; at a marker or at the end of the data zeros
 * follow, and {@link #isOverrun()} tells whether any of them was taken. So inner loops need no check of their own. Not thread-safe.
 */
final class BitReader {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] data;
    private final int end;
    private int position;
    /** The lowest {@link #available} bits are the next ones, the first on top. */
    private long buffer;

    private int available;
    /** How many bits of zeros were put behind the real ones. */
    private long padding;

    BitReader(byte[] data, int position, int end) {
        this.data = data;
        this.position = position;
        this.end = end;
    }

    /** Makes at least 48 bits available. */
    void fill() {
        if (available > 48) {
            return;
        }
        if (position + 8 <= end) {
            long next = (long) LONGS.get(data, position);
            // A byte of 0xFF is a zero byte of the complement.
            if (((~next - 0x0101010101010101L) & next & 0x8080808080808080L) == 0) {
                int bytes = (64 - available) >>> 3;
                if (bytes == 8) {
                    buffer = next;
                } else {
                    buffer = (buffer << (bytes << 3)) | (next >>> (64 - (bytes << 3)));
                }
                available += bytes << 3;
                position += bytes;
                return;
            }
        }
        fillByBytes();
    }

    private void fillByBytes() {
        while (available <= 56) {
            int value = 0;
            if (position >= end) {
                padding += 8;
            } else {
                value = data[position] & 0xFF;
                if (value != 0xFF) {
                    position++;
                } else if (position + 1 < end && data[position + 1] == 0) {
                    position += 2;
                } else {
                    // A marker (or a lone 0xFF at the end): the segment ends here.
                    value = 0;
                    padding += 8;
                }
            }
            buffer = (buffer << 8) | value;
            available += 8;
        }
    }

    /** The next {@code count} bits without taking them; 1–32, of those that {@link #fill} made available. */
    int peek(int count) {
        return (int) (buffer >>> (available - count)) & (int) ((1L << count) - 1);
    }

    void skip(int count) {
        available -= count;
    }

    /** Takes {@code count} bits, 0–16. */
    int take(int count) {
        available -= count;
        return (int) (buffer >>> available) & ((1 << count) - 1);
    }

    /** Takes a difference of {@code category} bits: T.81's RECEIVE and EXTEND (F.2.2.1). */
    int takeSigned(int category) {
        int value = take(category);
        // Below half of the range the value is negative: branch-free.
        return value + ((((value << 1) >>> category) - 1) & ((-1 << category) + 1));
    }

    /** Whether more bits were taken than the segment has: the data is cut off or corrupt. */
    boolean isOverrun() {
        return padding > available;
    }

    /** The byte after the last that was read into the buffer: the marker that ended the segment, once all its bits are taken. */
    int position() {
        return position;
    }

    /** Drops what is left in the buffer and goes on at {@code newPosition}, after a restart marker. */
    void restartAt(int newPosition) {
        position = newPosition;
        buffer = 0;
        available = 0;
        padding = 0;
    }
}
