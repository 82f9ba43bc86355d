/** One class for each page that a user meets; each states how the page is recognised. */
@NullMarked
package dev.lightbox.e2e.pages;

import org.jspecify.annotations.NullMarked;
