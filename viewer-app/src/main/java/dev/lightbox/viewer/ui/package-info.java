/** What pages of the application share. */
@NullMarked
package dev.lightbox.viewer.ui;

import org.jspecify.annotations.NullMarked;
