/** Chromium, and the one place where tests wait. */
@NullMarked
package dev.lightbox.e2e.browser;

import org.jspecify.annotations.NullMarked;
