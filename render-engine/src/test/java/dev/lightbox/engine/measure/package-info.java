@NullMarked
package dev.lightbox.engine.measure;

import org.jspecify.annotations.NullMarked;
