@NullMarked
package dev.lightbox.engine.codec.jpeg;

import org.jspecify.annotations.NullMarked;
