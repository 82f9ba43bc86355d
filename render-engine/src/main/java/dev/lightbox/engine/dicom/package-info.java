/**
 * Data sets: Part 10 and DICOM JSON in, Part 10 and DICOM JSON out; dictionary, character sets, UIDs.
 *
 * <p>Files come from anywhere, so no length in them is trusted: what is allocated is bounded by the bytes that are really there and by
 * {@link dev.lightbox.engine.dicom.ReadLimits}. The way of a file: {@code PartTenReader} (preamble, meta information, transfer syntax) →
 * {@code ElementReader} (elements, sequences) with {@code HeaderReader} (tag, VR, length; where wrong ones are met) → {@code FoundPixels}
 * and {@code FrameIndex} (which bytes are which frame).
 *
 * <p>What a wrong file costs: where its meaning is still certain, a sentence in {@link dev.lightbox.engine.dicom.DicomFile#warnings};
 * where it isn't, a {@link dev.lightbox.engine.dicom.DicomException}, or a frame that is refused. Neither ever quotes a patient's values.
 */
@NullMarked
package dev.lightbox.engine.dicom;

import org.jspecify.annotations.NullMarked;
