/**
 * Region, scale and encoding of what is shown.
 */
@NullMarked
package dev.lightbox.engine.tile;

import org.jspecify.annotations.NullMarked;
