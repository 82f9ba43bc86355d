/**
 * Presentation states (PS3.3 A.33, C.11): how somebody wanted images to look, read and checked.
 */
@NullMarked
package dev.lightbox.engine.render.presentation;

import org.jspecify.annotations.NullMarked;
