/**
 * A series as a reader leafs through it: its pictures in order, each with its facts, and what is wrong with which.
 */
@NullMarked
package dev.lightbox.viewer.viewing.series;

import org.jspecify.annotations.NullMarked;
