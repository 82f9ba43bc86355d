@NullMarked
package dev.lightbox.engine.phantom.scene;

import org.jspecify.annotations.NullMarked;
