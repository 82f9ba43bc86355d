/**
 * The one door: everything above is reached through it.
 */
@NullMarked
package dev.lightbox.engine.render;

import org.jspecify.annotations.NullMarked;
