@NullMarked
package dev.lightbox.viewer.viewing.volumes;

import org.jspecify.annotations.NullMarked;
