@NullMarked
package dev.lightbox.viewer.access;

import org.jspecify.annotations.NullMarked;
