@NullMarked
package dev.lightbox.viewer.viewing.frames;

import org.jspecify.annotations.NullMarked;
