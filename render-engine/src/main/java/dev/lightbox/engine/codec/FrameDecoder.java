package dev.lightbox.engine.codec;

/**
 * Decodes the frames of one family of transfer syntaxes. Implementations are thread-safe, keep nothing between frames, and trust no byte: whatever they are
 * given, they return a whole frame or throw {@link DecodeException}, in time and memory bounded by the size of the frame and of its bytes.
 */
public interface FrameDecoder {

    /**
     * @param frame the frame's bytes
     * @param image what the data set says of it
     * @param limits what it may cost
     * @return its stored values, complete
     * @throws DecodeException if the bytes are cut off or corrupt, contradict the data set in a way that isn't safe, or the frame is over the limits
     */
    StoredFrame decode(EncodedFrame frame, ImageDescriptor image, DecodeLimits limits) throws DecodeException;
}
