package dev.lightbox.engine.kernel;

/** Smallest and largest of many values, some left out. Thread-safe. */
public final class Statistics {

    /** The result; {@code min > max} where every value was left out. */
    public record Range(double min, double max) {

        public boolean isEmpty() {
            return min > max;
        }
    }

    private Statistics() {}

    /** Smallest and largest of the values outside {@code excludedMin}..{@code excludedMax}; an empty range excludes none. */
    public static Range range(byte[] values, boolean signed, long excludedMin, long excludedMax) {
        int mask = signed ? -1 : 0xFF;
        int min = Integer.MAX_VALUE;
        int max = Integer.MIN_VALUE;
        for (byte raw : values) {
            int value = raw & mask;
            if (value < excludedMin || value > excludedMax) {
                min = Math.min(min, value);
                max = Math.max(max, value);
            }
        }
        return new Range(min, max);
    }

    public static Range range(short[] values, boolean signed, long excludedMin, long excludedMax) {
        int mask = signed ? -1 : 0xFFFF;
        int min = Integer.MAX_VALUE;
        int max = Integer.MIN_VALUE;
        for (short raw : values) {
            int value = raw & mask;
            if (value < excludedMin || value > excludedMax) {
                min = Math.min(min, value);
                max = Math.max(max, value);
            }
        }
        return new Range(min, max);
    }

    public static Range range(int[] values, boolean signed, long excludedMin, long excludedMax) {
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        for (int raw : values) {
            long value = signed ? raw : Integer.toUnsignedLong(raw);
            if (value < excludedMin || value > excludedMax) {
                min = Math.min(min, value);
                max = Math.max(max, value);
            }
        }
        return new Range(min, max);
    }

    /** Of the finite values outside {@code excludedMin}..{@code excludedMax}. */
    public static Range range(float[] values, double excludedMin, double excludedMax) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (float value : values) {
            if (Float.isFinite(value) && (value < excludedMin || value > excludedMax)) {
                min = Math.min(min, value);
                max = Math.max(max, value);
            }
        }
        return new Range(min, max);
    }

    public static Range range(double[] values, double excludedMin, double excludedMax) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            if (Double.isFinite(value) && (value < excludedMin || value > excludedMax)) {
                min = Math.min(min, value);
                max = Math.max(max, value);
            }
        }
        return new Range(min, max);
    }
}
