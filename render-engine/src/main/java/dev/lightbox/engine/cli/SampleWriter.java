package dev.lightbox.engine.cli;

import dev.lightbox.engine.codec.Samples;
import dev.lightbox.engine.codec.StoredFrame;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A frame's samples in the order in which they are stored (row by row, colours by pixel): integers as 32-bit little-endian ones, 32-bit unsigned values
 * wrapped; floating point as it is, little-endian.
 */
final class SampleWriter {

    private static final int CHUNK = 1 << 14;

    private SampleWriter() {}

    /** What it writes for this frame: {@code int32}, {@code float32} or {@code float64}. */
    static String type(StoredFrame frame) {
        return switch (frame.samples()) {
            case Samples.Floats floats -> "float32";
            case Samples.Doubles doubles -> "float64";
            default -> "int32";
        };
    }

    static void write(StoredFrame frame, OutputStream out) throws IOException {
        Samples samples = frame.samples();
        boolean signed = frame.signed();
        int count = samples.length();
        ByteBuffer bytes = ByteBuffer.allocate(8 * CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        int[] integers = new int[CHUNK];
        for (int from = 0; from < count; from += CHUNK) {
            int length = Math.min(CHUNK, count - from);
            int size = 4 * length;
            switch (samples) {
                case Samples.Floats(float[] values) -> bytes.asFloatBuffer().put(values, from, length);
                case Samples.Doubles(double[] values) -> {
                    bytes.asDoubleBuffer().put(values, from, length);
                    size = 8 * length;
                }
                case Samples.Ints(int[] values) -> bytes.asIntBuffer().put(values, from, length);
                case Samples.Shorts(short[] values) -> {
                    for (int i = 0; i < length; i++) {
                        integers[i] = signed ? values[from + i] : values[from + i] & 0xFFFF;
                    }
                    bytes.asIntBuffer().put(integers, 0, length);
                }
                case Samples.Bytes(byte[] values) -> {
                    for (int i = 0; i < length; i++) {
                        integers[i] = signed ? values[from + i] : values[from + i] & 0xFF;
                    }
                    bytes.asIntBuffer().put(integers, 0, length);
                }
            }
            out.write(bytes.array(), 0, size);
        }
    }
}
