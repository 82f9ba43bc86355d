package dev.lightbox.e2e.environment;

/** A sign-in that the demo made. */
public record Account(String username, String password, String role) {

    @Override
    public String toString() {
        return username;
    }
}
