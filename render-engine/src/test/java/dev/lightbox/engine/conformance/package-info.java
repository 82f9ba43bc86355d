/** Every file of the shared test data against independent tools' results. */
@NullMarked
package dev.lightbox.engine.conformance;

import org.jspecify.annotations.NullMarked;
