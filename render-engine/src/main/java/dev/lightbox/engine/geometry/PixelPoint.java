package dev.lightbox.engine.geometry;

/**
 * A place in a picture, in pixels: x along a row (column index), y down the columns (row index). The centre of the first pixel is (0, 0), as in
 * PS3.3 C.7.6.2.1.1; so the picture reaches from −0.5 to Columns − 0.5. Immutable.
 */
public record PixelPoint(double x, double y) {}
