@NullMarked
package dev.lightbox.viewer.viewing.stream.protocol;

import org.jspecify.annotations.NullMarked;
