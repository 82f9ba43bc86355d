package dev.lightbox.engine.codec;

import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Deflated Image Frame Compression (PS3.5 A.4.14): each frame is a raw deflate stream of native pixels. Inflates no more than a frame. */
final class DeflatedFrameDecoder implements FrameDecoder {

    private static final FrameDecoder NATIVE = new NativeDecoder();

    @Override
    public StoredFrame decode(EncodedFrame frame, ImageDescriptor image, DecodeLimits limits) throws DecodeException {
        image.check(limits);
        byte[] cells = new byte[Math.toIntExact(image.bytesPerFrame())];
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(frame.bytes(), frame.offset(), frame.length());
            int filled = 0;
            while (filled < cells.length) {
                int more = inflater.inflate(cells, filled, cells.length - filled);
                if (more == 0) {
                    throw new DecodeException(
                            "Deflated frame is cut off: expected " + cells.length + " bytes, found " + filled);
                }
                filled += more;
            }
        } catch (DataFormatException e) {
            throw new DecodeException("Deflated frame is corrupt: " + e.getMessage(), e);
        } finally {
            inflater.end();
        }
        return NATIVE.decode(new EncodedFrame(cells), image, limits);
    }
}
