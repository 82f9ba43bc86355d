/**
 * What is laid over a picture: overlay planes (PS3.3 C.9.2) and display shutters (C.7.6.11, C.7.6.15), as masks in image pixels.
 */
@NullMarked
package dev.lightbox.engine.render.overlay;

import org.jspecify.annotations.NullMarked;
