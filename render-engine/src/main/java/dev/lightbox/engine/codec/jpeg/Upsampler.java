package dev.lightbox.engine.codec.jpeg;

import dev.lightbox.engine.codec.DecodeException;

/**
 * Brings a component to the picture's size, row by row: triangle filters for halves (as the common tools do), repetition for other ratios. Keeps one row; not
 * thread-safe.
 */
final class Upsampler {

    private final Plane plane;
    private final ColorRows kernel;
    private final int columns;
    private final int across;
    private final int down;
    private final boolean triangle;
    private final short[] narrow;
    private final short[] out;

    Upsampler(JpegFrame frame, JpegComponent component, Plane plane, ColorRows kernel) throws DecodeException {
        this.plane = plane;
        this.kernel = kernel;
        this.columns = frame.columns();
        this.across = ratio(frame.maxHorizontal(), component.horizontal());
        this.down = ratio(frame.maxVertical(), component.vertical());
        // A row of fewer than three samples has no inner ones to interpolate.
        this.triangle = across == 2 && down <= 2 && plane.columns() > 2;
        this.narrow = new short[plane.columns() + 2 * ColorRows.MARGIN + ColorRows.SLACK];
        this.out = new short[Math.max(columns, 2 * plane.columns()) + 2 * ColorRows.SLACK];
    }

    /** The component's samples at each pixel of a row of the picture; overwritten by the next call. */
    short[] row(int y) {
        int row = y / down;
        if (across == 1) {
            copy(row, out, 0);
            return out;
        }
        if (!triangle) {
            copy(row, narrow, ColorRows.MARGIN);
            for (int x = 0; x < columns; x++) {
                out[x] = narrow[ColorRows.MARGIN + x / across];
            }
            return out;
        }
        if (down == 2) {
            // The nearer row counts three times as much as the one on the other side.
            sums(row, Math.clamp((y & 1) == 0 ? row - 1L : row + 1L, 0, plane.rows() - 1));
        } else {
            copy(row, narrow, ColorRows.MARGIN);
        }
        int last = plane.columns() - 1;
        narrow[0] = narrow[ColorRows.MARGIN];
        narrow[ColorRows.MARGIN + last + 1] = narrow[ColorRows.MARGIN + last];
        if (down == 2) {
            kernel.twiceOfSums(narrow, plane.columns(), out);
        } else {
            kernel.twice(narrow, plane.columns(), out);
        }
        return out;
    }

    private void copy(int row, short[] to, int at) {
        int from = row * plane.columns();
        if (plane.isWide()) {
            System.arraycopy(plane.shorts(), from, to, at, plane.columns());
        } else {
            kernel.widen(plane.bytes(), from, plane.columns(), to, at);
        }
    }

    private void sums(int near, int far) {
        int count = plane.columns();
        if (!plane.isWide()) {
            kernel.sums(plane.bytes(), near * count, far * count, count, narrow);
            return;
        }
        short[] shorts = plane.shorts();
        for (int x = 0; x < count; x++) {
            narrow[ColorRows.MARGIN + x] = (short) (3 * shorts[near * count + x] + shorts[far * count + x]);
        }
    }

    static int ratio(int max, int factor) throws DecodeException {
        if (max % factor != 0) {
            throw new DecodeException(
                    "JPEG: sampling factors " + max + " and " + factor + " are not supported together");
        }
        return max / factor;
    }
}
