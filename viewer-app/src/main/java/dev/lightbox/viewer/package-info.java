/**
 * The Lightbox web application.
 */
@NullMarked
package dev.lightbox.viewer;

import org.jspecify.annotations.NullMarked;
