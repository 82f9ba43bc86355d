package dev.lightbox.engine.codec.jpeg;

/**
 * One component's samples, row by row: bytes for 8 bits, shorts for more; the other array is empty. Not thread-safe.
 *
 * @param columns the component's own width
 * @param rows the component's own height
 */
record Plane(int columns, int rows, byte[] bytes, short[] shorts) {

    private static final byte[] NO_BYTES = {};
    private static final short[] NO_SHORTS = {};

    static Plane of(int columns, int rows, int precision) {
        int count = Math.multiplyExact(columns, rows);
        return precision <= 8
                ? new Plane(columns, rows, new byte[count], NO_SHORTS)
                : new Plane(columns, rows, NO_BYTES, new short[count]);
    }

    boolean isWide() {
        return shorts.length > 0;
    }
}
