@NullMarked
package dev.lightbox.engine.render;

import org.jspecify.annotations.NullMarked;
