package dev.lightbox.engine.codec.jpeg;

import dev.lightbox.engine.codec.DecodeException;
import dev.lightbox.engine.codec.jpeg.DctDecoder.Plane;

/** Brings a subsampled component to the picture's size: triangle filters for halves (as the common tools do), repetition for other ratios. Thread-safe. */
final class Upsampler {

    private Upsampler() {}

    /** The component's samples at every pixel, row by row. */
    static short[] upsample(JpegFrame frame, JpegComponent component, Plane plane) throws DecodeException {
        int across = ratio(frame.maxHorizontal(), component.horizontal());
        int down = ratio(frame.maxVertical(), component.vertical());
        short[] output = new short[frame.rows() * frame.columns()];
        // A row of fewer than three samples has no inner ones to interpolate.
        boolean triangle = across == 2 && down <= 2 && plane.columns() > 2;
        for (int y = 0; y < frame.rows(); y++) {
            int row = y / down;
            if (!triangle) {
                for (int x = 0; x < frame.columns(); x++) {
                    output[y * frame.columns() + x] = plane.samples()[row * plane.stride() + x / across];
                }
            } else if (down == 1) {
                horizontal(plane, row, output, y * frame.columns(), frame.columns());
            } else {
                // The nearer row counts three times as much as the one on the other side.
                int other = Math.clamp((y & 1) == 0 ? row - 1L : row + 1L, 0, plane.rows() - 1);
                both(plane, row, other, output, y * frame.columns(), frame.columns());
            }
        }
        return output;
    }

    private static void horizontal(Plane plane, int row, short[] output, int at, int columns) {
        short[] in = plane.samples();
        int start = row * plane.stride();
        int last = plane.columns() - 1;
        for (int x = 0; x < columns; x++) {
            int near = x >> 1;
            int value = in[start + near];
            boolean left = (x & 1) == 0;
            int far = left ? near - 1 : near + 1;
            output[at + x] = far < 0 || far > last
                    ? (short) value
                    : (short) ((3 * value + in[start + far] + (left ? 1 : 2)) >> 2);
        }
    }

    private static void both(Plane plane, int row, int otherRow, short[] output, int at, int columns) {
        short[] in = plane.samples();
        int start = row * plane.stride();
        int other = otherRow * plane.stride();
        int last = plane.columns() - 1;
        for (int x = 0; x < columns; x++) {
            int near = x >> 1;
            int value = 3 * in[start + near] + in[other + near];
            boolean left = (x & 1) == 0;
            int far = left ? near - 1 : near + 1;
            int round = left ? 8 : 7;
            output[at + x] = far < 0 || far > last
                    ? (short) ((4 * value + round) >> 4)
                    : (short) ((3 * value + 3 * in[start + far] + in[other + far] + round) >> 4);
        }
    }

    private static int ratio(int max, int factor) throws DecodeException {
        if (max % factor != 0) {
            throw new DecodeException(
                    "JPEG: sampling factors " + max + " and " + factor + " are not supported together");
        }
        return max / factor;
    }
}
