@NullMarked
package dev.lightbox.engine.tile;

import org.jspecify.annotations.NullMarked;
