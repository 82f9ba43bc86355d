package dev.lightbox.security.accounts;

/** An account to be made: without roles, without a password. */
public record NewAccount(String username, String firstName, String lastName, String email) {

    private static final int LONGEST = 255;

    public NewAccount {
        username = username.strip();
        firstName = firstName.strip();
        lastName = lastName.strip();
        email = email.strip();
    }

    /** Why it can't be made; empty where nothing speaks against it here. The identity provider has rules of its own. */
    String fault() {
        if (username.isEmpty() || firstName.isEmpty() || lastName.isEmpty() || email.isEmpty()) {
            return "User name, first name, last name and e-mail address are all needed";
        }
        if (username.length() > LONGEST
                || firstName.length() > LONGEST
                || lastName.length() > LONGEST
                || email.length() > LONGEST) {
            return "At most " + LONGEST + " characters each";
        }
        return "";
    }
}
