package dev.lightbox.security;

/** A role that Keycloak's realm {@code lightbox} grants. A user without any of these may sign in and sees nothing. */
public enum Role {
    /** Reads studies. */
    RADIOLOGIST,
    /** Sees the results of the patients whom they referred. */
    REFERRING,
    /** Manages access; sees no images by this role. */
    ADMIN
}
