@NullMarked
package dev.lightbox.engine.codec.jpegls;

import org.jspecify.annotations.NullMarked;
