package dev.lightbox.security.accounts;

/** It wasn't done: a rule of the application or of the identity provider is against it. The message is for the administrator who tried. */
public final class AccountRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AccountRefusedException(String message) {
        super(message);
    }
}
