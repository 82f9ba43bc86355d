@NullMarked
package dev.lightbox.engine.phantom;

import org.jspecify.annotations.NullMarked;
