@NullMarked
package dev.lightbox.engine;

import org.jspecify.annotations.NullMarked;
