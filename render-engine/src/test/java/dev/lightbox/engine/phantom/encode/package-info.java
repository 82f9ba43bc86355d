@NullMarked
package dev.lightbox.engine.phantom.encode;

import org.jspecify.annotations.NullMarked;
