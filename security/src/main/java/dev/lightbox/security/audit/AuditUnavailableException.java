package dev.lightbox.security.audit;

/** What happens can't be recorded at present. Nothing may be done to a patient's data. */
public final class AuditUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public AuditUnavailableException(Throwable cause) {
        super("the audit trail can't be written", cause);
    }
}
