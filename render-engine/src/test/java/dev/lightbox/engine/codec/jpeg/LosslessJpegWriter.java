package dev.lightbox.engine.codec.jpeg;

import java.io.ByteArrayOutputStream;

/**
 * Writes lossless JPEG straight from T.81 Annex H, for what no tool at hand writes: restart intervals, one component a scan, every precision. All
 * categories get codes of 5 bits.
 *
 * @param linesPerRestart 0 for no restarts
 */
record LosslessJpegWriter(
        int columns,
        int rows,
        int components,
        int precision,
        int predictor,
        int shift,
        int linesPerRestart,
        boolean interleaved) {

    byte[] write(int[] values) {
        Bits out = new Bits();
        out.marker(0xD8);
        out.segment(0xC4, huffman());
        byte[] frame = new byte[6 + 3 * components];
        frame[0] = (byte) precision;
        frame[2] = (byte) rows;
        frame[4] = (byte) columns;
        frame[5] = (byte) components;
        for (int c = 0; c < components; c++) {
            frame[6 + 3 * c] = (byte) (c + 1);
            frame[7 + 3 * c] = 0x11;
        }
        out.segment(0xC3, frame);
        int interval = linesPerRestart * columns;
        if (interval > 0) {
            out.segment(0xDD, new byte[] {(byte) (interval >> 8), (byte) interval});
        }
        if (interleaved) {
            scan(out, values, 0, components);
        } else {
            for (int c = 0; c < components; c++) {
                scan(out, values, c, c + 1);
            }
        }
        out.marker(0xD9);
        return out.bytes.toByteArray();
    }

    /**
     * Components of different size in one scan: the first has {@code 2 × 2} samples where the others have one.
     *
     * @param planes each component's samples, {@code columns × rows} of the first and a quarter of that of the others; both numbers even
     */
    byte[] writeSubsampled(int[][] planes) {
        Bits out = new Bits();
        out.marker(0xD8);
        out.segment(0xC4, huffman());
        out.segment(0xC3, new byte[] {
            (byte) precision, 0, (byte) rows, 0, (byte) columns, 3, 1, 0x22, 0, 2, 0x11, 0, 3, 0x11, 0
        });
        out.segment(0xDA, new byte[] {3, 1, 0, 2, 0, 3, 0, (byte) predictor, 0, (byte) shift});
        LosslessJpegWriter whole = new LosslessJpegWriter(columns, rows, 1, precision, predictor, shift, 0, false);
        LosslessJpegWriter half =
                new LosslessJpegWriter(columns / 2, rows / 2, 1, precision, predictor, shift, 0, false);
        for (int y = 0; y < rows / 2; y++) {
            for (int x = 0; x < columns / 2; x++) {
                for (int b = 0; b < 4; b++) {
                    whole.sample(out, planes[0], 2 * x + b % 2, 2 * y + b / 2);
                }
                half.sample(out, planes[1], x, y);
                half.sample(out, planes[2], x, y);
            }
        }
        out.flush();
        out.marker(0xD9);
        return out.bytes.toByteArray();
    }

    private void sample(Bits out, int[] plane, int x, int y) {
        out.difference(value(plane, x, y, 0) - prediction(plane, x, y, 0, y == 0));
    }

    private static byte[] huffman() {
        byte[] table = new byte[17 + 17];
        table[5] = 17;
        for (int i = 0; i < 17; i++) {
            table[17 + i] = (byte) i;
        }
        return table;
    }

    private void scan(Bits out, int[] values, int from, int to) {
        byte[] header = new byte[4 + 2 * (to - from)];
        header[0] = (byte) (to - from);
        for (int c = from; c < to; c++) {
            header[1 + 2 * (c - from)] = (byte) (c + 1);
        }
        header[header.length - 3] = (byte) predictor;
        header[header.length - 1] = (byte) shift;
        out.segment(0xDA, header);
        for (int y = 0; y < rows; y++) {
            boolean first = y == 0 || (linesPerRestart > 0 && y % linesPerRestart == 0);
            if (first && y > 0) {
                out.flush();
                out.marker(0xD0 + (y / linesPerRestart - 1) % 8);
            }
            for (int x = 0; x < columns; x++) {
                for (int c = from; c < to; c++) {
                    out.difference(value(values, x, y, c) - prediction(values, x, y, c, first));
                }
            }
        }
        out.flush();
    }

    private int value(int[] values, int x, int y, int c) {
        return values[(y * columns + x) * components + c] >> shift;
    }

    private int prediction(int[] values, int x, int y, int c, boolean first) {
        if (x == 0) {
            return first ? 1 << (precision - shift - 1) : value(values, x, y - 1, c);
        }
        int a = value(values, x - 1, y, c);
        if (first) {
            return a;
        }
        int b = value(values, x, y - 1, c);
        int d = value(values, x - 1, y - 1, c);
        return switch (predictor) {
            case 1 -> a;
            case 2 -> b;
            case 3 -> d;
            case 4 -> a + b - d;
            case 5 -> a + ((b - d) >> 1);
            case 6 -> b + ((a - d) >> 1);
            default -> (a + b) >> 1;
        };
    }

    private static final class Bits {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private int current;
        private int count;

        void marker(int marker) {
            bytes.write(0xFF);
            bytes.write(marker);
        }

        void segment(int marker, byte[] content) {
            marker(marker);
            bytes.write((content.length + 2) >> 8);
            bytes.write(content.length + 2);
            bytes.writeBytes(content);
        }

        void difference(int exact) {
            int difference = (short) exact;
            if (difference == -32_768) {
                put(16, 5);
                return;
            }
            int category = 32 - Integer.numberOfLeadingZeros(Math.abs(difference));
            put(category, 5);
            put(difference < 0 ? difference + (1 << category) - 1 : difference, category);
        }

        private void put(int value, int length) {
            for (int i = length - 1; i >= 0; i--) {
                current = current << 1 | (value >> i & 1);
                if (++count == 8) {
                    bytes.write(current);
                    if (current == 0xFF) {
                        bytes.write(0);
                    }
                    current = 0;
                    count = 0;
                }
            }
        }

        void flush() {
            while (count > 0) {
                put(1, 1);
            }
        }
    }
}
