package dev.lightbox.security.accounts;

/** It wasn't done: a rule of the application or of the identity provider is against it. */
public final class AccountRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    AccountRefusedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    AccountRefusedException(Reason reason) {
        this(reason, reason.english);
    }

    /** What is against it. */
    public enum Reason {
        NOT_AN_ADMINISTRATOR("Only administrators manage accounts"),
        INCOMPLETE("User name, first name, last name and e-mail address are all needed, of at most 255 characters"),
        OWN_ACCOUNT("Nobody can do this to their own account"),
        LAST_ADMINISTRATOR("This is the last administrator"),
        /** The account may administer the identity provider: whoever could change it could do so too. */
        ADMINISTERS_PROVIDER("This account may administer Keycloak itself; it can only be changed there"),
        NOT_OURS("This role or group isn't Lightbox's to give"),
        /** The message tells the value. */
        NOT_A_VALUE("This value isn't possible"),
        CHANGED_MEANWHILE("Somebody else has changed this account meanwhile"),
        GONE("There is no such user or group any longer"),
        /** The message has what it says itself. */
        PROVIDER("Keycloak refuses");

        private final String english;

        Reason(String english) {
            this.english = english;
        }
    }

    public Reason reason() {
        return reason;
    }
}
