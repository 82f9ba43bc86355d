@NullMarked
package dev.lightbox.engine.volume;

import org.jspecify.annotations.NullMarked;
