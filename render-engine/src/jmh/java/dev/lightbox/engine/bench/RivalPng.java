package dev.lightbox.engine.bench;

import dev.lightbox.engine.tile.GrayOrRgb8;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** PNG of gray as it was measured for the aims: the Up filter, and libdeflate at level 1. */
final class RivalPng {

    private RivalPng() {}

    static byte[] encode(GrayOrRgb8 picture, LibDeflate library) {
        int line = picture.width() * picture.samples();
        byte[] pixels = picture.pixels();
        byte[] filtered = new byte[(line + 1) * picture.height()];
        System.arraycopy(pixels, 0, filtered, 1, line);
        for (int y = 1; y < picture.height(); y++) {
            int at = y * (line + 1);
            filtered[at++] = 2;
            for (int i = 0, from = y * line; i < line; i++, from++) {
                filtered[at + i] = (byte) (pixels[from] - pixels[from - line]);
            }
        }
        byte[] compressed = library.compress(filtered);
        ByteBuffer file = ByteBuffer.allocate(8 + 25 + 12 + compressed.length + 12);
        file.putLong(0x89504E470D0A1A0AL);
        byte[] header = ByteBuffer.allocate(13)
                .putInt(picture.width())
                .putInt(picture.height())
                .put((byte) 8)
                .put((byte) (picture.samples() == 1 ? 0 : 2))
                .array();
        chunk(file, 0x49484452, header);
        chunk(file, 0x49444154, compressed);
        chunk(file, 0x49454E44, new byte[0]);
        return file.array();
    }

    private static void chunk(ByteBuffer file, int type, byte[] data) {
        int from = file.position() + 4;
        file.putInt(data.length).putInt(type).put(data);
        CRC32 crc = new CRC32();
        crc.update(file.array(), from, 4 + data.length);
        file.putInt((int) crc.getValue());
    }
}
