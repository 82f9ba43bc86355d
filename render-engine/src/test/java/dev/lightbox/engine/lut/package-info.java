@NullMarked
package dev.lightbox.engine.lut;

import org.jspecify.annotations.NullMarked;
