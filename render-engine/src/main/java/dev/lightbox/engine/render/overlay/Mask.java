package dev.lightbox.engine.render.overlay;

/** Which pixels of an image are covered. Coordinates are image pixels from (0, 0); any may be asked for. */
public interface Mask {

    /** Writes 1 for each covered pixel of a part of a row, else 0, to the first {@code count} bytes of {@code out}. */
    void line(int row, int from, int count, byte[] out);

    /** For single pixels; slow. */
    default boolean covers(int x, int y) {
        byte[] pixel = new byte[1];
        line(y, x, 1, pixel);
        return pixel[0] != 0;
    }
}
