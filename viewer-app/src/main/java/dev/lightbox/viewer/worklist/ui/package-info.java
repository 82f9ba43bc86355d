/** The worklist's page. */
@NullMarked
package dev.lightbox.viewer.worklist.ui;

import org.jspecify.annotations.NullMarked;
