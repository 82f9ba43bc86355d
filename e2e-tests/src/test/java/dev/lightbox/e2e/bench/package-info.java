/**
 * What {@code lightbox bench --browser} measures: the product in a real browser, at the end of lines of several kinds. Nothing here asserts a time; a figure is printed
 * beside its aim.
 */
@NullMarked
package dev.lightbox.e2e.bench;

import org.jspecify.annotations.NullMarked;
