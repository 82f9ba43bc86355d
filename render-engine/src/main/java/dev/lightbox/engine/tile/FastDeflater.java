package dev.lightbox.engine.tile;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.Adler32;

/**
 * A zlib stream (RFC 1950, 1951) of filtered picture lines, as fast as can be: Huffman codes made for each block, and runs of one byte as the only repetitions that are
 * looked for. In differences of neighbouring pixels there are hardly any others. Made for one stream; not thread-safe.
 */
final class FastDeflater {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Also the longest stored block. */
    private static final int BLOCK = 65_535;

    /** Four codes and the seven bits left over from before fit into 64 bits. */
    private static final int LONGEST_CODE = 14;

    private static final int END_OF_BLOCK = 256;
    private static final int FIRST_LENGTH = 257;
    private static final int SYMBOLS = 286;
    private static final int LONGEST_RUN = 258;

    /** RFC 1951 3.2.7: the order in which code length codes are sent. */
    private static final byte[] LENGTH_ORDER = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

    /** For each run length the symbol, and above it the number of extra bits and (from bit 16) their value (3.2.5). */
    private static final int[] RUN_SYMBOLS = runSymbols();

    private final byte[] in;
    private final int length;
    private final byte[] out;
    private int outAt;
    private long bits;
    private int bitCount;

    /** Runs of the block: where each begins and how long it is. */
    private final int[] runs = new int[2 * (BLOCK / 8 + 2)];

    private int runCount;
    private final int[] counts = new int[4 * 256];
    private final int[] symbolCounts = new int[SYMBOLS];
    private final byte[] codeLengths = new byte[SYMBOLS];

    /** Of each symbol the code, its first bit lowest, and above bit 16 its length. */
    private final int[] codes = new int[SYMBOLS];

    private FastDeflater(byte[] in, int length, byte[] out, int outAt) {
        this.in = in;
        this.length = length;
        this.out = out;
        this.outAt = outAt;
    }

    /** Room that any stream of so many bytes has enough of. */
    static int bound(int length) {
        return length + 5 * (length / BLOCK + 1) + 6 + 512;
    }

    /**
     * @param out receives the stream, {@link #bound} bytes at most
     * @return where it ends in {@code out}
     */
    static int deflate(byte[] in, int length, byte[] out, int outAt) {
        return new FastDeflater(in, length, out, outAt).run();
    }

    private int run() {
        // 32 KB window, fastest method.
        out[outAt++] = 0x78;
        out[outAt++] = 0x01;
        int from = 0;
        do {
            int to = Math.min(length, from + BLOCK);
            block(from, to, to == length);
            from = to;
        } while (from < length);
        flushBytes();
        Adler32 adler = new Adler32();
        adler.update(in, 0, length);
        int sum = (int) adler.getValue();
        for (int shift = 24; shift >= 0; shift -= 8) {
            out[outAt++] = (byte) (sum >>> shift);
        }
        return outAt;
    }

    private void block(int from, int to, boolean last) {
        Arrays.fill(counts, 0);
        Arrays.fill(symbolCounts, 0);
        findRuns(from, to);
        for (int s = 0; s < 256; s++) {
            symbolCounts[s] = counts[s] + counts[256 + s] + counts[512 + s] + counts[768 + s];
        }
        long extra = 0;
        for (int r = 0; r < runCount; r++) {
            for (int left = runs[2 * r + 1]; left > 0; ) {
                int part = part(left);
                int symbol = RUN_SYMBOLS[part];
                symbolCounts[symbol & 0x1FF]++;
                extra += (symbol >> 9 & 7) + 1;
                left -= part;
            }
        }
        symbolCounts[END_OF_BLOCK] = 1;
        HuffmanLengths.of(symbolCounts, SYMBOLS, LONGEST_CODE, codeLengths);
        long size = extra;
        for (int s = 0; s < SYMBOLS; s++) {
            size += (long) symbolCounts[s] * codeLengths[s];
        }
        // A header takes at most 14 + 19 · 3 + 287 · 7 bits. So a block is never longer than a stored one.
        if (size + 2100 > 8L * (to - from)) {
            stored(from, to, last);
            return;
        }
        put(last ? 1 : 0, 1);
        put(2, 2);
        header();
        canonical();
        encode(from, to);
    }

    /** A run is cut into parts of 3 to 258; none may be left with 1 or 2. */
    private static int part(int left) {
        return left <= LONGEST_RUN ? left : Math.min(LONGEST_RUN, left - 3);
    }

    /**
     * Finds runs and counts the literals between them. Eight bytes at a time: where they equal the eight bytes one before, all are the same as the byte before. Runs that are
     * shorter than that cost little as literals: a byte that often repeats has a short code.
     */
    private void findRuns(int from, int to) {
        byte[] data = in;
        int[] c = counts;
        int found = 0;
        int i = from;
        if (i == 0 && to > 0) {
            c[data[0] & 0xFF]++;
            i = 1;
        }
        int end = to - 8;
        while (i <= end) {
            long word = (long) LONGS.get(data, i);
            if (word == (long) LONGS.get(data, i - 1)) {
                int begin = i;
                byte value = data[i];
                i += 8;
                while (i <= end && (long) LONGS.get(data, i) == word) {
                    i += 8;
                }
                while (i < to && data[i] == value) {
                    i++;
                }
                runs[2 * found] = begin;
                runs[2 * found + 1] = i - begin;
                found++;
            } else {
                c[(int) word & 0xFF]++;
                c[256 + ((int) word >>> 8 & 0xFF)]++;
                c[512 + ((int) word >>> 16 & 0xFF)]++;
                c[768 + ((int) word >>> 24)]++;
                int high = (int) (word >>> 32);
                c[high & 0xFF]++;
                c[256 + (high >>> 8 & 0xFF)]++;
                c[512 + (high >>> 16 & 0xFF)]++;
                c[768 + (high >>> 24)]++;
                i += 8;
            }
        }
        for (; i < to; i++) {
            c[data[i] & 0xFF]++;
        }
        runCount = found;
    }

    private void encode(int from, int to) {
        int at = from;
        for (int r = 0; r <= runCount; r++) {
            int begin = r < runCount ? runs[2 * r] : to;
            literals(at, begin);
            at = begin;
            if (r < runCount) {
                int left = runs[2 * r + 1];
                at += left;
                while (left > 0) {
                    int part = part(left);
                    int symbol = RUN_SYMBOLS[part];
                    int code = codes[symbol & 0x1FF];
                    put(code & 0xFFFF, code >>> 16);
                    put(symbol >>> 16, symbol >> 9 & 7);
                    // The only distance, 1, has the only distance code, 0.
                    put(0, 1);
                    left -= part;
                }
            }
        }
        put(codes[END_OF_BLOCK] & 0xFFFF, codes[END_OF_BLOCK] >>> 16);
    }

    private void literals(int from, int to) {
        byte[] data = in;
        int[] table = codes;
        byte[] target = out;
        int position = outAt;
        long buffer = bits;
        int filled = bitCount;
        int i = from;
        for (; i + 4 <= to; i += 4) {
            int a = table[data[i] & 0xFF];
            int b = table[data[i + 1] & 0xFF];
            int c = table[data[i + 2] & 0xFF];
            int d = table[data[i + 3] & 0xFF];
            int first = a >>> 16;
            int both = first + (b >>> 16);
            int third = c >>> 16;
            long low = a & 0xFFFF | (long) (b & 0xFFFF) << first;
            long high = c & 0xFFFF | (long) (d & 0xFFFF) << third;
            buffer |= (low | high << both) << filled;
            filled += both + third + (d >>> 16);
            LONGS.set(target, position, buffer);
            position += filled >>> 3;
            buffer >>>= filled & 0x38;
            filled &= 7;
        }
        outAt = position;
        bits = buffer;
        bitCount = filled;
        for (; i < to; i++) {
            int code = table[data[i] & 0xFF];
            put(code & 0xFFFF, code >>> 16);
        }
    }

    /** At most 32 bits. Fewer than eight are left over. */
    private void put(long value, int count) {
        bits |= value << bitCount;
        bitCount += count;
        LONGS.set(out, outAt, bits);
        outAt += bitCount >>> 3;
        bits >>>= bitCount & 0x38;
        bitCount &= 7;
    }

    private void flushBytes() {
        if (bitCount > 0) {
            out[outAt++] = (byte) bits;
        }
        bits = 0;
        bitCount = 0;
    }

    private void stored(int from, int to, boolean last) {
        put(last ? 1 : 0, 3);
        flushBytes();
        int count = to - from;
        out[outAt++] = (byte) count;
        out[outAt++] = (byte) (count >> 8);
        out[outAt++] = (byte) ~count;
        out[outAt++] = (byte) (~count >> 8);
        System.arraycopy(in, from, out, outAt, count);
        outAt += count;
    }

    /** RFC 1951 3.2.7. Lengths are sent as they are or as runs; there is one distance code, of one bit. */
    private void header() {
        int literals = SYMBOLS;
        while (codeLengths[literals - 1] == 0) {
            literals--;
        }
        byte[] sent = Arrays.copyOf(codeLengths, literals + 1);
        sent[literals] = 1;
        int[] tokens = new int[sent.length];
        int[] used = new int[19];
        int count = 0;
        for (int i = 0; i < sent.length; ) {
            int run = 1;
            while (i + run < sent.length && sent[i + run] == sent[i]) {
                run++;
            }
            int token;
            if (sent[i] == 0 && run >= 11) {
                run = Math.min(run, 138);
                token = 18 | run - 11 << 8 | 7 << 16;
            } else if (sent[i] == 0 && run >= 3) {
                token = 17 | run - 3 << 8 | 3 << 16;
            } else if (i > 0 && sent[i] == sent[i - 1] && run >= 3) {
                run = Math.min(run, 6);
                token = 16 | run - 3 << 8 | 2 << 16;
            } else {
                run = 1;
                token = sent[i];
            }
            tokens[count++] = token;
            used[token & 0xFF]++;
            i += run;
        }
        byte[] lengths = new byte[19];
        HuffmanLengths.of(used, 19, 7, lengths);
        int[] lengthCodes = new int[19];
        canonical(lengths, 19, lengthCodes);
        int order = 19;
        while (order > 4 && lengths[LENGTH_ORDER[order - 1]] == 0) {
            order--;
        }
        put(literals - FIRST_LENGTH, 5);
        put(0, 5);
        put(order - 4L, 4);
        for (int i = 0; i < order; i++) {
            put(lengths[LENGTH_ORDER[i]], 3);
        }
        for (int i = 0; i < count; i++) {
            int code = lengthCodes[tokens[i] & 0xFF];
            put(code & 0xFFFF, code >>> 16);
            put(tokens[i] >>> 8 & 0xFF, tokens[i] >>> 16);
        }
    }

    private void canonical() {
        canonical(codeLengths, SYMBOLS, codes);
    }

    /** RFC 1951 3.2.2, with the bits turned round: codes are sent from their highest bit. */
    private static void canonical(byte[] lengths, int symbols, int[] codes) {
        int[] next = new int[17];
        for (int s = 0; s < symbols; s++) {
            next[lengths[s] + 1]++;
        }
        next[1] = 0;
        for (int length = 2; length <= 16; length++) {
            next[length] = next[length] + next[length - 1] << 1;
        }
        for (int s = 0; s < symbols; s++) {
            int length = lengths[s];
            codes[s] = length == 0 ? 0 : Integer.reverse(next[length]++) >>> (32 - length) | length << 16;
        }
    }

    private static int[] runSymbols() {
        int[] symbols = new int[LONGEST_RUN + 1];
        int symbol = FIRST_LENGTH;
        int run = 3;
        for (int extra = 0; extra <= 5; extra++) {
            for (int n = 0; n < (extra == 0 ? 8 : 4); n++, symbol++) {
                for (int value = 0; value < 1 << extra; value++, run++) {
                    symbols[Math.min(run, LONGEST_RUN)] = symbol | extra << 9 | value << 16;
                }
            }
        }
        // 258 has a symbol of its own.
        symbols[LONGEST_RUN] = 285;
        return symbols;
    }
}
