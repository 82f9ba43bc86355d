/**
 * Our own JPEG-LS (ITU-T T.87, ISO/IEC 14495-1): lossless and near-lossless, every interleave mode, 2–16 bits, preset parameters and mapping tables, restart
 * intervals, on plain arrays with checked bounds. Why not CharLS: {@code docs/decisions/0012-own-jpeg-ls.md}.
 */
@NullMarked
package dev.lightbox.engine.codec.jpegls;

import org.jspecify.annotations.NullMarked;
