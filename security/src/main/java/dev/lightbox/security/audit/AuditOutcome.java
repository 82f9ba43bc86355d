package dev.lightbox.security.audit;

/** How it ended: EventOutcomeIndicator of PS3.15 A.5.1. */
public enum AuditOutcome {
    SUCCESS(0),
    /** It was tried in vain: a refusal, a wrong password. */
    MINOR_FAILURE(4),
    /** It was tried, and something of it may have been done. */
    SERIOUS_FAILURE(8),
    /** Nothing works any longer. */
    MAJOR_FAILURE(12);

    private final int indicator;

    AuditOutcome(int indicator) {
        this.indicator = indicator;
    }

    int indicator() {
        return indicator;
    }

    static AuditOutcome of(int indicator) {
        for (AuditOutcome outcome : values()) {
            if (outcome.indicator == indicator) {
                return outcome;
            }
        }
        throw new IllegalArgumentException("no outcome " + indicator);
    }
}
