package dev.lightbox.viewer.viewing.volumes;

import java.util.Arrays;

/**
 * In which order the slices of a volume are loaded: the one looked at, then a comb of every eighth from there outwards and both ends, then every fourth, second and the
 * rest. So a plane across all slices shows the whole soon, and becomes finer everywhere at once.
 */
final class LoadingOrder {

    private static final int COARSEST = 8;

    private LoadingOrder() {}

    /**
     * @param slices of the volume
     * @param first the slice looked at, from 0
     * @return every slice once, from 0
     */
    static int[] of(int slices, int first) {
        int[] order = new int[slices];
        boolean[] taken = new boolean[slices];
        int count = 0;
        for (int step = COARSEST; step >= 1; step /= 2) {
            for (int distance = 0; distance < slices; distance += step) {
                count = take(order, taken, count, first + distance);
                count = take(order, taken, count, first - distance);
            }
            // Between the comb's last tooth and the end a plane would show one slice over and over.
            count = take(order, taken, count, 0);
            count = take(order, taken, count, slices - 1);
        }
        return Arrays.copyOf(order, count);
    }

    private static int take(int[] order, boolean[] taken, int count, int slice) {
        if (slice < 0 || slice >= taken.length || taken[slice]) {
            return count;
        }
        taken[slice] = true;
        order[count] = slice;
        return count + 1;
    }
}
