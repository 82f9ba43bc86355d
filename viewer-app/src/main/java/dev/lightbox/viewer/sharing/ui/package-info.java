/** How shares are made and listed. */
@NullMarked
package dev.lightbox.viewer.sharing.ui;

import org.jspecify.annotations.NullMarked;
