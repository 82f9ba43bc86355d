package dev.lightbox.engine.phantom;

/**
 * Noise that depends on nothing but where it is: the same pixel has the same noise whenever, in whatever order and on whatever machine it is
 * computed. Integer arithmetic throughout. Immutable and thread-safe.
 *
 * @param seed tells apart series that shouldn't share their noise
 * @param sigma the standard deviation, in the unit of the values that it is added to
 */
record Noise(long seed, double sigma) {
    // Four sums of 16 bits: mean 4·32767.5, variance 4·(65536² − 1)/12 (Irwin-Hall); near enough to a normal
    // distribution, and never beyond 3.5 sigma.
    private static final double MEAN = 4 * 32767.5;
    private static final double DEVIATION = Math.sqrt(4 * (65536.0 * 65536.0 - 1) / 12);

    /** The noise of one pixel; indexes from 0. */
    double at(int slice, int row, int column) {
        long bits = mix(seed ^ mix(((long) slice << 42) ^ ((long) row << 21) ^ column));
        long sum = (bits & 0xFFFF) + (bits >>> 16 & 0xFFFF) + (bits >>> 32 & 0xFFFF) + (bits >>> 48);
        return (sum - MEAN) / DEVIATION * sigma;
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014). */
    static long mix(long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** A number from 0 (inclusive) to 1 (exclusive), fixed by its arguments. */
    static double uniform(long seed, long index) {
        return (mix(seed ^ mix(index)) >>> 11) * 0x1.0p-53;
    }
}
