/** A slower line than the loopback between a browser and the viewer. */
@NullMarked
package dev.lightbox.e2e.line;

import org.jspecify.annotations.NullMarked;
