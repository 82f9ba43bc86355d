/**
 * Analytic test objects with known truth, written as real DICOM studies.
 */
@NullMarked
package dev.lightbox.engine.phantom;

import org.jspecify.annotations.NullMarked;
