package dev.lightbox.security.audit;

/** Where what happens is recorded. Implementations are thread-safe. */
@FunctionalInterface
public interface AuditLog {

    /**
     * Records an event; when this returns it is stored, and survives the end of the process. To be called before what it tells of is done.
     *
     * @throws AuditUnavailableException where it can't be stored: then it mustn't be done
     */
    void record(AuditEvent event);
}
