@NullMarked
package dev.lightbox.engine.render.presentation;

import org.jspecify.annotations.NullMarked;
