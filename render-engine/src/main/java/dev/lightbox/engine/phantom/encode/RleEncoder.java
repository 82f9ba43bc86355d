package dev.lightbox.engine.phantom.encode;

import java.io.ByteArrayOutputStream;

/** Encodes frames as RLE Lossless, PS3.5 Annex G. Stateless and thread-safe. */
public final class RleEncoder {
    private static final int HEADER_LENGTH = 64;
    private static final int MAX_SEGMENTS = 15;

    private RleEncoder() {}

    /**
     * Encodes one frame.
     *
     * @param samples native little-endian pixels, interleaved ({@code R1 G1 B1 R2 …}); exactly rows × columns × samplesPerPixel × bytesPerSample bytes
     * @param samplesPerPixel 1 or 3
     * @param bytesPerSample 1 or 2 (4 with one sample a pixel)
     * @return the frame's one fragment, of even length
     */
    public static byte[] encode(byte[] samples, int rows, int columns, int samplesPerPixel, int bytesPerSample) {
        int segments = samplesPerPixel * bytesPerSample;
        if (segments < 1 || segments > MAX_SEGMENTS) {
            throw new IllegalArgumentException("RLE has 1 to 15 segments, not " + segments);
        }
        int stride = segments;
        if (samples.length != rows * columns * stride) {
            throw new IllegalArgumentException(
                    "a frame of " + samples.length + " bytes, expected " + rows * columns * stride);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(samples.length / 2 + HEADER_LENGTH);
        byte[] header = new byte[HEADER_LENGTH];
        putInt(header, 0, segments);
        out.writeBytes(header);
        byte[] line = new byte[columns];
        for (int segment = 0; segment < segments; segment++) {
            putInt(header, 4 + 4 * segment, out.size());
            // G.2: all samples of one kind together, the most significant byte first.
            int sample = segment / bytesPerSample;
            int offset = sample * bytesPerSample + bytesPerSample - 1 - segment % bytesPerSample;
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    line[column] = samples[(row * columns + column) * stride + offset];
                }
                packBits(line, out);
            }
            if (out.size() % 2 != 0) {
                out.write(0);
            }
        }
        byte[] frame = out.toByteArray();
        System.arraycopy(header, 0, frame, 0, HEADER_LENGTH);
        return frame;
    }

    /** G.3.1: each row by itself; runs of 2 to 128 equal bytes as (1 − length, byte), others as (length − 1, bytes). */
    private static void packBits(byte[] line, ByteArrayOutputStream out) {
        int at = 0;
        while (at < line.length) {
            int run = runLength(line, at);
            if (run > 1) {
                out.write(1 - run);
                out.write(line[at]);
                at += run;
            } else {
                int end = at + 1;
                // A run of only two inside of a literal stretch saves nothing.
                while (end < line.length && end - at < 128 && runLength(line, end) < 3) {
                    end++;
                }
                out.write(end - at - 1);
                out.write(line, at, end - at);
                at = end;
            }
        }
    }

    private static int runLength(byte[] line, int at) {
        int end = at + 1;
        while (end < line.length && end - at < 128 && line[end] == line[at]) {
            end++;
        }
        return end - at;
    }

    private static void putInt(byte[] bytes, int offset, int value) {
        bytes[offset] = (byte) value;
        bytes[offset + 1] = (byte) (value >>> 8);
        bytes[offset + 2] = (byte) (value >>> 16);
        bytes[offset + 3] = (byte) (value >>> 24);
    }
}
