@NullMarked
package dev.lightbox.viewer.worklist;

import org.jspecify.annotations.NullMarked;
