package dev.lightbox.engine.codec.jpeg;

import dev.lightbox.engine.codec.DecodeException;
import java.util.Arrays;

/** One Huffman table (T.81 C.2, F.2.2.3): codes up to {@value #FAST_BITS} bits by one look-up, longer ones by comparing with the largest code of each length. */
final class HuffmanTable {

    static final int FAST_BITS = 10;

    /** Symbol in the upper, length in the lower byte; 0 where the code is longer or unknown. */
    private final short[] fast = new short[1 << FAST_BITS];

    /** Upper bound (exclusive) of the codes of each length, left-aligned to 16 bits. */
    private final int[] limit = new int[18];

    private final int[] offset = new int[17];
    private final byte[] symbols;

    /**
     * @param counts number of codes of length 1 to 16
     * @param symbols their symbols in order of code
     */
    HuffmanTable(int[] counts, byte[] symbols) throws DecodeException {
        this.symbols = symbols;
        int code = 0;
        int index = 0;
        for (int length = 1; length <= 16; length++) {
            int count = counts[length - 1];
            offset[length] = index - code;
            if (code + count > 1 << length) {
                throw new DecodeException(
                        "JPEG: corrupt Huffman table, more codes of " + length + " bits than possible");
            }
            if (length <= FAST_BITS) {
                for (int i = 0; i < count; i++) {
                    int from = (code + i) << (FAST_BITS - length);
                    short entry = (short) ((symbols[index + i] & 0xFF) << 8 | length);
                    Arrays.fill(fast, from, from + (1 << (FAST_BITS - length)), entry);
                }
            }
            code += count;
            index += count;
            limit[length] = code << (16 - length);
            code <<= 1;
        }
        limit[17] = Integer.MAX_VALUE;
    }

    /** Takes one symbol, 0–255; needs 16 bits available. */
    int decode(BitReader bits) throws DecodeException {
        short entry = fast[bits.peek(FAST_BITS)];
        if (entry != 0) {
            bits.skip(entry & 0xFF);
            return (entry >>> 8) & 0xFF;
        }
        return decodeLong(bits);
    }

    private int decodeLong(BitReader bits) throws DecodeException {
        int next = bits.peek(16);
        int length = 1;
        while (next >= limit[length]) {
            length++;
        }
        if (length > 16) {
            throw new DecodeException("JPEG: corrupt data, a code that no Huffman table holds");
        }
        bits.skip(length);
        return symbols[offset[length] + (next >>> (16 - length))] & 0xFF;
    }

    /** Refuses symbols that the decoding process has no meaning for, so that inner loops need not check. */
    void checkSymbols(int highest, String use) throws DecodeException {
        for (byte symbol : symbols) {
            if ((symbol & 0xFF) > highest) {
                throw new DecodeException("JPEG: corrupt Huffman table, expected " + use + " up to " + highest
                        + ", found " + (symbol & 0xFF));
            }
        }
    }
}
