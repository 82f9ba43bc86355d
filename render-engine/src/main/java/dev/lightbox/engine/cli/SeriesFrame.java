package dev.lightbox.engine.cli;

import dev.lightbox.engine.render.SourceImage;

/**
 * One frame of a series, not decoded. Immutable.
 *
 * @param file where its pixels are
 * @param image the file's header alone
 * @param frameNumber from 1
 */
record SeriesFrame(InputFile file, SourceImage image, int frameNumber) {}
