@NullMarked
package dev.lightbox.engine.codec.jpeg2000.ht;

import org.jspecify.annotations.NullMarked;
