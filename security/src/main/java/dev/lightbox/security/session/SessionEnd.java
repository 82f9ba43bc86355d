package dev.lightbox.security.session;

/** Why a session ended. */
public enum SessionEnd {
    /** No user activity for {@link SessionLimits#idleTimeout}. */
    IDLE,
    /** {@link SessionLimits#absoluteTimeout} has passed. */
    ABSOLUTE_LIMIT,
    /** The user signed out here, or the identity provider said so (back-channel logout). */
    SIGNED_OUT,
    /** The container ended it, for instance at shutdown. */
    CONTAINER
}
