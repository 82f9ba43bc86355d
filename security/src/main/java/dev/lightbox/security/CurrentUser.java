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

    /** The language that the user has set at the identity provider, as a tag of BCP 47; empty where they haven't, or nobody is signed in. */
    default Optional<String> locale() {
        return Optional.empty();
    }
}
