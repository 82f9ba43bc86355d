package dev.lightbox.security.emergency;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One emergency access.
 *
 * @param id a handle, no secret
 * @param subject the identity provider's identifier of whoever opened the study
 * @param patientId Patient ID (0010,0020) as the archive had it
 * @param reason in their own words
 * @param expiresAt when it ends by itself
 * @param endedAt null while it is open, or its end isn't recorded yet
 * @param endedBy the username of whoever ended it; empty while it is open, and where its time was up
 */
public record EmergencyUse(
        String id,
        String subject,
        String username,
        String displayName,
        String studyInstanceUid,
        String patientId,
        String reason,
        Instant startedAt,
        Instant expiresAt,
        @Nullable Instant endedAt,
        String endedBy) {

    /** Whether the study is open by it at this time. */
    public boolean isOpen(Instant now) {
        return endedAt == null && now.isBefore(expiresAt);
    }
}
