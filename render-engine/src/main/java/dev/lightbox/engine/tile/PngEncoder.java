package dev.lightbox.engine.tile;

import dev.lightbox.engine.kernel.Compression;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * PNG (ISO/IEC 15948) of 8-bit gray or RGB, made for speed: Paeth's filter on every line. Gray is compressed by {@link FastDeflater}, RGB, where repetitions pay, by zlib's
 * fastest. No colour chunks: the levels are meant for the screen as they are. Thread-safe.
 */
public final class PngEncoder {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final byte FILTER_SUB = 1;
    private static final byte FILTER_PAETH = 4;

    /** Signature, and the header chunk with its 13 bytes. */
    private static final int DATA_AT = 8 + 12 + 13;

    private PngEncoder() {}

    public static byte[] encode(GrayOrRgb8 picture) {
        byte[] filtered = filter(picture);
        boolean gray = picture.samples() == 1;
        byte[] file =
                new byte[DATA_AT + 8 + (gray ? FastDeflater.bound(filtered.length) : bound(filtered.length)) + 16];
        ByteBuffer header = ByteBuffer.wrap(file);
        header.put(SIGNATURE);
        header.position(header.position() + 8)
                .putInt(picture.width())
                .putInt(picture.height())
                .put((byte) 8)
                .put((byte) (gray ? 0 : 2));
        int at = chunk(file, 8, 0x49484452, 13);
        int end =
                gray ? FastDeflater.deflate(filtered, filtered.length, file, at + 8) : deflate(filtered, file, at + 8);
        at = chunk(file, at, 0x49444154, end - at - 8);
        at = chunk(file, at, 0x49454E44, 0);
        return Arrays.copyOf(file, at);
    }

    /** zlib's own bound for what can't be compressed, with room to spare. */
    private static int bound(int length) {
        return length + (length >>> 10) + 1024;
    }

    private static int deflate(byte[] filtered, byte[] out, int outAt) {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(filtered);
            deflater.finish();
            int at = outAt;
            while (!deflater.finished()) {
                at += deflater.deflate(out, at, out.length - at);
            }
            return at;
        } finally {
            deflater.end();
        }
    }

    private static byte[] filter(GrayOrRgb8 picture) {
        int samples = picture.samples();
        int line = picture.width() * samples;
        byte[] pixels = picture.pixels();
        byte[] filtered = new byte[(line + 1) * picture.height()];
        filtered[0] = FILTER_SUB;
        for (int i = 0; i < line; i++) {
            filtered[1 + i] = (byte) (i < samples ? pixels[i] : pixels[i] - pixels[i - samples]);
        }
        for (int y = 1; y < picture.height(); y++) {
            int at = y * (line + 1);
            int from = y * line;
            filtered[at++] = FILTER_PAETH;
            // Left of the first pixel lie zeros, which Paeth turns into the value above.
            for (int i = 0; i < samples; i++) {
                filtered[at + i] = (byte) (pixels[from + i] - pixels[from + i - line]);
            }
            Compression.paeth(pixels, from + samples, line - samples, samples, line, filtered, at + samples);
        }
        return filtered;
    }

    /** Writes length and type before the data, and the checksum behind them; returns where the chunk ends. */
    private static int chunk(byte[] file, int at, int type, int length) {
        ByteBuffer buffer = ByteBuffer.wrap(file);
        buffer.putInt(at, length).putInt(at + 4, type);
        CRC32 crc = new CRC32();
        crc.update(file, at + 4, 4 + length);
        buffer.putInt(at + 8 + length, (int) crc.getValue());
        return at + 12 + length;
    }
}
