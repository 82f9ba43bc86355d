/**
 * Our own JPEG 2000 (ITU-T T.800) with the block coder of High Throughput (T.814) behind an interface: every progression order, precincts, layers, code-block
 * styles, regions of interest, both wavelets; fewer resolution levels on request. Why not a library: {@code docs/decisions/0011-own-jpeg-2000-decoder.md}.
 */
@NullMarked
package dev.lightbox.engine.codec.jpeg2000;

import org.jspecify.annotations.NullMarked;
