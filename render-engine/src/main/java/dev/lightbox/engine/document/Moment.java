package dev.lightbox.engine.document;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;

/**
 * A date, a time, or both, to the precision that the file has, as it was where it was written.
 *
 * @param text as the file writes it, for what is neither a whole date nor a time ({@code 200102})
 */
public record Moment(Optional<LocalDate> date, Optional<LocalTime> time, String text) {}
