package dev.lightbox.security.emergency;

/** An emergency access that isn't given, and why. */
public final class EmergencyRefusedException extends Exception {

    private static final long serialVersionUID = 1;

    private final Why why;

    /** What the user can do something about, or not. */
    public enum Why {
        /** It isn't configured, or not for this role. */
        NOT_OFFERED,
        /** The reason is too short, or too long. */
        REASON,
        /** Too many searches within an hour. */
        TOO_MANY
    }

    EmergencyRefusedException(Why why) {
        super("no emergency access: " + why);
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
