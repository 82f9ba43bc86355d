/** The languages of the pages, every text in them, and which of them a user reads. */
@NullMarked
package dev.lightbox.viewer.language;

import org.jspecify.annotations.NullMarked;
