package dev.lightbox.security.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * What an administrator looks for: records that match everything that is given, exactly.
 *
 * @param from not before
 * @param until before
 */
public record AuditQuery(
        Optional<Instant> from,
        Optional<Instant> until,
        Optional<String> username,
        Optional<String> patientId,
        Optional<String> studyInstanceUid,
        Optional<AuditKind> kind,
        Optional<AuditOutcome> outcome) {

    /** Everything. */
    public static final AuditQuery ALL = new AuditQuery(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
}
