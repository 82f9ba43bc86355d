package dev.lightbox.security;

import java.util.Optional;

/** The user of the current request. The only way by which the rest of the application learns who is asking. */
public interface CurrentUser {

    /** The signed-in user, or empty where nobody is signed in. */
    Optional<User> get();

    /**
     * The signed-in user.
     *
     * @throws IllegalStateException where nobody is signed in
     */
    default User require() {
        return get().orElseThrow(() -> new IllegalStateException("nobody is signed in"));
    }
}
