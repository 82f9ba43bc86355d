package dev.lightbox.viewer.viewing.frames;

import dev.lightbox.viewer.pacs.InstanceReference;

/**
 * Names one frame of an instance of the archive, whole or at a smaller size: these are different entries of the cache, and asking for one loads only that.
 *
 * @param frameNumber from 1
 * @param reduction how often its edges are halved, where its encoding allows that; 0 for the whole frame
 */
public record FrameKey(InstanceReference instance, int frameNumber, int reduction) {

    /** The whole frame. */
    public FrameKey(InstanceReference instance, int frameNumber) {
        this(instance, frameNumber, 0);
    }

    public FrameKey reduced(int times) {
        return times == reduction ? this : new FrameKey(instance, frameNumber, times);
    }
}
