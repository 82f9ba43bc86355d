package dev.lightbox.engine.codec.jpeg2000;

import dev.lightbox.engine.codec.DecodeException;

/**
 * How one component is coded: the part of COD and COC that belongs to components (T.800 A.6.1, A.6.2, tables A.20, A.21).
 *
 * @param levels decomposition levels, 0–32
 * @param blockWidthExponent log2 of the code blocks' width
 * @param style bits of table A.19, and of T.814 A.4
 * @param reversible 5/3 instead of 9/7
 * @param precincts size of precincts of each resolution: log2 of the width in the low four bits, of the height above
 */
record CodingStyle(
        int levels, int blockWidthExponent, int blockHeightExponent, int style, boolean reversible, byte[] precincts) {

    static final int BYPASS = 0x01;
    static final int RESET = 0x02;
    static final int TERMINATE_ALL = 0x04;
    static final int VERTICALLY_CAUSAL = 0x08;
    static final int SEGMENTATION_SYMBOLS = 0x20;
    static final int HIGH_THROUGHPUT = 0x40;
    private static final int MIXED = 0x80;

    /**
     * @param from the byte that holds the number of levels
     * @param ownPrecincts whether precinct sizes follow; otherwise they are the largest
     */
    static CodingStyle read(Bytes in, int from, int to, boolean ownPrecincts) throws DecodeException {
        in.need(from, to, 5, "COD or COC");
        int levels = in.u8(from);
        int width = in.u8(from + 1) + 2;
        int height = in.u8(from + 2) + 2;
        int style = in.u8(from + 3);
        int transformation = in.u8(from + 4);
        if (levels > 32 || width > 10 || height > 10 || width + height > 12) {
            throw new DecodeException("JPEG 2000: impossible coding parameters: " + levels
                    + " levels, code blocks of 2^" + width + " x 2^" + height);
        }
        if (transformation > 1 || (style & MIXED) != 0) {
            throw new DecodeException(
                    "JPEG 2000: wavelet " + transformation + " with code-block style " + style + " is not supported");
        }
        byte[] precincts = new byte[levels + 1];
        if (ownPrecincts) {
            in.need(from + 5, to, levels + 1, "precinct sizes of the COD or COC");
        }
        for (int r = 0; r <= levels; r++) {
            precincts[r] = ownPrecincts ? in.data()[from + 5 + r] : (byte) 0xFF;
            if (r > 0 && ((precincts[r] & 0x0F) == 0 || (precincts[r] & 0xF0) == 0)) {
                throw new DecodeException("JPEG 2000: impossible precincts of one sample at resolution " + r);
            }
        }
        return new CodingStyle(levels, width, height, style, transformation == 1, precincts);
    }

    int precinctWidthExponent(int resolution) {
        return precincts[resolution] & 15;
    }

    int precinctHeightExponent(int resolution) {
        return (precincts[resolution] & 0xFF) >>> 4;
    }

    boolean has(int flag) {
        return (style & flag) != 0;
    }
}
