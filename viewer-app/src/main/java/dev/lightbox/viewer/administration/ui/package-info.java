/** The administrators' pages. */
@NullMarked
package dev.lightbox.viewer.administration.ui;

import org.jspecify.annotations.NullMarked;
