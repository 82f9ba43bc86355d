/** Damaged files by the thousand against the whole engine. */
@org.jspecify.annotations.NullMarked
package dev.lightbox.engine.hostile;
