@NullMarked
package dev.lightbox.viewer.viewing;

import org.jspecify.annotations.NullMarked;
