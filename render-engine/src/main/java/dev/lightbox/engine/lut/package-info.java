/**
 * Stored values to display levels: modality, VOI, presentation, palette and colour spaces (PS3.3 C.11, PS3.4 N.2).
 */
@NullMarked
package dev.lightbox.engine.lut;

import org.jspecify.annotations.NullMarked;
