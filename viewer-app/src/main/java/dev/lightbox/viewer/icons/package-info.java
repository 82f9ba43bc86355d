/** The pages' own icons. */
@NullMarked
package dev.lightbox.viewer.icons;

import org.jspecify.annotations.NullMarked;
