@NullMarked
package dev.lightbox.viewer.viewing.work;

import org.jspecify.annotations.NullMarked;
