/**
 * The port to the archive, and the records that travel through it.
 */
@NullMarked
package dev.lightbox.viewer.pacs;

import org.jspecify.annotations.NullMarked;
