package dev.lightbox.engine.measure;

import dev.lightbox.engine.geometry.PixelPoint;

/**
 * A place in a picture, in source pixels: x along a row, y down the columns. (0, 0) is the outer corner of the first pixel, whose centre is (0.5, 0.5); so the picture
 * reaches from 0 to Columns and to Rows, as a {@link dev.lightbox.engine.render.Region} does. {@link PixelPoint} counts from the centre instead. Immutable.
 */
public record PicturePoint(double x, double y) {}
