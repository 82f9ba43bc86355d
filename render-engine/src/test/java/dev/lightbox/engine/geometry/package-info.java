@NullMarked
package dev.lightbox.engine.geometry;

import org.jspecify.annotations.NullMarked;
