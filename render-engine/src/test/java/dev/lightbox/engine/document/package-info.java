@NullMarked
package dev.lightbox.engine.document;

import org.jspecify.annotations.NullMarked;
