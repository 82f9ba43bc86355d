package dev.lightbox.viewer.viewing.frames;

import dev.lightbox.viewer.pacs.InstanceReference;

/**
 * Names one frame of an instance of the archive.
 *
 * @param frameNumber from 1
 */
public record FrameKey(InstanceReference instance, int frameNumber) {}
