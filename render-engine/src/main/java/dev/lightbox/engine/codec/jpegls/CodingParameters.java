package dev.lightbox.engine.codec.jpegls;

import dev.lightbox.engine.codec.DecodeException;

/**
 * What the coding of one scan depends on (T.87 A.2.1, C.2.4.1.1), checked. Immutable.
 *
 * @param near NEAR: the most by which a sample may differ from its original; 0 lossless
 * @param maxVal MAXVAL: the largest possible sample
 * @param t1 first threshold of the gradients
 * @param t2 second
 * @param t3 third
 * @param reset RESET: the count at which a context's statistics are halved
 */
record CodingParameters(int near, int maxVal, int t1, int t2, int t3, int reset) {

    /** Parameters as a segment gives them, 0 standing for the default (T.87 C.2.4.1.1). */
    record Preset(int maxVal, int t1, int t2, int t3, int reset) {
        static final Preset DEFAULTS = new Preset(0, 0, 0, 0, 0);
    }

    /**
     * @throws DecodeException if the numbers contradict each other
     */
    static CodingParameters of(int precision, int near, Preset preset) throws DecodeException {
        int most = (1 << precision) - 1;
        int maxVal = preset.maxVal() == 0 ? most : preset.maxVal();
        if (maxVal > most) {
            throw new DecodeException("JPEG-LS: the largest sample is at most " + most + " for " + precision
                    + " bits, the parameters say " + maxVal);
        }
        if (near > Math.min(255, maxVal / 2)) {
            throw new DecodeException("JPEG-LS: an error bound of at most " + Math.min(255, maxVal / 2)
                    + " is possible for samples up to " + maxVal + ", the scan says " + near);
        }
        int factor = maxVal >= 128 ? (Math.min(maxVal, 4095) + 128) / 256 : 256 / (maxVal + 1);
        int d1 = maxVal >= 128 ? factor + 2 + 3 * near : Math.max(2, 3 / factor + 3 * near);
        int d2 = maxVal >= 128 ? factor * 4 + 3 + 5 * near : Math.max(3, 7 / factor + 5 * near);
        int d3 = maxVal >= 128 ? factor * 17 + 4 + 7 * near : Math.max(4, 21 / factor + 7 * near);
        int t1 = preset.t1() == 0 ? within(d1, near + 1, maxVal) : preset.t1();
        int t2 = preset.t2() == 0 ? within(d2, t1, maxVal) : preset.t2();
        int t3 = preset.t3() == 0 ? within(d3, t2, maxVal) : preset.t3();
        int reset = preset.reset() == 0 ? 64 : preset.reset();
        if (t1 <= near || t2 < t1 || t3 < t2 || t3 > maxVal || reset < 3 || reset > Math.max(255, maxVal)) {
            throw new DecodeException("JPEG-LS: thresholds " + t1 + ", " + t2 + ", " + t3 + " and reset " + reset
                    + " are not possible for samples up to " + maxVal + " with an error bound of " + near);
        }
        return new CodingParameters(near, maxVal, t1, t2, t3, reset);
    }

    /** CLAMP of C.2.4.1.1.1: what is out of range becomes the lower bound. */
    private static int within(int value, int low, int high) {
        return value > high || value < low ? low : value;
    }

    /** RANGE: how many different errors there are. */
    int range() {
        return near == 0 ? maxVal + 1 : (maxVal + 2 * near) / (2 * near + 1) + 1;
    }

    /** qbpp: bits that hold an error. */
    int errorBits() {
        return ceilLog2(range());
    }

    /** LIMIT: the longest code in bits. */
    int limit() {
        int bits = Math.max(2, ceilLog2(maxVal + 1));
        return 2 * (bits + Math.max(8, bits));
    }

    /** What a context's sum of errors begins with (A.8). */
    int initialSum() {
        return Math.max(2, (range() + 32) >> 6);
    }

    private static int ceilLog2(int value) {
        return 32 - Integer.numberOfLeadingZeros(value - 1);
    }
}
