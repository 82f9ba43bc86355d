/** Numbers about the patient, from modality values, with their units and what they rest on. */
@NullMarked
package dev.lightbox.engine.measure;

import org.jspecify.annotations.NullMarked;
