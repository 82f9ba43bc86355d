package dev.lightbox.engine.dicom;

import java.io.ByteArrayOutputStream;
import java.util.zip.Deflater;

/** Deflates as PS3.5 A.5 wants it: without zlib's header. */
final class Deflated {
    private Deflated() {}

    static byte[] of(byte[] bytes) {
        try (Deflater deflater = new Deflater(9, true)) {
            deflater.setInput(bytes);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] chunk = new byte[8192];
            while (!deflater.finished()) {
                out.write(chunk, 0, deflater.deflate(chunk));
            }
            return out.toByteArray();
        }
    }
}
