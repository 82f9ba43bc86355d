package dev.lightbox.engine.codec.jpeg2000;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Decodes the coding passes of code blocks (T.800 annexes C and D). This is where a frame's time goes, so the arithmetic decoder is written out in each pass, its
 * state in local variables; a method of its own would cost a third more. Not thread-safe; one for each thread.
 *
 * <p><b>Flags.</b> One {@code long} holds a column of four rows (a stripe's height) and its surroundings, and a border lies around the block. Bits 3k to 3k + 2 say
 * whether the left, own and right coefficients of row k − 1 are significant, k from 0 to 5; bit 32 + 3k whether the own coefficient of row k − 1 is negative; bit
 * 33 + 3k that it was visited in this plane's first pass; bit 34 + 3k that it has been refined before. So shifting by 3 goes from row to row, and the
 * eight neighbours of a coefficient are nine neighbouring bits.
 *
 * <p><b>Arithmetic decoder.</b> A and C of C.3 stand at bits 47–62 of a {@code long}, C with up to 47 bits of lookahead. A 1 behind C's last valid bit marks where
 * the next byte belongs, so that no count is needed: once its low 32 bits are 0, bytes are due. Both registers are kept less {@code d}, the smaller of C and of
 * what A is above 0x8000: as long as d doesn't fall below 0 by subtracting Qe, the symbol is the more probable one and nothing else changes. What must happen
 * otherwise (conditional exchange, C.3.2) is computed without branches, as no processor guesses them.
 */
final class MqBlockDecoder {

    private static final long QE = 0x7FFFL << 47;
    private static final long HALF = 1L << 62;

    private static final int OWN = 0x10;
    private static final int ALL_SIGNIFICANCE = 0x3FFFF;
    /** Bit 3 + 3r for row r. */
    private static final int ROWS = 0x1248;
    /** From a row's bit in {@link #ROWS} to its marks. */
    private static final int TO_VISITED = 33;

    private static final int TO_REFINED = 34;
    private static final long VISITED = (long) ROWS << TO_VISITED;

    private static final VarHandle BIG_ENDIAN = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final byte[] ZERO_CODING = BlockContexts.ZERO_CODING;
    private static final byte[] SIGN_CODING = BlockContexts.SIGN_CODING;
    private static final long[] NEXT = MqTables.NEXT;

    private final long[] contexts = new long[32];
    private long[] flags = new long[66 * 18];
    private int width;
    private int height;
    private int stride;
    private int orientation;
    private boolean causal;

    private byte[] data = {};
    private int at;
    private int end;
    private int last;
    private long d;
    private long a;
    private long c;
    private int rawLeft;
    private int rawByte;

    /**
     * Decodes all passes of a block.
     *
     * @param bytes holds its codeword segments one after another
     * @param from first of them
     * @param bitPlanes planes that are there: those of the subband less the missing ones, at most 30
     * @param orientation of the subband
     * @param out receives width · height coefficients: sign in bit 31, magnitude in halves (see {@link HtBlockDecoder})
     */
    void decode(byte[] bytes, int from, CodeBlock block, CodingStyle style, int bitPlanes, int orientation, int[] out) {
        width = block.width;
        height = block.height;
        stride = width + 2;
        this.orientation = orientation << 9;
        causal = style.has(CodingStyle.VERTICALLY_CAUSAL);
        data = bytes;
        int size = stride * ((height + 3) / 4 + 2);
        if (flags.length < size) {
            flags = new long[size];
        } else {
            Arrays.fill(flags, 0, size, 0);
        }
        Arrays.fill(out, 0, width * height, 0);
        MqTables.reset(contexts);
        int plane = bitPlanes - 1;
        int kind = 2;
        int segmentFrom = from;
        for (int segment = 0; segment < block.segmentCount && plane >= 0; segment++) {
            int to = segmentFrom + block.bytes(segment);
            // D.6: from the fifth plane on the first two passes are raw bits.
            boolean raw = style.has(CodingStyle.BYPASS) && kind != 2 && plane < bitPlanes - 4;
            if (raw) {
                startRaw(segmentFrom, to);
            } else {
                start(segmentFrom, to);
            }
            for (int pass = block.passes(segment); pass > 0 && plane >= 0; pass--) {
                // In halves, so that the middle of the last plane's interval is a whole number.
                int one = 2 << plane;
                switch (kind) {
                    case 0 -> {
                        if (raw) {
                            significanceRaw(out, one);
                        } else {
                            significance(out, one);
                        }
                    }
                    case 1 -> {
                        if (raw) {
                            refinementRaw(out, one);
                        } else {
                            refinement(out, one);
                        }
                    }
                    default -> {
                        cleanup(out, one);
                        if (style.has(CodingStyle.SEGMENTATION_SYMBOLS)) {
                            // D.5: four bits 1010 that tell an intact block; what a broken one is worth can't be told
                            // here.
                            for (int i = 0; i < 4; i++) {
                                uniform();
                            }
                        }
                    }
                }
                if (style.has(CodingStyle.RESET)) {
                    MqTables.reset(contexts);
                }
                kind++;
                if (kind == 3) {
                    kind = 0;
                    plane--;
                }
            }
            segmentFrom = to;
        }
    }

    /** INITDEC (C.3.5). */
    private void start(int from, int to) {
        at = from;
        end = to;
        last = 0;
        d = 0;
        a = HALF;
        c = refillSlowly(1L << 61);
    }

    /** BYTEIN (C.3.4) for four bytes at once where none of them is FF, which what follows would depend on; else for as many as there is room for. */
    private long refill(long register) {
        int i = at;
        if (last != 0xFF && i + 4 <= end) {
            int four = (int) BIG_ENDIAN.get(data, i);
            if (((~four - 0x01010101) & four & 0x80808080) == 0) {
                long marker = register & -register;
                at = i + 4;
                last = four & 0xFF;
                // The marker's bit makes room for 32 bits, below which it goes on.
                return register - marker + ((four & 0xFFFF_FFFFL) * (marker >>> 31)) + (marker >>> 32);
            }
        }
        return refillSlowly(register);
    }

    private long refillSlowly(long register) {
        int bit = Long.numberOfTrailingZeros(register);
        long filled = register - (1L << bit);
        int i = at;
        int previous = last;
        while (bit >= 8) {
            int next = i < end ? data[i] & 0xFF : 0xFF;
            if (previous != 0xFF) {
                filled += (long) next << (bit - 7);
                bit -= 8;
                previous = next;
                i++;
            } else if (next > 0x8F) {
                filled += 0xFFL << (bit - 7);
                bit -= 8;
            } else {
                filled += (long) next << (bit - 6);
                bit -= 7;
                previous = next;
                i++;
            }
        }
        at = i;
        last = previous;
        return filled + (1L << bit);
    }

    /** Significance propagation (D.3.1). */
    private void significance(int[] out, int one) {
        long[] f = flags;
        long[] cx = contexts;
        int w = width;
        int s = stride;
        int zero = orientation;
        long d = this.d;
        long a = this.a;
        long c = this.c;
        int middle = one | one >>> 1;
        for (int y = 0, row = s; y < height; y += 4, row += s) {
            int rows = ROWS & (8 << 3 * Math.min(4, height - y)) - 1;
            boolean upwards = !(causal);
            for (int x = 0, p = row + 1; x < w; x++, p++) {
                long own = f[p];
                int near = (int) own & ALL_SIGNIFICANCE;
                if (near == 0) {
                    continue;
                }
                int sides = near | near >>> 2;
                int all = sides | near >>> 1;
                int left = (all << 3 | sides | all >>> 3) & ~(near >>> 1) & rows;
                while (left != 0) {
                    int shift = Integer.numberOfTrailingZeros(left) - 3;
                    left &= left - 1;
                    own |= 1L << shift + 3 + TO_VISITED;
                    int context = ZERO_CODING[(zero | (int) (own >>> shift) & 0x1EF) & 0x7FF];
                    long entry = cx[context];
                    long qe = entry & QE;
                    int symbol = (int) entry & 1;
                    d -= qe;
                    if (d < 0) {
                        a += d;
                        c += d;
                        long lower = c >> 63;
                        long less = lower ^ a - qe >> 63;
                        c += qe & lower;
                        a += qe - a & lower;
                        symbol ^= (int) less & 1;
                        cx[context] = NEXT[(int) (entry >>> (1 + (7 & (int) less))) & 127];
                        int shifts = Long.numberOfLeadingZeros(a) - 1;
                        a <<= shifts;
                        c <<= shifts;
                        if ((int) c == 0) {
                            c = refill(c);
                        }
                        d = Math.min(a - HALF, c);
                        a -= d;
                        c -= d;
                    }
                    if (symbol != 0) {
                        int signs = (int) (own >>> shift) & 0xAA
                                | (int) (own >>> shift + 32) & 0x41
                                | (int) (f[p - 1] >>> shift + 33) & 4
                                | (int) (f[p + 1] >>> shift + 31) & 16;
                        int signContext = SIGN_CODING[signs];
                        long negative;
                        {
                            long signEntry = cx[signContext & 31];
                            long signQe = signEntry & QE;
                            int signSymbol = (int) signEntry & 1;
                            d -= signQe;
                            if (d < 0) {
                                a += d;
                                c += d;
                                long signLower = c >> 63;
                                long signLess = signLower ^ a - signQe >> 63;
                                c += signQe & signLower;
                                a += signQe - a & signLower;
                                signSymbol ^= (int) signLess & 1;
                                cx[signContext & 31] = NEXT[(int) (signEntry >>> (1 + (7 & (int) signLess))) & 127];
                                int signShifts = Long.numberOfLeadingZeros(a) - 1;
                                a <<= signShifts;
                                c <<= signShifts;
                                if ((int) c == 0) {
                                    c = refill(c);
                                }
                                d = Math.min(a - HALF, c);
                                a -= d;
                                c -= d;
                            }
                            negative = signSymbol ^ (signContext >>> 7 & 1);
                        }
                        out[(y + (shift * 11 >> 5)) * w + x] = (int) negative << 31 | middle;
                        own |= (OWN | negative << 35) << shift;
                        f[p - 1] |= 0x20L << shift;
                        f[p + 1] |= 0x08L << shift;
                        if (shift == 0) {
                            if (upwards) {
                                f[p - s - 1] |= 1L << 17;
                                f[p - s] |= 1L << 16 | negative << 47;
                                f[p - s + 1] |= 1L << 15;
                            }
                        } else if (shift == 9) {
                            f[p + s - 1] |= 1L << 2;
                            f[p + s] |= 1L << 1 | negative << 32;
                            f[p + s + 1] |= 1L;
                        }
                        left |= 1 << shift + 6 & ~((int) own >>> 1) & rows;
                    }
                }
                f[p] = own;
            }
        }
        this.d = d;
        this.a = a;
        this.c = c;
    }

    /** Magnitude refinement (D.3.3). */
    private void refinement(int[] out, int one) {
        long[] f = flags;
        long[] cx = contexts;
        int w = width;
        long d = this.d;
        long a = this.a;
        long c = this.c;
        int half = one >>> 1;
        for (int y = 0, row = stride; y < height; y += 4, row += stride) {
            for (int x = 0, p = row + 1; x < w; x++, p++) {
                long own = f[p];
                int left = ((int) own >>> 1 & ~(int) (own >>> TO_VISITED)) & ROWS;
                if (left == 0) {
                    continue;
                }
                long refined = (long) left << TO_REFINED;
                do {
                    int shift = Integer.numberOfTrailingZeros(left) - 3;
                    left &= left - 1;
                    // 0x1EF: the eight neighbours.
                    int context = (own >>> shift + 3 + TO_REFINED & 1) != 0
                            ? MqTables.MAGNITUDE + 2
                            : ((int) (own >>> shift) & 0x1EF) != 0 ? MqTables.MAGNITUDE + 1 : MqTables.MAGNITUDE;
                    long entry = cx[context];
                    long qe = entry & QE;
                    int symbol = (int) entry & 1;
                    d -= qe;
                    if (d < 0) {
                        a += d;
                        c += d;
                        long lower = c >> 63;
                        long less = lower ^ a - qe >> 63;
                        c += qe & lower;
                        a += qe - a & lower;
                        symbol ^= (int) less & 1;
                        cx[context] = NEXT[(int) (entry >>> (1 + (7 & (int) less))) & 127];
                        int shifts = Long.numberOfLeadingZeros(a) - 1;
                        a <<= shifts;
                        c <<= shifts;
                        if ((int) c == 0) {
                            c = refill(c);
                        }
                        d = Math.min(a - HALF, c);
                        a -= d;
                        c -= d;
                    }
                    int i = (y + (shift * 11 >> 5)) * w + x;
                    out[i] += (symbol * one) - half;
                } while (left != 0);
                f[p] = own | refined;
            }
        }
        this.d = d;
        this.a = a;
        this.c = c;
    }

    /** Cleanup (D.3.4). */
    private void cleanup(int[] out, int one) {
        long[] f = flags;
        long[] cx = contexts;
        int w = width;
        int s = stride;
        int zero = orientation;
        long d = this.d;
        long a = this.a;
        long c = this.c;
        int middle = one | one >>> 1;
        boolean upwards = !causal;
        for (int y = 0, row = s; y < height; y += 4, row += s) {
            int rows = ROWS & (8 << 3 * Math.min(4, height - y)) - 1;
            for (int x = 0, p = row + 1; x < w; x++, p++) {
                long own = f[p];
                int left;
                boolean known = false;
                if (own == 0 && rows == ROWS) {
                    {
                        long entry = cx[MqTables.RUN_LENGTH];
                        long qe = entry & QE;
                        int symbol = (int) entry & 1;
                        d -= qe;
                        if (d < 0) {
                            a += d;
                            c += d;
                            long lower = c >> 63;
                            long less = lower ^ a - qe >> 63;
                            c += qe & lower;
                            a += qe - a & lower;
                            symbol ^= (int) less & 1;
                            cx[MqTables.RUN_LENGTH] = NEXT[(int) (entry >>> (1 + (7 & (int) less))) & 127];
                            int shifts = Long.numberOfLeadingZeros(a) - 1;
                            a <<= shifts;
                            c <<= shifts;
                            if ((int) c == 0) {
                                c = refill(c);
                            }
                            d = Math.min(a - HALF, c);
                            a -= d;
                            c -= d;
                        }
                        if (symbol == 0) {
                            continue;
                        }
                    }
                    int first = 0;
                    for (int i = 0; i < 2; i++) {
                        long entry = cx[MqTables.UNIFORM];
                        long qe = entry & QE;
                        int symbol = (int) entry & 1;
                        d -= qe;
                        if (d < 0) {
                            a += d;
                            c += d;
                            long lower = c >> 63;
                            long less = lower ^ a - qe >> 63;
                            c += qe & lower;
                            a += qe - a & lower;
                            symbol ^= (int) less & 1;
                            cx[MqTables.UNIFORM] = NEXT[(int) (entry >>> (1 + (7 & (int) less))) & 127];
                            int shifts = Long.numberOfLeadingZeros(a) - 1;
                            a <<= shifts;
                            c <<= shifts;
                            if ((int) c == 0) {
                                c = refill(c);
                            }
                            d = Math.min(a - HALF, c);
                            a -= d;
                            c -= d;
                        }
                        first = first << 1 | symbol;
                    }
                    left = ROWS & -(8 << 3 * first);
                    known = true;
                } else {
                    left = ~((int) own >>> 1 | (int) (own >>> TO_VISITED)) & rows;
                }
                while (left != 0) {
                    int shift = Integer.numberOfTrailingZeros(left) - 3;
                    left &= left - 1;
                    if (!known) {
                        int context = ZERO_CODING[(zero | (int) (own >>> shift) & 0x1EF) & 0x7FF];
                        long entry = cx[context];
                        long qe = entry & QE;
                        int symbol = (int) entry & 1;
                        d -= qe;
                        if (d < 0) {
                            a += d;
                            c += d;
                            long lower = c >> 63;
                            long less = lower ^ a - qe >> 63;
                            c += qe & lower;
                            a += qe - a & lower;
                            symbol ^= (int) less & 1;
                            cx[context] = NEXT[(int) (entry >>> (1 + (7 & (int) less))) & 127];
                            int shifts = Long.numberOfLeadingZeros(a) - 1;
                            a <<= shifts;
                            c <<= shifts;
                            if ((int) c == 0) {
                                c = refill(c);
                            }
                            d = Math.min(a - HALF, c);
                            a -= d;
                            c -= d;
                        }
                        if (symbol == 0) {
                            continue;
                        }
                    }
                    known = false;
                    int signs = (int) (own >>> shift) & 0xAA
                            | (int) (own >>> shift + 32) & 0x41
                            | (int) (f[p - 1] >>> shift + 33) & 4
                            | (int) (f[p + 1] >>> shift + 31) & 16;
                    int signContext = SIGN_CODING[signs];
                    long negative;
                    {
                        long signEntry = cx[signContext & 31];
                        long signQe = signEntry & QE;
                        int signSymbol = (int) signEntry & 1;
                        d -= signQe;
                        if (d < 0) {
                            a += d;
                            c += d;
                            long signLower = c >> 63;
                            long signLess = signLower ^ a - signQe >> 63;
                            c += signQe & signLower;
                            a += signQe - a & signLower;
                            signSymbol ^= (int) signLess & 1;
                            cx[signContext & 31] = NEXT[(int) (signEntry >>> (1 + (7 & (int) signLess))) & 127];
                            int signShifts = Long.numberOfLeadingZeros(a) - 1;
                            a <<= signShifts;
                            c <<= signShifts;
                            if ((int) c == 0) {
                                c = refill(c);
                            }
                            d = Math.min(a - HALF, c);
                            a -= d;
                            c -= d;
                        }
                        negative = signSymbol ^ (signContext >>> 7 & 1);
                    }
                    out[(y + (shift * 11 >> 5)) * w + x] = (int) negative << 31 | middle;
                    own |= (OWN | negative << 35) << shift;
                    f[p - 1] |= 0x20L << shift;
                    f[p + 1] |= 0x08L << shift;
                    if (shift == 0) {
                        if (upwards) {
                            f[p - s - 1] |= 1L << 17;
                            f[p - s] |= 1L << 16 | negative << 47;
                            f[p - s + 1] |= 1L << 15;
                        }
                    } else if (shift == 9) {
                        f[p + s - 1] |= 1L << 2;
                        f[p + s] |= 1L << 1 | negative << 32;
                        f[p + s + 1] |= 1L;
                    }
                }
                f[p] = own & ~VISITED;
            }
        }
        this.d = d;
        this.a = a;
        this.c = c;
    }

    /** One symbol of the uniform context, where time doesn't matter. */
    private void uniform() {
        long[] cx = contexts;
        long d = this.d;
        long a = this.a;
        long c = this.c;
        long entry = cx[MqTables.UNIFORM];
        long qe = entry & QE;
        int symbol = (int) entry & 1;
        d -= qe;
        if (d < 0) {
            a += d;
            c += d;
            long lower = c >> 63;
            long less = lower ^ a - qe >> 63;
            c += qe & lower;
            a += qe - a & lower;
            symbol ^= (int) less & 1;
            cx[MqTables.UNIFORM] = NEXT[(int) (entry >>> (1 + (7 & (int) less))) & 127];
            int shifts = Long.numberOfLeadingZeros(a) - 1;
            a <<= shifts;
            c <<= shifts;
            if ((int) c == 0) {
                c = refill(c);
            }
            d = Math.min(a - HALF, c);
            a -= d;
            c -= d;
        }
        this.d = d;
        this.a = a;
        this.c = c;
    }

    private void startRaw(int from, int to) {
        at = from;
        end = to;
        rawLeft = 0;
        rawByte = 0;
    }

    /** A bit of a raw segment: seven after a byte FF, ones after the last. */
    private int rawBit() {
        if (rawLeft == 0) {
            rawLeft = rawByte == 0xFF ? 7 : 8;
            rawByte = at < end ? data[at++] & 0xFF : 0xFF;
        }
        rawLeft--;
        return rawByte >>> rawLeft & 1;
    }

    private void significanceRaw(int[] out, int one) {
        int middle = one | one >>> 1;
        for (int y = 0, row = stride; y < height; y += 4, row += stride) {
            int rows = ROWS & (8 << 3 * Math.min(4, height - y)) - 1;
            for (int x = 0, p = row + 1; x < width; x++, p++) {
                int near = (int) flags[p] & ALL_SIGNIFICANCE;
                int sides = near | near >>> 2;
                int all = sides | near >>> 1;
                int left = (all << 3 | sides | all >>> 3) & ~(near >>> 1) & rows;
                while (left != 0) {
                    int shift = Integer.numberOfTrailingZeros(left) - 3;
                    left &= left - 1;
                    flags[p] |= 1L << shift + 3 + TO_VISITED;
                    if (rawBit() != 0) {
                        int negative = rawBit();
                        out[(y + shift / 3) * width + x] = negative << 31 | middle;
                        flags[p] |= (OWN | (long) negative << 35) << shift;
                        tellNeighbours(p, shift, negative);
                        left |= 1 << shift + 6 & ~((int) flags[p] >>> 1) & rows;
                    }
                }
            }
        }
    }

    /** The block's other columns and stripes learn that a coefficient has become significant. */
    private void tellNeighbours(int p, int shift, long negative) {
        flags[p - 1] |= 0x20L << shift;
        flags[p + 1] |= 0x08L << shift;
        if (shift == 0 && !causal) {
            flags[p - stride - 1] |= 1L << 17;
            flags[p - stride] |= 1L << 16 | negative << 47;
            flags[p - stride + 1] |= 1L << 15;
        } else if (shift == 9) {
            flags[p + stride - 1] |= 1L << 2;
            flags[p + stride] |= 1L << 1 | negative << 32;
            flags[p + stride + 1] |= 1L;
        }
    }

    private void refinementRaw(int[] out, int one) {
        int half = one >>> 1;
        for (int y = 0, row = stride; y < height; y += 4, row += stride) {
            for (int x = 0, p = row + 1; x < width; x++, p++) {
                long own = flags[p];
                int left = ((int) own >>> 1 & ~(int) (own >>> TO_VISITED)) & ROWS;
                flags[p] = own | (long) left << TO_REFINED;
                while (left != 0) {
                    int shift = Integer.numberOfTrailingZeros(left) - 3;
                    left &= left - 1;
                    out[(y + shift / 3) * width + x] += rawBit() * one - half;
                }
            }
        }
    }
}
