package dev.lightbox.security.sharing;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The study that is shared, as it was when it was: lists of shares must say of whom they are without asking the archive.
 *
 * @param studyDate null where the archive has none
 */
public record SharedStudy(
        String studyInstanceUid,
        String patientId,
        String patientName,
        @Nullable LocalDate studyDate,
        String studyDescription) {}
