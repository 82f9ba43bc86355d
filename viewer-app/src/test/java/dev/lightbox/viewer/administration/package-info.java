@NullMarked
package dev.lightbox.viewer.administration;

import org.jspecify.annotations.NullMarked;
