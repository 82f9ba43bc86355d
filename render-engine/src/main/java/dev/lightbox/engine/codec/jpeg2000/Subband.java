package dev.lightbox.engine.codec.jpeg2000;

/**
 * One subband of a tile-component (T.800 B.5) and its coefficients, which are allocated only when the band is needed. Not thread-safe.
 */
final class Subband {

    static final int LL = 0;
    static final int HL = 1;
    static final int LH = 2;
    static final int HH = 3;

    private static final int[] NO_INTS = {};
    private static final float[] NO_FLOATS = {};

    /** {@link #LL}, {@link #HL} (high-pass horizontally), {@link #LH}, {@link #HH}. */
    final int orientation;

    final int x0;
    final int y0;
    final int x1;
    final int y1;
    final int blockWidthExponent;
    final int blockHeightExponent;
    /** M<sub>b</sub> (E-2), without a region of interest. */
    final int bitPlanes;
    /** Δ<sub>b</sub> (E-3); 1 for reversible bands. */
    final double step;

    /** Coefficients of reversible bands, row by row. */
    int[] ints = NO_INTS;
    /** Coefficients of irreversible bands, dequantized. */
    float[] floats = NO_FLOATS;

    Subband(
            int orientation,
            int x0,
            int y0,
            int x1,
            int y1,
            int blockWidthExponent,
            int blockHeightExponent,
            int bitPlanes,
            double step) {
        this.orientation = orientation;
        this.x0 = x0;
        this.y0 = y0;
        this.x1 = x1;
        this.y1 = y1;
        this.blockWidthExponent = blockWidthExponent;
        this.blockHeightExponent = blockHeightExponent;
        this.bitPlanes = bitPlanes;
        this.step = step;
    }

    int width() {
        return x1 - x0;
    }

    int height() {
        return y1 - y0;
    }

    boolean isEmpty() {
        return x1 <= x0 || y1 <= y0;
    }

    void allocate(boolean reversible) {
        int size = Math.multiplyExact(Math.max(0, width()), Math.max(0, height()));
        if (reversible) {
            ints = new int[size];
        } else {
            floats = new float[size];
        }
    }
}
