package dev.lightbox.engine.codec.jpeg2000.ht;

import dev.lightbox.engine.codec.DecodeException;
import java.util.Arrays;

/**
 * The cleanup pass (T.814 7.3): it decodes nearly everything. First, quad by quad (2 x 2 samples), what the MEL and VLC streams say: which samples are significant
 * and how large the largest may be. Then the samples themselves from the MagSgn stream: since a quad's lengths are known before, their reading doesn't wait for
 * one another. Not thread-safe.
 */
final class CleanupPass {

    /** A quad's four bits as four bytes. */
    private static final int[] SPREAD = new int[16];

    static {
        for (int i = 0; i < 16; i++) {
            SPREAD[i] = i & 1 | (i & 2) << 7 | (i & 4) << 14 | (i & 8) << 21;
        }
    }

    private final MelRuns mel = new MelRuns();
    /** What is known of each quad: its entry of {@link CxtVlc} and its u. Three zeros lie to the right of each row. */
    private int[] quads = {};

    private int across;
    private int stride;

    private byte[] bits = {};
    /** Exponents of the row of quads above: the bits of its lower samples, of the right one of the quad to the left and the left one. */
    private int[] above = {};
    /** Samples of blocks whose quads reach over the edge. */
    private int[] whole = {};

    // Between the rows: state of the VLC stream and the run of the MEL stream.
    private long vlc;
    private int vlcCount;
    private int vlcAt;
    private int vlcLimit;
    private int run;

    int[] quads() {
        return quads;
    }

    /** From one row of quads to the next. */
    int stride() {
        return stride;
    }

    /**
     * @param length Lcup
     * @param plane bit plane of this pass
     * @param planes how many planes there are from this one up
     * @param out see {@link dev.lightbox.engine.codec.jpeg2000.HtBlockDecoder}
     */
    void decode(byte[] data, int from, int length, int plane, int planes, int width, int height, int[] out)
            throws DecodeException {
        int end = from + length;
        // 7.1.1: the last twelve bits are the length of the MEL and VLC streams together.
        int suffix = (data[end - 1] & 0xFF) << 4 | data[end - 2] & 15;
        if (suffix < 2 || suffix > length || suffix > 4079) {
            throw new DecodeException("JPEG 2000: an HT cleanup segment of " + length
                    + " bytes whose MEL and VLC streams take " + suffix);
        }
        across = (width + 1) / 2;
        int down = (height + 1) / 2;
        stride = across + 3;
        int size = stride * down;
        if (quads.length < size) {
            quads = new int[size];
        }
        if (bits.length < BitStreams.room(length)) {
            bits = new byte[BitStreams.room(length)];
        }
        significance(data, end - suffix, end, down);
        int magnitudes = BitStreams.forward(data, from, end - suffix, -1, bits);
        boolean fits = ((width | height) & 1) == 0;
        if (!fits && whole.length < 4 * across * down) {
            whole = new int[4 * across * down];
        }
        samples(magnitudes, plane, planes, down, fits ? out : whole);
        if (!fits) {
            for (int y = 0; y < height; y++) {
                System.arraycopy(whole, y * 2 * across, out, y * width, width);
            }
        }
    }

    private void significance(byte[] data, int from, int end, int down) throws DecodeException {
        mel.start(data, from, end - 2);
        // The stream begins with the upper half of the last byte but one; as if 0xFF came before (7.1.4).
        int first = (data[end - 2] & 0xFF) >> 4;
        int count = (first & 7) == 7 ? 3 : 4;
        int last = data[end - 2] & 0xFF | 0x0F;
        int total = BitStreams.backward(data, end - 3, from, first & (1 << count) - 1, count, last, bits);
        vlc = 0;
        vlcCount = 0;
        vlcAt = 0;
        vlcLimit = (total >>> 3) + 8;
        run = mel.next();
        firstRow();
        for (int row = 1; row < down; row++) {
            row(stride * row);
        }
        if (8L * vlcAt - vlcCount > total) {
            throw new DecodeException("JPEG 2000: an HT cleanup segment whose VLC stream of " + total
                    + " bits is shorter than its quads need");
        }
    }

    /** The first row of quads has contexts of its own (7.3.5, equation 1), and residuals that are both greater than 2 are an event of MEL (7.3.6). */
    private void firstRow() {
        int[] q = quads;
        byte[] in = bits;
        int[] codes = CxtVlc.FIRST;
        int limit = vlcLimit;
        long v = 0;
        int n = 0;
        int at = 0;
        int r = run;
        int end = across;
        int context = 0;
        for (int i = 0; i < end; i += 2) {
            v |= BitStreams.get(in, Math.min(at, limit)) << n;
            at += 63 - n >>> 3;
            n |= 56;
            int a;
            if (context == 0) {
                r -= 2;
                a = r < 0 ? codes[(int) v & 127] : 0;
                if (r <= 0) {
                    r = mel.next();
                }
            } else {
                a = codes[context | (int) v & 127];
            }
            v >>>= a & 7;
            context = (a & 0x10) << 3 | (a & 0xE0) << 2;
            int b = 0;
            if (i + 1 < end) {
                if (context == 0) {
                    r -= 2;
                    b = r < 0 ? codes[(int) v & 127] : 0;
                    if (r <= 0) {
                        r = mel.next();
                    }
                } else {
                    b = codes[context | (int) v & 127];
                }
                v >>>= b & 7;
                context = (b & 0x10) << 3 | (b & 0xE0) << 2;
            }
            int mode = (a & 8) << 3 | (b & 8) << 4;
            if (mode == 0xC0) {
                r -= 2;
                if (r < 0) {
                    mode = 0x100;
                }
                if (r <= 0) {
                    r = mel.next();
                }
            }
            int u = UVlc.FIRST[mode | (int) v & 63];
            int suffixes = (int) (v >>> (u >>> UVlc.PREFIXES_LENGTH & 7));
            v >>>= u & 31;
            n -= (a & 7) + (b & 7) + (u & 31);
            int suffix0 = u >>> UVlc.SUFFIX_0 & 7;
            q[i] = a | (u >>> UVlc.PREFIX_0 & 7) + (suffixes & (1 << suffix0) - 1) << CxtVlc.U;
            q[i + 1] = b
                    | (u >>> UVlc.PREFIX_1) + (suffixes >>> suffix0 & (1 << (u >>> UVlc.SUFFIX_1 & 7)) - 1) << CxtVlc.U;
        }
        Arrays.fill(q, end + (across & 1), stride, 0);
        vlc = v;
        vlcCount = n;
        vlcAt = at;
        run = r;
    }

    /** Any other row: contexts come from the row above, to the left, and the quad to the left (7.3.5, equation 2). */
    private void row(int from) {
        int[] q = quads;
        byte[] in = bits;
        int[] codes = CxtVlc.OTHER;
        int[] residuals = UVlc.OTHER;
        int up = stride;
        int limit = vlcLimit;
        long v = vlc;
        int n = vlcCount;
        int at = vlcAt;
        int r = run;
        int end = from + across;
        int left = 0;
        int above0 = q[from - up];
        for (int i = from; i < end; i += 2) {
            v |= BitStreams.get(in, Math.min(at, limit)) << n;
            at += 63 - n >>> 3;
            n |= 56;
            int above1 = q[i + 1 - up];
            int above2 = q[i + 2 - up];
            int context = left | (above0 & 0xA0) << 2 | (above1 & 0x20) << 4;
            int a;
            if (context == 0) {
                r -= 2;
                a = r < 0 ? codes[(int) v & 127] : 0;
                if (r <= 0) {
                    r = mel.next();
                }
            } else {
                a = codes[context | (int) v & 127];
            }
            v >>>= a & 7;
            int b = 0;
            if (i + 1 < end) {
                context = a >>> CxtVlc.RIGHT_SIGNIFICANT - 8 & 0x100
                        | above0 & 0x80
                        | (above1 & 0xA0) << 2
                        | (above2 & 0x20) << 4;
                if (context == 0) {
                    r -= 2;
                    b = r < 0 ? codes[(int) v & 127] : 0;
                    if (r <= 0) {
                        r = mel.next();
                    }
                } else {
                    b = codes[context | (int) v & 127];
                }
                v >>>= b & 7;
            }
            left = b >>> CxtVlc.RIGHT_SIGNIFICANT - 8 & 0x100 | above1 & 0x80;
            above0 = above2;
            int u = residuals[(a & 8) << 3 | (b & 8) << 4 | (int) v & 63];
            int suffixes = (int) (v >>> (u >>> UVlc.PREFIXES_LENGTH & 7));
            v >>>= u & 31;
            n -= (a & 7) + (b & 7) + (u & 31);
            int suffix0 = u >>> UVlc.SUFFIX_0 & 7;
            q[i] = a | (u >>> UVlc.PREFIX_0 & 7) + (suffixes & (1 << suffix0) - 1) << CxtVlc.U;
            q[i + 1] = b
                    | (u >>> UVlc.PREFIX_1) + (suffixes >>> suffix0 & (1 << (u >>> UVlc.SUFFIX_1 & 7)) - 1) << CxtVlc.U;
        }
        Arrays.fill(q, end + (across & 1), from + stride, 0);
        vlc = v;
        vlcCount = n;
        vlcAt = at;
        run = r;
    }

    private void samples(int total, int plane, int planes, int down, int[] out) throws DecodeException {
        if (above.length <= across) {
            above = new int[across + 1];
        }
        Arrays.fill(above, 0, across + 1, 0);
        int limit = (total >>> 3) + 8;
        long position = 0;
        for (int row = 0; row < down; row++) {
            position = samples(row, position, limit, plane, planes + 1, out);
            if (position < 0) {
                throw new DecodeException("JPEG 2000: an HT code block with a coefficient that needs more than the "
                        + planes + " bit planes that are left");
            }
        }
    }

    /**
     * A row of quads: magnitudes and signs (7.3.7, 7.3.8).
     *
     * @param position in bits of MagSgn
     * @param most most that a quad's exponent can be
     * @return the position after it; negative if an exponent is too large
     */
    private long samples(int row, long position, int limit, int plane, int most, int[] out) {
        int[] q = quads;
        byte[] in = bits;
        int[] up = above;
        int[] spread = SPREAD;
        int upper = row * 4 * across;
        int lower = upper + 2 * across;
        int from = stride * row;
        int count = across;
        // Positions are those of bits in at most 64 KiB and never more than 255 bits a quad beyond: they fit an int.
        int at = (int) position;
        int left = 0;
        int here = up[0];
        int slack = 0;
        // One read gives 57 bits: enough for two samples unless they have more than 28 each.
        boolean wide = most > 28;
        for (int x = 0; x < count; x++) {
            int quad = q[from + x];
            int next = up[x + 1];
            // κ (equation 4): the largest exponent of the neighbours above less 1 where more than one sample is
            // significant.
            int exponents = (here | next) & -(quad >>> CxtVlc.GAMMA & 1) | 2;
            here = next;
            int exponent = (quad >>> CxtVlc.U) + 31 - Integer.numberOfLeadingZeros(exponents);
            slack |= most - exponent;
            int lengths = spread[quad >>> 4 & 15] * exponent - spread[quad >>> 12 & 15];
            int sums = lengths * 0x01010101;
            long word = BitStreams.get(in, Math.min(at >>> 3, limit)) >>> (at & 7);
            int half = at + (sums >>> 8 & 0xFF);
            long word2 = BitStreams.get(in, Math.min(half >>> 3, limit)) >>> (half & 7);
            long word1 = word >>> lengths;
            long word3 = word2 >>> (lengths >>> 16);
            if (wide) {
                int second = at + (lengths & 0xFF);
                int fourth = at + (sums >>> 16 & 0xFF);
                word1 = BitStreams.get(in, Math.min(second >>> 3, limit)) >>> (second & 7);
                word3 = BitStreams.get(in, Math.min(fourth >>> 3, limit)) >>> (fourth & 7);
            }
            at += sums >>> 24;
            int v0 = (int) word & ~(-1 << lengths) | (quad >>> 8 & 1) << lengths;
            int v1 = (int) word1 & ~(-1 << (lengths >>> 8)) | (quad >>> 9 & 1) << (lengths >>> 8);
            int v2 = (int) word2 & ~(-1 << (lengths >>> 16)) | (quad >>> 10 & 1) << (lengths >>> 16);
            int v3 = (int) word3 & ~(-1 << (lengths >>> 24)) | (quad >>> 11 & 1) << (lengths >>> 24);
            int r0 = quad >>> 4 & 1;
            int r1 = quad >>> 5 & 1;
            int r2 = quad >>> 6 & 1;
            int r3 = quad >>> 7 & 1;
            out[upper + 2 * x] = (v0 | r0) + 2 * r0 << plane | v0 << 31;
            out[lower + 2 * x] = (v1 | r1) + 2 * r1 << plane | v1 << 31;
            out[upper + 2 * x + 1] = (v2 | r2) + 2 * r2 << plane | v2 << 31;
            out[lower + 2 * x + 1] = (v3 | r3) + 2 * r3 << plane | v3 << 31;
            up[x] = left | v1;
            left = v3;
        }
        up[count] = left;
        return slack < 0 ? -1 : at;
    }
}
