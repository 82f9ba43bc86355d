/**
 * Data sets: Part 10 and DICOM JSON in, Part 10 out; dictionary, character sets, UIDs. Bounded: no length from a file is trusted.
 */
@NullMarked
package dev.lightbox.engine.dicom;

import org.jspecify.annotations.NullMarked;
