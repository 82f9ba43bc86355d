@NullMarked
package dev.lightbox.viewer.viewing.stream;

import org.jspecify.annotations.NullMarked;
