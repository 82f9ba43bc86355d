package dev.lightbox.engine.codec.jpeg2000;

import dev.lightbox.engine.codec.DecodeException;

/** Finds the codestream within a JP2 file (T.800 annex I). PS3.5 8.2.4 forbids its boxes in pixel data, but such files exist. */
final class Jp2 {

    private static final int SIGNATURE = 0x6A502020;
    private static final int CODESTREAM = 0x6A703263;

    private Jp2() {}

    static boolean isFile(Bytes in) {
        return in.end() - in.start() >= 12 && in.u32(in.start()) == 12 && in.u32(in.start() + 4) == SIGNATURE;
    }

    static Bytes codestream(Bytes in) throws DecodeException {
        long at = in.start();
        while (at + 8 <= in.end()) {
            int box = (int) at;
            long length = in.u32(box);
            int header = 8;
            if (length == 1 && box + 16 <= in.end()) {
                length = in.u32(box + 8) == 0 ? in.u32(box + 12) : Long.MAX_VALUE;
                header = 16;
            } else if (length == 0) {
                length = in.end() - box;
            }
            if (in.u32(box + 4) == CODESTREAM) {
                return new Bytes(in.data(), box + header, (int) Math.min(
                        in.end(), box + Math.max(header, Math.min(length, Integer.MAX_VALUE))));
            }
            if (length < header || length > in.end() - box) {
                break;
            }
            at += length;
        }
        throw new DecodeException("JPEG 2000: the JP2 file holds no codestream");
    }
}
