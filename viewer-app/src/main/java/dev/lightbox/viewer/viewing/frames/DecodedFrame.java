package dev.lightbox.viewer.viewing.frames;

import dev.lightbox.engine.codec.StoredFrame;
import dev.lightbox.engine.render.SourceImage;

/**
 * What rendering needs of one frame. Immutable, thread-safe.
 *
 * @param image the instance's header; its pixel data aren't kept
 * @param frameNumber from 1
 * @param headerBytes this frame's share of the header's size
 */
public record DecodedFrame(SourceImage image, int frameNumber, StoredFrame frame, long headerBytes) implements Kept {

    /** Objects around the numbers. */
    private static final long OVERHEAD_BYTES = 512;

    @Override
    public long sizeInBytes() {
        return frame.sizeInBytes() + headerBytes + OVERHEAD_BYTES;
    }

    /** What the whole frame takes, or would where this one is reduced. */
    public long wholeSizeInBytes() {
        return (frame.sizeInBytes() << 2 * Math.min(frame.reduction(), 15)) + headerBytes + OVERHEAD_BYTES;
    }
}
