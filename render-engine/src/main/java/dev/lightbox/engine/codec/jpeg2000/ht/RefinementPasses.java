package dev.lightbox.engine.codec.jpeg2000.ht;

import java.util.Arrays;

/** The significance propagation and magnitude refinement passes that may follow a cleanup pass, one plane below it (T.814 7.4, 7.5). Not thread-safe. */
final class RefinementPasses {

    /** Significance of columns of four rows, a nibble each, stripe by stripe: a column of zeros left and right, a stripe of zeros below. */
    private byte[] significant = {};
    /** The stripe above or this one as the propagation pass left it. */
    private byte[] grown = {};

    private byte[] bits = {};

    /** @param plane of the cleanup pass, at least 1 */
    void decode(
            byte[] data,
            int from,
            int length,
            boolean refine,
            CleanupPass cleanup,
            int plane,
            int width,
            int height,
            boolean causal,
            int[] out) {
        int stripes = (height + 3) / 4;
        int stride = width + 2;
        if (significant.length < stride * (stripes + 1)) {
            significant = new byte[stride * (stripes + 1)];
        }
        if (grown.length < stride) {
            grown = new byte[stride];
        }
        if (bits.length < BitStreams.room(length)) {
            bits = new byte[BitStreams.room(length)];
        }
        gather(cleanup.quads(), cleanup.stride(), width, height, stripes);
        int total = BitStreams.forward(data, from, from + length, 0, bits);
        propagate(total, plane, width, height, causal, out);
        if (refine) {
            // As if a byte above 0x8F came before (7.1.5).
            total = BitStreams.backward(data, from + length - 1, from, 0, 0, 0xFF, bits);
            refine(total, plane, width, height, out);
        }
    }

    private void gather(int[] quads, int quadStride, int width, int height, int stripes) {
        int stride = width + 2;
        Arrays.fill(significant, 0, stride * (stripes + 1), (byte) 0);
        for (int y = 0; y < height; y += 2) {
            int at = (y >> 2) * stride + 1;
            int quad = (y >> 1) * quadStride;
            // A quad may reach below the block, but what is there doesn't count.
            int mask = y + 1 < height ? 3 : 1;
            for (int x = 0; x < width; x++) {
                int pair = quads[quad + (x >> 1)] >>> 4 + 2 * (x & 1) & mask;
                significant[at + x] |= (byte) (pair << (y & 2));
            }
        }
    }

    /**
     * Samples that aren't significant but have a neighbour that is, in groups of four columns of a stripe: first a bit for each whether it has become
     * significant, then the signs of those that have.
     */
    private void propagate(int total, int plane, int width, int height, boolean causal, int[] out) {
        byte[] old = significant;
        byte[] last = grown;
        byte[] in = bits;
        int limit = (total >>> 3) + 8;
        int stride = width + 2;
        int value = 3 << plane - 1;
        int position = 0;
        Arrays.fill(last, 0, stride, (byte) 0);
        for (int y = 0; y < height; y += 4) {
            int row = (y >> 2) * stride;
            int below = causal ? 0 : 0x20;
            int rows = Math.min(4, height - y);
            // Six rows of a column, from the last of the stripe above to the first of the one below.
            int left = 0;
            int here = column(old, last, row, stride, 1, below);
            for (int x = 0; x < width; x += 4) {
                int columns = Math.min(4, width - x);
                int fresh = 0;
                for (int k = 0; k < columns; k++) {
                    int i = x + k + 1;
                    int right = column(old, last, row, stride, i + 1, below);
                    int sides = left | right;
                    for (int r = 0; r < rows; r++) {
                        if ((here >> r + 1 & 1) == 0 && ((sides | here) >> r & 7) != 0) {
                            int bit = in[Math.min(position >>> 3, limit)] >> (position & 7) & 1;
                            position++;
                            here |= bit << r + 1;
                            fresh |= bit << 4 * k + r;
                        }
                    }
                    left = here;
                    here = right;
                    // The column to the left is needed no more: its place takes what the stripe below has to know.
                    last[i] = (byte) (left >> 1 & 15);
                }
                for (; fresh != 0; fresh &= fresh - 1) {
                    int place = Integer.numberOfTrailingZeros(fresh);
                    int sign = in[Math.min(position >>> 3, limit)] >> (position & 7) & 1;
                    position++;
                    out[(y + (place & 3)) * width + x + (place >> 2)] = sign << 31 | value;
                }
            }
        }
    }

    private static int column(byte[] old, byte[] last, int row, int stride, int i, int below) {
        return last[i] >> 3 & 1 | (old[row + i] & 15) << 1 | old[row + stride + i] << 5 & below;
    }

    /** A bit more of each sample that the cleanup pass found. */
    private void refine(int total, int plane, int width, int height, int[] out) {
        byte[] old = significant;
        byte[] in = bits;
        int limit = (total >>> 3) + 8;
        int position = 0;
        for (int y = 0; y < height; y += 4) {
            int at = (y >> 2) * (width + 2) + 1;
            for (int x = 0; x < width; x++) {
                for (int rows = old[at + x]; rows != 0; rows &= rows - 1) {
                    int i = (y + Integer.numberOfTrailingZeros(rows)) * width + x;
                    int bit = in[Math.min(position >>> 3, limit)] >> (position & 7) & 1;
                    position++;
                    out[i] = out[i] & ~(1 << plane) | bit << plane | 1 << plane - 1;
                }
            }
        }
    }
}
