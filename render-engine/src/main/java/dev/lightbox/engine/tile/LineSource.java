package dev.lightbox.engine.tile;

/** Gives lines of a picture, as far as they are asked for. */
public interface LineSource {

    /** 1 or 3 values a pixel. */
    int channels();

    /**
     * @param row from 0
     * @param from first pixel
     * @param count number of pixels
     * @param out receives {@code count · channels()} values
     */
    void line(int row, int from, int count, float[] out);
}
