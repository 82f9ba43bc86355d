package dev.lightbox.engine.codec;

import java.util.Objects;

/**
 * The bytes of one frame as a decoder takes them: a codestream, or native pixels in little-endian order beginning at a whole byte. The array is shared.
 *
 * @param bytes where they are
 * @param offset of the first
 * @param length how many
 */
public record EncodedFrame(byte[] bytes, int offset, int length) {

    public EncodedFrame {
        Objects.checkFromIndexSize(offset, length, bytes.length);
    }

    public EncodedFrame(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }
}
