/** Volumes that readers look at: loaded once for everybody, slice by slice, within a number of bytes. */
@NullMarked
package dev.lightbox.viewer.viewing.volumes;

import org.jspecify.annotations.NullMarked;
