package dev.lightbox.engine.codec.jpeg;

import java.util.Arrays;

/** The order in which a block's coefficients are coded (T.81 figure A.6). */
final class Zigzag {

    /** Place in the block, row by row, of the k-th coefficient. */
    static final int[] PLACE = {
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14,
        21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60,
        61, 54, 47, 55, 62, 63
    };

    /** Where a group of blocks has the k-th coefficient of its first; behind the last, a place that nobody reads. */
    static final int[] GROUP = group();

    private Zigzag() {}

    private static int[] group() {
        int[] places = new int[64 + 256];
        Arrays.fill(places, InverseDct.COEFFICIENTS);
        for (int k = 0; k < 64; k++) {
            places[k] = PLACE[k] * InverseDct.BLOCKS;
        }
        return places;
    }
}
