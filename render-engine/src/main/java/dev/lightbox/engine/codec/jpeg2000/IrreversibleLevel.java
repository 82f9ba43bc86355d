package dev.lightbox.engine.codec.jpeg2000;

/**
 * One level of the inverse 9/7 wavelet (T.800 F.3, F.3.8.2): horizontally as lines come in, then vertically. The scaling by K is part of dequantization
 * (see {@link #LOW_GAIN}). Not thread-safe.
 */
final class IrreversibleLevel implements Rows<float[]> {

    private static final float ALPHA = -1.586134342059924f;
    private static final float BETA = -0.052980118572961f;
    private static final float GAMMA = 0.882911075530934f;
    private static final float DELTA = 0.443506852043971f;
    private static final float[] STEPS = {DELTA, GAMMA, BETA, ALPHA};

    /**
     * K (table F.4), the gain of low-pass coefficients in each direction. Bands that are low-pass in both, with everything below, are multiplied by its square.
     */
    static final double LOW_GAIN = 1.230174104914001;

    /**
     * The gain of high-pass coefficients. The standard has 1 / K = 0.812893; this is what OpenJPEG, and so most of what is out there, decodes with (a fixed-point
     * 13318 / 2<sup>14</sup>). The difference of 3 in 100,000 moves one sample in some hundreds to the other side of a rounding; agreeing with the reference that pictures
     * are compared with is worth more.
     */
    static final double HIGH_GAIN = 1.625732422 / 2;

    private final Rows<float[]> lower;
    private final float[] hl;
    private final float[] lh;
    private final float[] hh;
    private final int x0;
    private final int y0;
    private final int y1;
    private final int evens;
    private final int odds;
    /** Half lines, with a coefficient before the first and one after the last. */
    private final float[] even;

    private final float[] odd;
    private final float[] before;
    private final float[] after;
    /** Lines by the last three bits of their coordinate. */
    private final float[][] ring;

    private int evenRows;
    private int oddRows;
    private int loaded;
    /** The next line that each of the four lifting steps is due on: even, odd, even, odd. */
    private final int[] due = new int[4];

    private int given;

    IrreversibleLevel(Rows<float[]> lower, Resolution resolution) {
        this.lower = lower;
        hl = resolution.bands.get(0).floats;
        lh = resolution.bands.get(1).floats;
        hh = resolution.bands.get(2).floats;
        x0 = resolution.x0;
        y0 = resolution.y0;
        y1 = resolution.y1;
        int width = resolution.x1 - x0;
        evens = (width + 1 - (x0 & 1)) / 2;
        odds = width - evens;
        even = new float[evens + 2];
        odd = new float[odds + 2];
        before = new float[Math.max(evens, odds) + 2];
        after = new float[Math.max(evens, odds) + 2];
        ring = new float[Math.min(8, Integer.highestOneBit(Math.max(1, 2 * (y1 - y0) - 1)))][width];
        loaded = y0;
        for (int step = 0; step < 4; step++) {
            due[step] = y0 + ((y0 ^ step) & 1);
        }
        given = y0;
    }

    private float[] row(int y) {
        return ring[y & ring.length - 1];
    }

    @Override
    public float[] next() {
        if (y1 - y0 == 1) {
            return single();
        }
        while (given >= Math.min(due[2], due[3])) {
            load();
            lift();
        }
        return row(given++);
    }

    /** F.3.6: the only line of a level is copied, or halved where its coordinate is odd; without the scaling that dequantization has put in. */
    private float[] single() {
        load();
        float[] line = row(y0);
        float factor = (float) ((y0 & 1) == 0 ? 1 / LOW_GAIN : 0.5 / HIGH_GAIN);
        for (int x = 0; x < line.length; x++) {
            line[x] *= factor;
        }
        return line;
    }

    private void load() {
        int y = loaded++;
        if ((y & 1) == 0) {
            horizontal(lower.next(), hl, evenRows++ * odds, row(y));
        } else {
            System.arraycopy(lh, oddRows * evens, even, 1, evens);
            horizontal(even, hh, oddRows++ * odds, row(y));
        }
    }

    /** Does what the lines loaded so far allow. */
    private void lift() {
        for (int step = 0; step < 4; step++) {
            int y = due[step];
            // A step needs the lines beside it to have gone through the one before.
            while (y < y1 && ready(step, y)) {
                lift(row(y), row(y > y0 ? y - 1 : y + 1), row(y + 1 < y1 ? y + 1 : y - 1), STEPS[step]);
                y += 2;
                due[step] = y;
            }
        }
    }

    private boolean ready(int step, int y) {
        int last = y + 1 < y1 ? y + 1 : y - 1;
        return step == 0 ? loaded > Math.max(last, y) : due[step - 1] > last;
    }

    private static void lift(float[] line, float[] above, float[] below, float factor) {
        for (int x = 0; x < line.length; x++) {
            line[x] -= factor * (above[x] + below[x]);
        }
    }

    /** @param low the low-pass half line: either from the lower level, or in {@link #even} already, from its second place on */
    private void horizontal(float[] low, float[] high, int highAt, float[] out) {
        if (low != even) {
            System.arraycopy(low, 0, even, 1, evens);
        }
        System.arraycopy(high, highAt, odd, 1, odds);
        if (evens + odds == 1) {
            out[0] = (float) (evens == 1 ? even[1] / LOW_GAIN : odd[1] * 0.5 / HIGH_GAIN);
            return;
        }
        int shift = x0 & 1;
        // F.3.7: beyond its ends a line is mirrored; for these short filters that repeats the half line's last
        // coefficient.
        for (int step = 0; step < 4; step += 2) {
            odd[0] = odd[1];
            odd[odds + 1] = odd[odds];
            half(even, evens, odd, shift, STEPS[step]);
            even[0] = even[1];
            even[evens + 1] = even[evens];
            half(odd, odds, even, 1 - shift, STEPS[step + 1]);
        }
        for (int i = 0, x = shift; i < evens; i++, x += 2) {
            out[x] = even[i + 1];
        }
        for (int i = 0, x = 1 - shift; i < odds; i++, x += 2) {
            out[x] = odd[i + 1];
        }
    }

    /**
     * A lifting step along a half line. Its neighbours are copied so that all arrays are read and written at the same index: only then does the compiler make a vector loop
     * of it, four times as fast, copies included.
     */
    private void half(float[] line, int count, float[] other, int shift, float factor) {
        float[] before = this.before;
        float[] after = this.after;
        System.arraycopy(other, shift, before, 1, count);
        System.arraycopy(other, shift + 1, after, 1, count);
        for (int i = 1; i <= count; i++) {
            line[i] -= factor * (before[i] + after[i]);
        }
    }
}
