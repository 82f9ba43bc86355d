@NullMarked
package dev.lightbox.viewer.config;

import org.jspecify.annotations.NullMarked;
