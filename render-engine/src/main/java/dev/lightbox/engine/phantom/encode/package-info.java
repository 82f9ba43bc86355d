/**
 * Writers of compressed frames, for the phantom's own studies: RLE (PS3.5 Annex G) and lossless JPEG (ITU-T T.81, process 14). Plain Java.
 */
@NullMarked
package dev.lightbox.engine.phantom.encode;

import org.jspecify.annotations.NullMarked;
