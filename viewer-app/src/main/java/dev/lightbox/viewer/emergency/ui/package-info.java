/** The page of emergency access. */
@NullMarked
package dev.lightbox.viewer.emergency.ui;

import org.jspecify.annotations.NullMarked;
