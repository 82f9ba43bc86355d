/** The viewer's page: checks what its address asks for, and embeds the viewer's element, which opens the stream itself. */
@NullMarked
package dev.lightbox.viewer.viewing.ui;

import org.jspecify.annotations.NullMarked;
