package dev.lightbox.engine.phantom.encode;

import java.io.ByteArrayOutputStream;

/**
 * Encodes grayscale frames as JPEG Lossless, Non-Hierarchical, First-Order Prediction (ITU-T T.81 process 14, selection value 1; transfer syntax
 * 1.2.840.10008.1.2.4.70). Stateless and thread-safe.
 */
public final class LosslessJpegEncoder {
    /**
     * Code length in bits of each difference category (SSSS, T.81 table H.2), from 0 to 16. One fixed table serves pictures of any depth: noise of a few
     * to some tens of gray levels gets the short codes. The lengths satisfy Kraft's inequality with room to spare, as no code may be all ones (C.2).
     */
    private static final int[] CODE_LENGTHS = {4, 4, 3, 3, 3, 3, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13};

    private static final int[] SYMBOLS_BY_LENGTH = symbolsByLength();
    private static final int[] CODES = codes();

    private LosslessJpegEncoder() {}

    /**
     * Encodes one frame.
     *
     * @param samples unsigned values below 2^precision, row by row; for signed pictures their two's complement in {@code precision} bits
     * @param precision bits a sample, 2 to 16
     * @return a whole JPEG stream of even length
     */
    public static byte[] encode(int[] samples, int rows, int columns, int precision) {
        if (precision < 2 || precision > 16) {
            throw new IllegalArgumentException("lossless JPEG has 2 to 16 bits a sample, not " + precision);
        }
        if (rows < 1 || columns < 1 || rows > 0xFFFF || columns > 0xFFFF || samples.length != rows * columns) {
            throw new IllegalArgumentException(samples.length + " samples for " + rows + " × " + columns + " pixels");
        }
        BitWriter out = new BitWriter(samples.length * 2);
        out.marker(0xD8);
        // B.2.2 frame header, SOF3: one component, no subsampling.
        out.marker(0xC3);
        out.bytes(0, 11, precision, rows >> 8, rows, columns >> 8, columns, 1, 1, 0x11, 0);
        // B.2.4.2 Huffman table, class 0, destination 0.
        out.marker(0xC4);
        out.bytes(0, 2 + 1 + 16 + CODE_LENGTHS.length, 0);
        for (int length = 1; length <= 16; length++) {
            int count = 0;
            for (int codeLength : CODE_LENGTHS) {
                count += codeLength == length ? 1 : 0;
            }
            out.bytes(count);
        }
        out.bytes(SYMBOLS_BY_LENGTH);
        // B.2.3 scan header: Ss is the predictor's selection value (1: the sample to the left), Al the point transform
        // (none).
        out.marker(0xDA);
        out.bytes(0, 8, 1, 1, 0x00, 1, 0, 0);
        writeScan(samples, rows, columns, precision, out);
        out.marker(0xD9);
        return out.toEvenByteArray();
    }

    private static void writeScan(int[] samples, int rows, int columns, int precision, BitWriter out) {
        int limit = 1 << precision;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int at = row * columns + column;
                int sample = samples[at];
                if (sample < 0 || sample >= limit) {
                    throw new IllegalArgumentException("sample " + sample + " doesn't fit " + precision + " bits");
                }
                // H.1.2.1: the first sample is predicted as half the range, the first of a row by the one above, all
                // others by the left one.
                int prediction = column > 0 ? samples[at - 1] : row > 0 ? samples[at - columns] : limit >> 1;
                writeDifference((short) (sample - prediction), out);
            }
        }
        out.flush();
    }

    /** H.1.2.2: differences are modulo 2^16; the category's code, then its low-order bits; category 16 (only −32768) has none. */
    private static void writeDifference(short difference, BitWriter out) {
        int magnitude = Math.abs((int) difference);
        int category = 32 - Integer.numberOfLeadingZeros(magnitude);
        out.bits(CODES[category], CODE_LENGTHS[category]);
        if (category > 0 && category < 16) {
            int low = difference < 0 ? difference - 1 : difference;
            out.bits(low & ((1 << category) - 1), category);
        }
    }

    private static int[] symbolsByLength() {
        int[] symbols = new int[CODE_LENGTHS.length];
        int count = 0;
        for (int length = 1; length <= 16; length++) {
            for (int symbol = 0; symbol < CODE_LENGTHS.length; symbol++) {
                if (CODE_LENGTHS[symbol] == length) {
                    symbols[count++] = symbol;
                }
            }
        }
        return symbols;
    }

    /** C.2: codes count upwards within a length, and are doubled from each length to the next. */
    private static int[] codes() {
        int[] codes = new int[CODE_LENGTHS.length];
        int code = 0;
        int length = 0;
        for (int symbol : SYMBOLS_BY_LENGTH) {
            code <<= CODE_LENGTHS[symbol] - length;
            length = CODE_LENGTHS[symbol];
            codes[symbol] = code++;
        }
        return codes;
    }

    /** Bits from the most significant on, with a zero byte stuffed after each FF (F.1.2.3). */
    private static final class BitWriter {
        private final ByteArrayOutputStream out;
        private int pending;
        private int pendingBits;

        BitWriter(int expectedLength) {
            out = new ByteArrayOutputStream(expectedLength);
        }

        void marker(int code) {
            out.write(0xFF);
            out.write(code);
        }

        void bytes(int... values) {
            for (int value : values) {
                out.write(value);
            }
        }

        void bits(int value, int count) {
            pending = pending << count | value;
            pendingBits += count;
            while (pendingBits >= 8) {
                int next = pending >>> (pendingBits - 8) & 0xFF;
                out.write(next);
                if (next == 0xFF) {
                    out.write(0);
                }
                pendingBits -= 8;
            }
        }

        void flush() {
            if (pendingBits > 0) {
                int fill = 8 - pendingBits;
                bits((1 << fill) - 1, fill);
            }
        }

        byte[] toEvenByteArray() {
            if (out.size() % 2 != 0) {
                // PS3.5 A.4: fragments have an even length; after EOI a zero does no harm.
                out.write(0);
            }
            return out.toByteArray();
        }
    }
}
