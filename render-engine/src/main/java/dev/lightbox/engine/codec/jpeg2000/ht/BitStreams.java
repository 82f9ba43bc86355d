package dev.lightbox.engine.codec.jpeg2000.ht;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Copies the bit streams of a code block (T.814 7.1) without their stuffing bits and always forward, first bit lowest, so that any 57 bits can be had by one
 * unaligned read. Each copy ends with at least 16 bytes that the standard says follow (ones or zeros); {@link #room} is what it needs.
 */
final class BitStreams {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long EACH = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;

    private BitStreams() {}

    static int room(int length) {
        return length + 24;
    }

    static long get(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    /**
     * Copies a stream that grows forward: after 0xFF a byte has seven bits.
     *
     * @param fill −1 or 0: what follows
     * @return bits of the stream
     */
    static int forward(byte[] data, int from, int to, long fill, byte[] out) {
        long bits = 0;
        int count = 0;
        int o = 0;
        int last = 0;
        int at = from;
        while (at < to) {
            if (at + 8 <= to) {
                long word = get(data, at);
                if (last != 0xFF && ((~word - EACH) & word & HIGH) == 0) {
                    LONGS.set(out, o, bits | word << count);
                    // Two steps, as a shift by 64 is one by 0.
                    bits = word >>> 1 >>> (63 - count);
                    o += 8;
                    at += 8;
                    last = 0;
                    continue;
                }
            }
            for (int end = Math.min(at + 8, to); at < end; at++) {
                int length = last == 0xFF ? 7 : 8;
                last = data[at] & 0xFF;
                bits |= (last & (1L << length) - 1) << count;
                count += length;
                if (count >= 56) {
                    LONGS.set(out, o, bits);
                    o += 7;
                    bits >>>= 56;
                    count -= 56;
                }
            }
        }
        return finish(bits, count, o, fill, out);
    }

    /**
     * Copies a stream that grows backward: after a byte above 0x8F, one whose lower bits are all 1 has seven bits.
     *
     * @param at the stream's first byte, which is the last in memory
     * @param to the last one
     * @param bits what comes before
     * @param count how many bits that are
     * @param last the byte before the first one
     * @return bits of the stream, those before included
     */
    static int backward(byte[] data, int at, int to, long bits, int count, int last, byte[] out) {
        int o = 0;
        while (at >= to) {
            if (at - 7 >= to) {
                long word = Long.reverseBytes(get(data, at - 7));
                if (((word & ~HIGH) + EACH & HIGH) == 0) {
                    LONGS.set(out, o, bits | word << count);
                    bits = word >>> 1 >>> (63 - count);
                    o += 8;
                    at -= 8;
                    last = (int) (word >>> 56);
                    continue;
                }
            }
            for (int end = Math.max(at - 8, to - 1); at > end; at--) {
                int value = data[at] & 0xFF;
                int length = last > 0x8F && (value & 0x7F) == 0x7F ? 7 : 8;
                last = value;
                bits |= (value & (1L << length) - 1) << count;
                count += length;
                if (count >= 56) {
                    LONGS.set(out, o, bits);
                    o += 7;
                    bits >>>= 56;
                    count -= 56;
                }
            }
        }
        return finish(bits, count, o, 0, out);
    }

    private static int finish(long bits, int count, int o, long fill, byte[] out) {
        LONGS.set(out, o, bits | fill << count);
        LONGS.set(out, o + 8, fill);
        LONGS.set(out, o + 16, fill);
        return 8 * o + count;
    }
}
