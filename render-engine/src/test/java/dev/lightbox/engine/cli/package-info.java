@NullMarked
package dev.lightbox.engine.cli;

import org.jspecify.annotations.NullMarked;
