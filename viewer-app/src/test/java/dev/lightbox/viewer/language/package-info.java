/** Tests of the languages. */
@NullMarked
package dev.lightbox.viewer.language;

import org.jspecify.annotations.NullMarked;
