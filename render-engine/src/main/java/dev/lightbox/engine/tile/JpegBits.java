package dev.lightbox.engine.tile;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** The file that is written: bytes, and blocks of coefficients as Huffman codes (ITU-T T.81 F.1.2). Grows as needed. Not thread-safe. */
final class JpegBits {

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    /** Most bytes of a block: 64 codes of 16 bits with 11 bits each, every byte stuffed, and room for a whole word. */
    private static final int BLOCK_BYTES = 2 * 64 * 27 / 8 + 16;

    /** Where a zigzag position (A.3.6) lies among the coefficients, which are in the order of {@link dev.lightbox.engine.kernel.Compression#forwardDct}. */
    private static final int[] PLACES = new int[64];

    /** The zigzag position of bit {@code 8 · u + v}. */
    private static final byte[] POSITIONS = new byte[64];

    static {
        for (int position = 0, u = 0, v = 0; position < 64; position++) {
            PLACES[position] = 16 * u + v;
            POSITIONS[8 * u + v] = (byte) position;
            boolean up = (u + v) % 2 == 0;
            if (up ? u == 7 : v == 7) {
                if (up) {
                    v++;
                } else {
                    u++;
                }
            } else if (up) {
                u++;
                v = Math.max(0, v - 1);
            } else {
                v++;
                u = Math.max(0, u - 1);
            }
        }
    }

    private byte[] out;
    private int at;

    /** The bits not yet written, the newest lowest; fewer than 32. */
    private long bits;

    private int count;

    JpegBits(int room) {
        out = new byte[room + BLOCK_BYTES];
    }

    /** Where the coefficient of a zigzag position lies, for quantisation tables: {@code 8 · v + u}. */
    static int naturalOrder(int position) {
        int place = PLACES[position];
        return 8 * (place & 7) + (place >> 4);
    }

    void bytes(int... values) {
        ensure(values.length);
        for (int value : values) {
            out[at++] = (byte) value;
        }
    }

    void bytes(byte[] values) {
        ensure(values.length);
        System.arraycopy(values, 0, out, at, values.length);
        at += values.length;
    }

    private void ensure(int more) {
        if (out.length - at < more + BLOCK_BYTES) {
            out = Arrays.copyOf(out, 2 * out.length + more + BLOCK_BYTES);
        }
    }

    /**
     * One block.
     *
     * @param from where its coefficients begin
     * @param nonZero a bit for each that isn't 0
     * @param previousDc quantised DC of the component's block before
     * @return its DC
     */
    int block(short[] coefficients, int from, long nonZero, int previousDc, int[] dcCodes, int[] acCodes) {
        ensure(0);
        byte[] target = out;
        int position = at;
        long buffer = bits;
        int filled = count;

        int dc = coefficients[from];
        int difference = dc - previousDc;
        int category = 32 - Integer.numberOfLeadingZeros(Math.abs(difference));
        int code = dcCodes[category];
        // Negative values are sent less 1, in the category's number of bits.
        int value = difference + (difference >> 31) & (1 << category) - 1;
        buffer = buffer << (code >>> 16) + category | (long) (code & 0xFFFF) << category | value;
        filled += (code >>> 16) + category;

        long zigzag = 0;
        for (long left = nonZero & ~1L; left != 0; left &= left - 1) {
            zigzag |= 1L << POSITIONS[Long.numberOfTrailingZeros(left)];
        }
        int last = 0;
        for (; zigzag != 0; zigzag &= zigzag - 1) {
            if (filled >= 32) {
                filled -= 32;
                position = word(target, position, (int) (buffer >>> filled));
            }
            int next = Long.numberOfTrailingZeros(zigzag);
            int run = next - last - 1;
            last = next;
            while (run > 15) {
                int zeros = acCodes[0xF0];
                buffer = buffer << (zeros >>> 16) | zeros & 0xFFFF;
                filled += zeros >>> 16;
                run -= 16;
                if (filled >= 32) {
                    filled -= 32;
                    position = word(target, position, (int) (buffer >>> filled));
                }
            }
            int coefficient = coefficients[from + PLACES[next]];
            int size = 32 - Integer.numberOfLeadingZeros(Math.abs(coefficient));
            int ac = acCodes[run << 4 | size];
            int low = coefficient + (coefficient >> 31) & (1 << size) - 1;
            buffer = buffer << (ac >>> 16) + size | (long) (ac & 0xFFFF) << size | low;
            filled += (ac >>> 16) + size;
        }
        if (filled >= 32) {
            filled -= 32;
            position = word(target, position, (int) (buffer >>> filled));
        }
        if (last < 63) {
            int end = acCodes[0];
            buffer = buffer << (end >>> 16) | end & 0xFFFF;
            filled += end >>> 16;
            if (filled >= 32) {
                filled -= 32;
                position = word(target, position, (int) (buffer >>> filled));
            }
        }
        at = position;
        bits = buffer;
        count = filled;
        return dc;
    }

    /** Four bytes; a 0 follows each 0xFF (F.1.2.3). */
    private static int word(byte[] target, int position, int word) {
        // Any byte 0xFF becomes 0 in the complement, which this finds.
        int complement = ~word;
        if ((complement - 0x01010101 & ~complement & 0x80808080) == 0) {
            INTS.set(target, position, word);
            return position + 4;
        }
        int to = position;
        for (int shift = 24; shift >= 0; shift -= 8) {
            byte one = (byte) (word >>> shift);
            target[to++] = one;
            if (one == -1) {
                target[to++] = 0;
            }
        }
        return to;
    }

    /** Fills the last byte up with ones, and ends the file. */
    byte[] end() {
        ensure(16);
        while (count % 8 != 0) {
            bits = bits << 1 | 1;
            count++;
        }
        for (; count > 0; count -= 8) {
            byte one = (byte) (bits >>> count - 8);
            out[at++] = one;
            if (one == -1) {
                out[at++] = 0;
            }
        }
        // EOI
        bytes(0xFF, 0xD9);
        return Arrays.copyOf(out, at);
    }
}
