/**
 * {@code ./lightbox bench}: this engine beside the native libraries of the machine, and JMH benchmarks of its inner loops. Never part of what is shipped.
 */
@NullMarked
package dev.lightbox.engine.bench;

import org.jspecify.annotations.NullMarked;
