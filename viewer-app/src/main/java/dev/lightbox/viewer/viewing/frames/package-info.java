/**
 * Instances fetched and frames decoded, once for everybody who asks at the same time, and kept within a number of bytes.
 */
@NullMarked
package dev.lightbox.viewer.viewing.frames;

import org.jspecify.annotations.NullMarked;
