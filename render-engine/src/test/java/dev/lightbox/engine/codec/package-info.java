@NullMarked
package dev.lightbox.engine.codec;

import org.jspecify.annotations.NullMarked;
