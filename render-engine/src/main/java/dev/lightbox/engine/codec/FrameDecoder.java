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

    /**
     * Decodes a smaller version of a frame, where its encoding holds one: JPEG 2000 at fewer resolution levels. Sample (x, y) of a frame at reduction r lies at
     * sample (x · 2<sup>r</sup>, y · 2<sup>r</sup>) of the full frame. It is low-pass filtered by the encoder's wavelet, so close to an average over its
     * neighbours, but not the same.
     *
     * @param reduction how often both edges are halved, at least 0
     * @return the frame at this reduction or a smaller one, as its {@link StoredFrame#reduction()} says; rows and columns are those of the full frame divided
     *     by 2<sup>reduction</sup>, rounded up
     * @throws DecodeException as {@link #decode}
     */
    default StoredFrame decodeReduced(EncodedFrame frame, ImageDescriptor image, DecodeLimits limits, int reduction)
            throws DecodeException {
        return decode(frame, image, limits);
    }

    /** Whether {@link #decodeReduced} may give smaller frames. */
    default boolean reduces() {
        return false;
    }
}
