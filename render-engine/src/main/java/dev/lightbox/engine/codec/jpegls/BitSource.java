package dev.lightbox.engine.codec.jpegls;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The bits of a scan or restart interval without the zero bit that follows each byte FF (T.87 A.1), in one piece, so that 57 bits from anywhere can be had by
 * one load. Behind the last bit come zeros: a reader that has gone past {@link #end()} finds only those, and every code that isn't made of zeros alone is
 * shorter than they are long. Not thread-safe.
 */
final class BitSource {

    /** Zero bytes behind the last bit. */
    static final int PADDING = 32;

    static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final long EACH_LOW = 0x0101_0101_0101_0101L;
    private static final long EACH_HIGH = 0x8080_8080_8080_8080L;

    private final byte[] data;
    private final int dataEnd;
    private final byte[] bits;
    private long end;
    private int next;

    /**
     * @param from the first byte of the scan's coded data
     * @param dataEnd end of what may be read
     */
    BitSource(byte[] data, int from, int dataEnd) {
        this.data = data;
        this.next = from;
        this.dataEnd = dataEnd;
        this.bits = new byte[dataEnd - from + PADDING];
    }

    /** The bits, without stuffing. */
    byte[] bits() {
        return bits;
    }

    /** How many bits there are. */
    long end() {
        return end;
    }

    /** Where the data goes on: at a marker, or at the end. */
    int next() {
        return next;
    }

    /** Takes the bytes from {@code from} to the next marker. */
    void load(int from) {
        byte[] source = data;
        byte[] target = bits;
        int in = from;
        int out = 0;
        // Bits not yet written, fewer than eight, in the lowest places.
        long held = 0;
        int count = 0;
        while (in < dataEnd) {
            while (in + 8 <= dataEnd) {
                long word = (long) WORD.get(source, in);
                // Whether one of the eight bytes is FF: the classic search of a zero byte in the complement.
                long complement = ~word;
                if (((complement - EACH_LOW) & word & EACH_HIGH) != 0) {
                    break;
                }
                WORD.set(target, out, count == 0 ? word : held << (64 - count) | word >>> count);
                held = word & ((1L << count) - 1);
                in += 8;
                out += 8;
            }
            int stop = Math.min(in + 8, dataEnd);
            while (in < stop) {
                int value = source[in] & 0xFF;
                if (value == 0xFF) {
                    if (in + 1 == dataEnd || source[in + 1] < 0) {
                        // A marker, or the data are cut off behind what may have been one.
                        finish(in, out, held, count);
                        return;
                    }
                    held = held << 15 | 0x7F80 | source[in + 1];
                    count += 15;
                    in += 2;
                } else {
                    held = held << 8 | value;
                    count += 8;
                    in++;
                }
                while (count >= 8) {
                    count -= 8;
                    target[out++] = (byte) (held >>> count);
                }
                held &= (1L << count) - 1;
            }
        }
        finish(in, out, held, count);
    }

    private void finish(int in, int out, long held, int count) {
        next = in;
        end = 8L * out + count;
        int at = out;
        if (count > 0) {
            bits[at++] = (byte) (held << (8 - count));
        }
        Arrays.fill(bits, at, Math.min(bits.length, at + PADDING), (byte) 0);
    }
}
