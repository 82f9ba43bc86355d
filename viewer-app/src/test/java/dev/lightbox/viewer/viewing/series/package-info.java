@NullMarked
package dev.lightbox.viewer.viewing.series;

import org.jspecify.annotations.NullMarked;
