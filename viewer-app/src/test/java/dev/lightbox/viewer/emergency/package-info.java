@NullMarked
package dev.lightbox.viewer.emergency;

import org.jspecify.annotations.NullMarked;
