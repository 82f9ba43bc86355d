@NullMarked
package dev.lightbox.engine.render.overlay;

import org.jspecify.annotations.NullMarked;
