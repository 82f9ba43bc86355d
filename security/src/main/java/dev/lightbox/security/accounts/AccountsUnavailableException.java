package dev.lightbox.security.accounts;

/** The identity provider doesn't answer, or doesn't let this application manage accounts. The message is for administrators and holds no address and no secret. */
public final class AccountsUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AccountsUnavailableException(String message) {
        super(message);
    }

    AccountsUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
