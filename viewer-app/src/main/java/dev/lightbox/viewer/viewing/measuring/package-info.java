/** Measurements in pictures and volumes, off the threads that ask for them. */
@NullMarked
package dev.lightbox.viewer.viewing.measuring;

import org.jspecify.annotations.NullMarked;
