@NullMarked
package dev.lightbox.viewer.viewing.ui;

import org.jspecify.annotations.NullMarked;
