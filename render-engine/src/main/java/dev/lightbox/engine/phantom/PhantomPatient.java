package dev.lightbox.engine.phantom;

import java.time.LocalDate;

/**
 * A person who doesn't exist.
 *
 * @param name a DICOM person name, component groups separated by {@code =}
 * @param sex M, F or O
 */
public record PhantomPatient(String name, String id, LocalDate birthDate, String sex) {}
