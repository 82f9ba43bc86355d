package dev.lightbox.engine.codec.jpeg2000;

/** Divisions of the coordinates of T.800 annex B, for numbers of 0 and above. */
final class Grid {

    private Grid() {}

    static int ceilDiv(int value, int divisor) {
        return (int) (((long) value + divisor - 1) / divisor);
    }

    /** value / 2<sup>shift</sup>, rounded up. */
    static int ceilShift(int value, int shift) {
        return shift > 31 ? (value > 0 ? 1 : 0) : (int) (((long) value + (1L << shift) - 1) >> shift);
    }

    /** A subband's coordinate from its tile-component's (B-15). */
    static int band(int value, int level, int high) {
        long offset = level == 0 ? 0 : (long) high << (level - 1);
        return value <= offset ? 0 : (int) ((value - offset + (1L << level) - 1) >> level);
    }
}
