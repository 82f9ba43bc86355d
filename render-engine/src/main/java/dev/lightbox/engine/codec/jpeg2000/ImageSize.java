package dev.lightbox.engine.codec.jpeg2000;

import dev.lightbox.engine.codec.DecodeException;

/**
 * The SIZ segment (T.800 A.5.1): the reference grid, its tiles and components. All coordinates are below 2<sup>30</sup>, so that sums fit an int.
 *
 * @param x0 left edge of the image area on the reference grid
 * @param x1 right edge, exclusive
 * @param tileX0 left edge of the first column of tiles
 * @param tileWidth width of a tile on the reference grid
 * @param precision bits of each component
 * @param signed whether each component is signed
 * @param stepX reference grid columns a sample, of each component
 */
record ImageSize(
        int x0,
        int y0,
        int x1,
        int y1,
        int tileX0,
        int tileY0,
        int tileWidth,
        int tileHeight,
        int[] precision,
        boolean[] signed,
        int[] stepX,
        int[] stepY) {

    private static final long MOST = 1L << 30;

    /** @param from first byte after the segment's length */
    static ImageSize read(Bytes in, int from, int to) throws DecodeException {
        in.need(from, to, 36, "SIZ");
        long x1 = in.u32(from + 2);
        long y1 = in.u32(from + 6);
        long x0 = in.u32(from + 10);
        long y0 = in.u32(from + 14);
        long tileWidth = in.u32(from + 18);
        long tileHeight = in.u32(from + 22);
        long tileX0 = in.u32(from + 26);
        long tileY0 = in.u32(from + 30);
        int components = in.u16(from + 34);
        boolean possible = x1 > x0
                && y1 > y0
                && x1 <= MOST
                && y1 <= MOST
                && tileX0 <= x0
                && tileY0 <= y0
                && tileWidth > 0
                && tileHeight > 0
                && tileX0 + tileWidth > x0
                && tileY0 + tileHeight > y0
                && components > 0
                && components <= 16_384;
        if (!possible) {
            throw new DecodeException("JPEG 2000: an impossible SIZ segment: image (" + x0 + ", " + y0 + ")–(" + x1
                    + ", " + y1 + "), tiles of " + tileWidth + " x " + tileHeight + " from (" + tileX0 + ", " + tileY0
                    + "), " + components + " components");
        }
        in.need(from, to, 36 + 3 * components, "SIZ");
        int[] precision = new int[components];
        boolean[] signed = new boolean[components];
        int[] stepX = new int[components];
        int[] stepY = new int[components];
        for (int c = 0; c < components; c++) {
            int at = from + 36 + 3 * c;
            precision[c] = (in.u8(at) & 0x7F) + 1;
            signed[c] = in.u8(at) >= 0x80;
            stepX[c] = in.u8(at + 1);
            stepY[c] = in.u8(at + 2);
            if (precision[c] > 38 || stepX[c] == 0 || stepY[c] == 0) {
                throw new DecodeException("JPEG 2000: an impossible component " + c + " of " + precision[c]
                        + " bits, sampled every " + stepX[c] + " x " + stepY[c] + " pixels");
            }
        }
        return new ImageSize(
                (int) x0,
                (int) y0,
                (int) x1,
                (int) y1,
                (int) tileX0,
                (int) tileY0,
                (int) Math.min(tileWidth, MOST),
                (int) Math.min(tileHeight, MOST),
                precision,
                signed,
                stepX,
                stepY);
    }

    int components() {
        return precision.length;
    }

    int tilesAcross() {
        return Grid.ceilDiv(x1 - tileX0, tileWidth);
    }

    int tilesDown() {
        return Grid.ceilDiv(y1 - tileY0, tileHeight);
    }

    /** Edges of a tile on the reference grid (B.3): left, top, right, bottom. */
    int[] tile(int index) {
        int p = index % tilesAcross();
        int q = index / tilesAcross();
        long left = tileX0 + (long) p * tileWidth;
        long top = tileY0 + (long) q * tileHeight;
        return new int[] {
            (int) Math.max(left, x0),
            (int) Math.max(top, y0),
            (int) Math.min(left + tileWidth, x1),
            (int) Math.min(top + tileHeight, y1)
        };
    }
}
