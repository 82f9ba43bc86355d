@NullMarked
package dev.lightbox.engine.kernel;

import org.jspecify.annotations.NullMarked;
