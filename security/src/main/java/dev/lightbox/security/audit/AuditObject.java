package dev.lightbox.security.audit;

/** What it was done to: a ParticipantObjectIdentification of PS3.15 A.5.1. */
public sealed interface AuditObject {

    /**
     * A patient.
     *
     * @param id Patient ID (0010,0020)
     * @param name Patient's Name (0010,0010); empty where it isn't known
     */
    record Patient(String id, String name) implements AuditObject {}

    /**
     * A study.
     *
     * @param instanceUid as it was asked for: where nobody checked it, any text
     * @param part what of it, in words; empty for the whole
     */
    record Study(String instanceUid, String part) implements AuditObject {}

    /**
     * A search.
     *
     * @param sopClassUid of the information model, for instance 1.2.840.10008.5.1.4.1.2.2.1
     * @param query its text
     */
    record Query(String sopClassUid, String query) implements AuditObject {}

    /**
     * A user who was changed, not who did it.
     *
     * @param change in words
     */
    record ChangedUser(String username, String change) implements AuditObject {}

    /**
     * Anything else that protects or gives access: a share, a session, the audit trail.
     *
     * @param id a relative URI reference, never a secret
     * @param detail in words
     */
    record Resource(String id, String detail) implements AuditObject {}
}
