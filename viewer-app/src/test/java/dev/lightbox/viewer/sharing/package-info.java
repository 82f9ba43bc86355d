@NullMarked
package dev.lightbox.viewer.sharing;

import org.jspecify.annotations.NullMarked;
