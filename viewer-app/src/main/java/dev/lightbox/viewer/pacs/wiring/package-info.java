/**
 * Chooses the archive by the configuration {@code lightbox.pacs.*}.
 */
@NullMarked
package dev.lightbox.viewer.pacs.wiring;

import org.jspecify.annotations.NullMarked;
