package dev.lightbox.engine.codec.jpeg;

import dev.lightbox.engine.codec.DecodeException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One Huffman table (T.81 C.2, F.2.2.3). Most codes of a picture are short, and so are the numbers behind them: one look-up of the next bits gives the number
 * itself, not only its category. What is longer is found by comparing with the largest code of each length. An entry of the look-up tables is one int:
 * the number in the upper 16 bits, the run of zeros before it in the next 8, the bits to take in the lowest 6 (so that the entry itself serves as a
 * shift count); 0 where the look-up has too few bits. Immutable but for tables made when first asked for; one frame's, so not thread-safe.
 */
final class HuffmanTable {

    /** Bits of {@link #coefficients}. */
    static final int COEFFICIENT_BITS = 10;

    /** Bits of {@link #symbols}. */
    static final int SYMBOL_BITS = 9;

    /** A run that no block has room for. */
    static final int NOWHERE = 128;

    /** The run that stands for the end of the block. */
    static final int END_OF_BLOCK = NOWHERE << 8;

    private static final int[] NONE = {};

    /** No code at all. */
    static final HuffmanTable EMPTY = new HuffmanTable();

    /** Upper bound (exclusive) of the codes of each length, left-aligned to 16 bits. */
    private final int[] limit = new int[18];

    private final int[] offset = new int[17];
    private final int[] counts;
    private final byte[] values;
    private int[] differences = NONE;
    private int[] coefficients = NONE;
    private long[] pairs = {};
    private short @Nullable [] symbols;

    /**
     * @param counts number of codes of length 1 to 16
     * @param values their symbols in order of code
     */
    HuffmanTable(int[] counts, byte[] values) throws DecodeException {
        this.counts = counts;
        this.values = values;
        int code = 0;
        int index = 0;
        for (int length = 1; length <= 16; length++) {
            int count = counts[length - 1];
            offset[length] = index - code;
            if (code + count > 1 << length) {
                throw new DecodeException(
                        "JPEG: corrupt Huffman table, more codes of " + length + " bits than possible");
            }
            code += count;
            index += count;
            limit[length] = code << (16 - length);
            code <<= 1;
        }
        limit[17] = Integer.MAX_VALUE;
    }

    private HuffmanTable() {
        counts = new int[16];
        values = new byte[0];
        limit[17] = Integer.MAX_VALUE;
    }

    /** Look-up of {@code bits} next bits for differences (F.1.2.1, H.1.2.2): category and number at once. */
    int[] differences(int bits) {
        if (differences.length != 1 << bits) {
            differences = lookup(bits, false);
        }
        return differences;
    }

    /** Look-up of {@value #COEFFICIENT_BITS} next bits for AC coefficients of sequential coding (F.1.2.2). */
    int[] coefficients() {
        if (coefficients.length == 0) {
            coefficients = lookup(COEFFICIENT_BITS, true);
        }
        return coefficients;
    }

    /**
     * Look-up of {@value #COEFFICIENT_BITS} next bits for two AC coefficients at once, as far as both fit. Bits of an entry from the lowest: 6 how many to take; from
     * 8 on in steps of 8 how far the first coefficient lies ahead, how far the second one, and how far what comes next; 16 the first number; 16 the second.
     * A coefficient that isn't there lies {@value #NOWHERE} ahead, and so does the first one where it is better asked for alone.
     */
    long[] pairs() {
        if (pairs.length == 0) {
            int[] single = coefficients();
            long[] table = new long[single.length];
            for (int i = 0; i < table.length; i++) {
                table[i] = pair(single, i);
            }
            pairs = table;
        }
        return pairs;
    }

    private static long pair(int[] single, int index) {
        int first = single[index];
        if (first == 0 || (first & END_OF_BLOCK) != 0) {
            return (long) NOWHERE << 8;
        }
        int length = first & 63;
        int ahead = (first >>> 8) & 0xFF;
        long entry = (first >> 16 & 0xFFFFL) << 32 | ahead << 8;
        int second = single[index << length & single.length - 1];
        int both = length + (second & 63);
        if (second == 0 || both > COEFFICIENT_BITS) {
            return entry | NOWHERE << 16 | (long) (ahead + 1) << 24 | length;
        }
        if ((second & END_OF_BLOCK) != 0) {
            return entry | NOWHERE << 16 | (long) (ahead + 1 + NOWHERE) << 24 | both;
        }
        int further = ahead + 1 + (second >>> 8 & 0xFF);
        return (second >> 16 & 0xFFFFL) << 48 | entry | further << 16 | (long) (further + 1) << 24 | both;
    }

    private int[] lookup(int bits, boolean runs) {
        int[] table = new int[1 << bits];
        int code = 0;
        int index = 0;
        for (int length = 1; length <= bits; length++) {
            for (int i = 0; i < counts[length - 1]; i++, code++, index++) {
                int symbol = values[index] & 0xFF;
                int from = code << (bits - length);
                int size = runs ? symbol & 15 : symbol;
                int total = length + (size == 16 ? 0 : size);
                if (total > bits) {
                    continue;
                }
                int repeat = 1 << (bits - total);
                int numbers = 1 << (total - length);
                for (int number = 0; number < numbers; number++) {
                    int entry = entry(runs, symbol, length, number);
                    Arrays.fill(table, from + number * repeat, from + (number + 1) * repeat, entry);
                }
            }
            code <<= 1;
        }
        return table;
    }

    /** @param bits the bits behind the code */
    private static int entry(boolean runs, int symbol, int length, int bits) {
        int size = runs ? symbol & 15 : symbol;
        if (size == 16) {
            // H.1.2.2: category 16 stands for 32768, the same as -32768 to 16 bits, and has no further bits.
            return 0x8000_0000 | length;
        }
        int run = runs ? (symbol >>> 4) << 8 : 0;
        if (runs && size == 0 && symbol != 0xF0) {
            return END_OF_BLOCK | length;
        }
        return extend(bits, size) << 16 | run | length + size;
    }

    /** T.81's EXTEND (F.2.2.1): below half of the range the number is negative. */
    static int extend(int bits, int size) {
        return bits + ((((bits << 1) >>> size) - 1) & ((-1 << size) + 1));
    }

    /** The entry that {@link #differences} has no room for; needs 32 valid bits in {@code buffer}. */
    int longDifference(long buffer) throws DecodeException {
        return longEntry(buffer, false);
    }

    /** The entry that {@link #coefficients} has no room for; needs 32 valid bits in {@code buffer}. */
    int longCoefficient(long buffer) throws DecodeException {
        return longEntry(buffer, true);
    }

    private int longEntry(long buffer, boolean runs) throws DecodeException {
        int length = codeLength(buffer);
        int symbol = symbol(buffer, length);
        int size = runs ? symbol & 15 : symbol;
        int bits = size == 0 || size == 16 ? 0 : (int) (buffer << length >>> (64 - size));
        return entry(runs, symbol, length, bits);
    }

    private int codeLength(long buffer) throws DecodeException {
        int next = (int) (buffer >>> 48);
        int length = 1;
        while (next >= limit[length]) {
            length++;
        }
        if (length > 16) {
            throw new DecodeException("JPEG: corrupt data, a code that no Huffman table holds");
        }
        return length;
    }

    private int symbol(long buffer, int length) {
        return values[offset[length] + (int) (buffer >>> (64 - length))] & 0xFF;
    }

    /** Takes one symbol, 0–255; needs 16 valid bits. */
    int take(EntropyReader reader) throws DecodeException {
        short[] table = symbols;
        if (table == null) {
            table = symbolTable();
            symbols = table;
        }
        int entry = table[(int) (reader.buffer >>> (64 - SYMBOL_BITS))];
        int length = entry & 0xFF;
        int symbol = (entry >>> 8) & 0xFF;
        if (entry == 0) {
            length = codeLength(reader.buffer);
            symbol = symbol(reader.buffer, length);
        }
        reader.buffer <<= length;
        reader.count -= length;
        return symbol;
    }

    /** Symbol in the upper, length in the lower byte. */
    private short[] symbolTable() {
        short[] table = new short[1 << SYMBOL_BITS];
        int code = 0;
        int index = 0;
        for (int length = 1; length <= SYMBOL_BITS; length++) {
            for (int i = 0; i < counts[length - 1]; i++, code++, index++) {
                int from = code << (SYMBOL_BITS - length);
                short entry = (short) ((values[index] & 0xFF) << 8 | length);
                Arrays.fill(table, from, from + (1 << (SYMBOL_BITS - length)), entry);
            }
            code <<= 1;
        }
        return table;
    }

    /** Refuses symbols that the decoding process has no meaning for, so that inner loops need not check. */
    void checkSymbols(int highest, String use) throws DecodeException {
        for (byte value : values) {
            if ((value & 0xFF) > highest) {
                throw new DecodeException("JPEG: corrupt Huffman table, expected " + use + " up to " + highest
                        + ", found " + (value & 0xFF));
            }
        }
    }
}
