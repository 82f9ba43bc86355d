/** Presentation states of a study, applied to the pictures of a series that somebody looks at. */
@NullMarked
package dev.lightbox.viewer.viewing.presentation;

import org.jspecify.annotations.NullMarked;
