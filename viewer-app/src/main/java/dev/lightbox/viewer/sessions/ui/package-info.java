/** The page on which users see and end their own sessions. */
@NullMarked
package dev.lightbox.viewer.sessions.ui;

import org.jspecify.annotations.NullMarked;
