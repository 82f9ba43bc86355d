package dev.lightbox.engine.codec.jpeg2000;

/** One level of the inverse 5/3 wavelet (T.800 F.3, F.3.8.1): horizontally as lines come in, then vertically. Not thread-safe. */
final class ReversibleLevel implements Rows<int[]> {

    private final Rows<int[]> lower;
    private final int[] hl;
    private final int[] lh;
    private final int[] hh;
    private final int x0;
    private final int y0;
    private final int y1;
    private final int evens;
    private final int odds;
    /** Half lines, with a coefficient before the first and one after the last. */
    private final int[] even;

    private final int[] odd;
    private final int[] before;
    private final int[] after;
    /** Lines by the last three bits of their coordinate. */
    private final int[][] ring;

    private int evenRows;
    private int oddRows;
    private int loaded;
    private int nextEven;
    private int nextOdd;
    private int given;

    ReversibleLevel(Rows<int[]> lower, Resolution resolution) {
        this.lower = lower;
        hl = resolution.bands.get(0).ints;
        lh = resolution.bands.get(1).ints;
        hh = resolution.bands.get(2).ints;
        x0 = resolution.x0;
        y0 = resolution.y0;
        y1 = resolution.y1;
        int width = resolution.x1 - x0;
        evens = (width + 1 - (x0 & 1)) / 2;
        odds = width - evens;
        even = new int[evens + 2];
        odd = new int[odds + 2];
        before = new int[Math.max(evens, odds) + 2];
        after = new int[Math.max(evens, odds) + 2];
        ring = new int[Math.min(8, Integer.highestOneBit(Math.max(1, 2 * (y1 - y0) - 1)))][width];
        loaded = y0;
        nextEven = y0 + (y0 & 1);
        nextOdd = y0 + 1 - (y0 & 1);
        given = y0;
    }

    private int[] row(int y) {
        return ring[y & ring.length - 1];
    }

    @Override
    public int[] next() {
        if (y1 - y0 == 1) {
            return single();
        }
        while (given >= Math.min(nextEven, nextOdd)) {
            load();
            lift();
        }
        return row(given++);
    }

    /** F.3.6: the only line of a level is copied, or halved where its coordinate is odd. */
    private int[] single() {
        load();
        int[] line = row(y0);
        if ((y0 & 1) != 0) {
            for (int x = 0; x < line.length; x++) {
                line[x] >>= 1;
            }
        }
        return line;
    }

    private void load() {
        int y = loaded++;
        if ((y & 1) == 0) {
            horizontal(lower.next(), hl, evenRows++ * odds, row(y));
        } else {
            int[] low = even;
            System.arraycopy(lh, oddRows * evens, low, 1, evens);
            horizontal(low, hh, oddRows++ * odds, row(y));
        }
    }

    /** Does what the lines loaded so far allow. */
    private void lift() {
        while (nextEven < y1 && loaded > Math.min(nextEven + 1, y1 - 1)) {
            int y = nextEven;
            nextEven += 2;
            liftEven(row(y), row(y > y0 ? y - 1 : y + 1), row(y + 1 < y1 ? y + 1 : y - 1), 0, evens + odds);
        }
        while (nextOdd < y1 && (nextEven > nextOdd + 1 || (nextOdd + 1 >= y1 && nextEven > nextOdd))) {
            int y = nextOdd;
            nextOdd += 2;
            liftOdd(row(y), row(y > y0 ? y - 1 : y + 1), row(y + 1 < y1 ? y + 1 : y - 1), 0, evens + odds);
        }
    }

    private static void liftEven(int[] line, int[] before, int[] after, int from, int to) {
        for (int x = from; x < to; x++) {
            line[x] -= before[x] + after[x] + 2 >> 2;
        }
    }

    private static void liftOdd(int[] line, int[] before, int[] after, int from, int to) {
        for (int x = from; x < to; x++) {
            line[x] += before[x] + after[x] >> 1;
        }
    }

    /**
     * Copies the two neighbours of each coefficient of a half line, so that a lifting step reads and writes all arrays at the same index: only then does the compiler make a
     * vector loop of it, four times as fast, copies included.
     */
    private void neighbours(int[] other, int shift, int count) {
        System.arraycopy(other, shift, before, 1, count);
        System.arraycopy(other, shift + 1, after, 1, count);
    }

    /** @param low the low-pass half line: either from the lower level, or in {@link #even} already, from its second place on */
    private void horizontal(int[] low, int[] high, int highAt, int[] out) {
        if (low != even) {
            System.arraycopy(low, 0, even, 1, evens);
        }
        System.arraycopy(high, highAt, odd, 1, odds);
        if (evens + odds == 1) {
            out[0] = evens == 1 ? even[1] : odd[1] >> 1;
            return;
        }
        int shift = x0 & 1;
        // F.3.7: beyond its ends a line is mirrored; for these short filters that repeats the half line's last
        // coefficient.
        odd[0] = odd[1];
        odd[odds + 1] = odd[odds];
        neighbours(odd, shift, evens);
        liftEven(even, before, after, 1, evens + 1);
        even[0] = even[1];
        even[evens + 1] = even[evens];
        neighbours(even, 1 - shift, odds);
        liftOdd(odd, before, after, 1, odds + 1);
        interleave(out, shift);
    }

    private void interleave(int[] out, int shift) {
        for (int i = 0, x = shift; i < evens; i++, x += 2) {
            out[x] = even[i + 1];
        }
        for (int i = 0, x = 1 - shift; i < odds; i++, x += 2) {
            out[x] = odd[i + 1];
        }
    }
}
