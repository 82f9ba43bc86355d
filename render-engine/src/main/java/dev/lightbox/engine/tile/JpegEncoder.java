package dev.lightbox.engine.tile;

import dev.lightbox.engine.kernel.Compression;

/**
 * Baseline JPEG (ITU-T T.81) of 8-bit gray (one component) or RGB (as YCbCr), in a JFIF file. The quantisation tables are those of Annex K.1, scaled by quality as the
 * Independent JPEG Group's library and the JDK do. Colours have half resolution in both directions below quality {@value #FULL_COLOUR}, full from there. Thread-safe.
 */
public final class JpegEncoder {

    /** From this quality on colours are not subsampled. */
    static final int FULL_COLOUR = 90;

    /** K.1 */
    private static final int[] LUMINANCE = {
        16, 11, 10, 16, 24, 40, 51, 61, //
        12, 12, 14, 19, 26, 58, 60, 55, //
        14, 13, 16, 24, 40, 57, 69, 56, //
        14, 17, 22, 29, 51, 87, 80, 62, //
        18, 22, 37, 56, 68, 109, 103, 77, //
        24, 35, 55, 64, 81, 104, 113, 92, //
        49, 64, 78, 87, 103, 121, 120, 101, //
        72, 92, 95, 98, 112, 100, 103, 99
    };

    /** K.2, where all but the first four rows and columns are 99. */
    private static final int[] CHROMINANCE = {
        17, 18, 24, 47, 99, 99, 99, 99, //
        18, 21, 26, 66, 99, 99, 99, 99, //
        24, 26, 56, 99, 99, 99, 99, 99, //
        47, 66, 99, 99, 99, 99, 99, 99, //
        99, 99, 99, 99, 99, 99, 99, 99, //
        99, 99, 99, 99, 99, 99, 99, 99, //
        99, 99, 99, 99, 99, 99, 99, 99, //
        99, 99, 99, 99, 99, 99, 99, 99
    };

    private JpegEncoder() {}

    /**
     * @param quality 1–100
     */
    public static byte[] encode(GrayOrRgb8 picture, int quality) {
        if (quality < 1 || quality > 100) {
            throw new IllegalArgumentException("quality must be 1 to 100, not " + quality);
        }
        if (picture.width() > 65_535 || picture.height() > 65_535) {
            throw new IllegalArgumentException(
                    "JPEG holds up to 65535 x 65535 pixels, not " + picture.width() + " x " + picture.height());
        }
        int[] luminance = scaled(LUMINANCE, quality);
        int[] chrominance = scaled(CHROMINANCE, quality);
        boolean colour = picture.samples() == 3;
        int subsampling = colour && quality < FULL_COLOUR ? 2 : 1;
        // Half a byte a pixel is enough for most pictures; more is made when needed.
        JpegBits out = new JpegBits(picture.pixels().length / (colour ? 6 : 3) + 1024);
        header(out, picture, luminance, chrominance, subsampling);
        if (colour) {
            colour(out, picture, luminance, chrominance, subsampling);
        } else {
            gray(out, picture, luminance);
        }
        return out.end();
    }

    private static int[] scaled(int[] table, int quality) {
        int percent = quality < 50 ? 5000 / quality : 200 - 2 * quality;
        int[] scaled = new int[64];
        for (int i = 0; i < 64; i++) {
            scaled[i] = Math.clamp((table[i] * percent + 50) / 100, 1, 255);
        }
        return scaled;
    }

    private static void header(JpegBits out, GrayOrRgb8 picture, int[] luminance, int[] chrominance, int subsampling) {
        boolean colour = picture.samples() == 3;
        // SOI; APP0: JFIF 1.01, square pixels, no thumbnail
        out.bytes(0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 'J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0);
        quantisation(out, 0, luminance);
        if (colour) {
            quantisation(out, 1, chrominance);
        }
        // SOF0
        int width = picture.width();
        int height = picture.height();
        int components = picture.samples();
        out.bytes(0xFF, 0xC0, 0, 8 + 3 * components, 8, height >> 8, height, width >> 8, width, components);
        out.bytes(1, subsampling << 4 | subsampling, 0);
        if (colour) {
            out.bytes(2, 0x11, 1, 3, 0x11, 1);
        }
        huffman(out, 0, JpegHuffman.LUMINANCE);
        if (colour) {
            huffman(out, 1, JpegHuffman.CHROMINANCE);
        }
        // SOS
        out.bytes(0xFF, 0xDA, 0, 6 + 2 * components, components, 1, 0x00);
        if (colour) {
            out.bytes(2, 0x11, 3, 0x11);
        }
        out.bytes(0, 63, 0);
    }

    private static void quantisation(JpegBits out, int number, int[] table) {
        out.bytes(0xFF, 0xDB, 0, 67, number);
        for (int position = 0; position < 64; position++) {
            out.bytes(table[JpegBits.naturalOrder(position)]);
        }
    }

    private static void huffman(JpegBits out, int number, JpegHuffman table) {
        out.bytes(0xFF, 0xC4, 0, 3 + table.dcSegment().length, number);
        out.bytes(table.dcSegment());
        out.bytes(0xFF, 0xC4, 0, 3 + table.acSegment().length, 0x10 | number);
        out.bytes(table.acSegment());
    }

    private static void gray(JpegBits out, GrayOrRgb8 picture, int[] quantisation) {
        int width = picture.width();
        int blocks = (width + 7) / 8;
        Plane plane = new Plane(blocks, quantisation, JpegHuffman.LUMINANCE);
        for (int y = 0; y < picture.height(); y += 8) {
            for (int row = 0; row < 8; row++) {
                int from = Math.min(y + row, picture.height() - 1) * width;
                System.arraycopy(picture.pixels(), from, plane.band, row * plane.stride, width);
                plane.pad(row, width);
            }
            plane.transform();
            for (int block = 0; block < blocks; block++) {
                plane.encode(block, out);
            }
        }
    }

    private static void colour(JpegBits out, GrayOrRgb8 picture, int[] luminance, int[] chrominance, int subsampling) {
        int units = (picture.width() + 8 * subsampling - 1) / (8 * subsampling);
        Plane[] bands = new Plane[subsampling];
        for (int i = 0; i < subsampling; i++) {
            bands[i] = new Plane(units * subsampling, luminance, JpegHuffman.LUMINANCE);
        }
        Plane blue = new Plane(units, chrominance, JpegHuffman.CHROMINANCE);
        Plane red = new Plane(units, chrominance, JpegHuffman.CHROMINANCE);
        JpegColours colours = new JpegColours(picture, units * 8 * subsampling);
        for (int y = 0; y < picture.height(); y += 8 * subsampling) {
            for (int row = 0; row < 8; row++) {
                for (int i = 0; i < subsampling; i++) {
                    // Rows of chrominance come from one or two rows of the picture, which also are two rows of
                    // luminance.
                    int line = row * subsampling + i;
                    Plane band = bands[line / 8];
                    colours.luminance(y + line, band.band, line % 8 * band.stride);
                }
                colours.chrominance(y + row * subsampling, subsampling, blue.band, red.band, row * blue.stride);
            }
            for (Plane band : bands) {
                band.transform();
            }
            blue.transform();
            red.transform();
            for (int unit = 0; unit < units; unit++) {
                int previous = bands[0].dc;
                for (Plane band : bands) {
                    // One prediction for both bands: they are one component.
                    band.dc = previous;
                    for (int i = 0; i < subsampling; i++) {
                        band.encode(unit * subsampling + i, out);
                    }
                    previous = band.dc;
                }
                bands[0].dc = previous;
                blue.encode(unit, out);
                red.encode(unit, out);
            }
        }
    }

    /** A band of blocks of one component. Every level that is read has been written for this picture. */
    private static final class Plane {
        private final int blocks;
        private final int stride;
        private final byte[] band;
        private final float[] factors;
        private final float[] scratch;
        private final short[] coefficients;
        private final long[] nonZero;
        private final JpegHuffman huffman;
        private int dc;

        Plane(int neededBlocks, int[] quantisation, JpegHuffman huffman) {
            this.blocks = neededBlocks + (neededBlocks & 1);
            this.stride = 8 * blocks;
            this.band = new byte[8 * stride];
            this.factors = Compression.dctFactors(quantisation);
            this.scratch = new float[64 * blocks];
            this.coefficients = new short[64 * blocks];
            this.nonZero = new long[blocks];
            this.huffman = huffman;
        }

        /** The last level of a line goes on to the end of its last block, so that no edge is made there. */
        void pad(int row, int width) {
            int end = (row + 1) * stride;
            for (int i = row * stride + width; i < end; i++) {
                band[i] = band[row * stride + width - 1];
            }
        }

        void transform() {
            Compression.forwardDct(band, stride, blocks, factors, scratch, coefficients, nonZero);
        }

        void encode(int block, JpegBits out) {
            dc = out.block(
                    coefficients, 64 * (block & ~1) + 8 * (block & 1), nonZero[block], dc, huffman.dc(), huffman.ac());
        }
    }
}
