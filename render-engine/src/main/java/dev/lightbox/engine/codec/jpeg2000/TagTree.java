package dev.lightbox.engine.codec.jpeg2000;

import dev.lightbox.engine.codec.DecodeException;

/** A tag tree (T.800 B.10.2): numbers of a rectangle of code blocks, each coded as what it exceeds the smallest of its neighbourhood by. Not thread-safe. */
final class TagTree {

    private final int levels;
    private final int[] widths;
    private final int[] firsts;
    /** What is known of each node: its value is at least this. */
    private final char[] lowest;

    private final boolean[] known;

    TagTree(int width, int height) {
        int count = 1;
        for (int w = width, h = height; w > 1 || h > 1; w = (w + 1) >> 1, h = (h + 1) >> 1) {
            count++;
        }
        levels = count;
        widths = new int[count];
        firsts = new int[count];
        int nodes = 0;
        int w = width;
        int h = height;
        for (int i = 0; i < count; i++) {
            widths[i] = w;
            firsts[i] = nodes;
            nodes += w * h;
            w = (w + 1) >> 1;
            h = (h + 1) >> 1;
        }
        lowest = new char[nodes];
        known = new boolean[nodes];
    }

    /**
     * Reads as much as it takes to say whether the number at (x, y) is below a threshold.
     *
     * @return the number, or {@code threshold} where it isn't below
     */
    int read(HeaderBits bits, int x, int y, int threshold) throws DecodeException {
        int low = 0;
        for (int level = levels - 1; level >= 0; level--) {
            int node = firsts[level] + (y >> level) * widths[level] + (x >> level);
            low = Math.max(low, lowest[node]);
            while (low < threshold && !known[node]) {
                if (bits.bit() == 0) {
                    low++;
                } else {
                    known[node] = true;
                }
            }
            lowest[node] = (char) low;
            if (!known[node]) {
                return threshold;
            }
        }
        return Math.min(low, threshold);
    }
}
