package dev.lightbox.viewer.viewing.frames;

import dev.lightbox.engine.render.SourceImage;

/**
 * An instance as the archive sent it.
 *
 * @param image with its pixel data, still encoded
 * @param header the same without them: what decoded frames keep
 * @param headerBytes size of all but the pixel data
 */
record LoadedInstance(SourceImage image, SourceImage header, long headerBytes, long sizeInBytes) implements Kept {}
