/**
 * Our own JPEG (ITU-T T.81): sequential and progressive DCT of 8 and 12 bits (processes 1, 2, 4, 6, 8, 10, 12) and lossless (process 14, every predictor), on
 * plain arrays with checked bounds.
 * Why not a library: {@code docs/decisions/0010-own-jpeg-decoder.md}.
 */
@NullMarked
package dev.lightbox.engine.codec.jpeg;

import org.jspecify.annotations.NullMarked;
