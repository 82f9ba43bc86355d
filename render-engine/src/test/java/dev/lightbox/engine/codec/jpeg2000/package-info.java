@NullMarked
package dev.lightbox.engine.codec.jpeg2000;

import org.jspecify.annotations.NullMarked;
