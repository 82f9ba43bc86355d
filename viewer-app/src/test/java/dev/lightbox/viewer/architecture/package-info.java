@NullMarked
package dev.lightbox.viewer.architecture;

import org.jspecify.annotations.NullMarked;
