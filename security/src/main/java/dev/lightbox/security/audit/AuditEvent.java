package dev.lightbox.security.audit;

import java.util.List;

/**
 * Something that must be known later.
 *
 * @param user who did it, or tried to
 * @param objects to what, patient and study first where there are any
 * @param description more about how it ended, in words; empty where there is nothing more to say
 */
public record AuditEvent(
        AuditKind kind, AuditOutcome outcome, AuditUser user, List<AuditObject> objects, String description) {

    public AuditEvent {
        objects = List.copyOf(objects);
    }

    /** Of something that was done. */
    public static AuditEvent done(AuditKind kind, AuditUser user, AuditObject... objects) {
        return new AuditEvent(kind, AuditOutcome.SUCCESS, user, List.of(objects), "");
    }

    /** Of something that was refused or failed, with nothing done. */
    public static AuditEvent refused(AuditKind kind, AuditUser user, String why, AuditObject... objects) {
        return new AuditEvent(kind, AuditOutcome.MINOR_FAILURE, user, List.of(objects), why);
    }

    /** The first patient's ID, or empty. */
    String patientId() {
        return objects.stream()
                .filter(AuditObject.Patient.class::isInstance)
                .map(patient -> ((AuditObject.Patient) patient).id())
                .findFirst()
                .orElse("");
    }

    /** The first study's UID, or empty. */
    String studyInstanceUid() {
        return objects.stream()
                .filter(AuditObject.Study.class::isInstance)
                .map(study -> ((AuditObject.Study) study).instanceUid())
                .findFirst()
                .orElse("");
    }
}
