package dev.lightbox.security.accounts;

import java.util.List;

/** An account to be made: without roles, without a password. */
public record NewAccount(String username, String firstName, String lastName, String email) {

    private static final int LONGEST = 255;

    public NewAccount {
        username = username.strip();
        firstName = firstName.strip();
        lastName = lastName.strip();
        email = email.strip();
    }

    /** Whether nothing speaks against it here; the identity provider has rules of its own. */
    boolean isComplete() {
        return List.of(username, firstName, lastName, email).stream()
                .noneMatch(text -> text.isEmpty() || text.length() > LONGEST);
    }
}
