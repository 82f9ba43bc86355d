package dev.lightbox.security.session;

/** Why a session ended. */
public enum SessionEnd {
    /** No user activity for {@link SessionLimits#idleTimeout}. */
    IDLE,
    /** {@link SessionLimits#absoluteTimeout} has passed. */
    ABSOLUTE_LIMIT,
    /** The user signed out here, or the identity provider said so (back-channel logout). */
    SIGNED_OUT,
    /** The user ended it from another one of theirs. */
    ENDED_BY_USER,
    ENDED_BY_ADMINISTRATOR,
    /** The identity provider vouches for the user no longer: the account is disabled or gone, or its session there has ended. */
    NOT_VOUCHED_FOR,
    /** The link by which a guest came has expired or been revoked. */
    SHARE_OVER,
    /** The container ended it, for instance at shutdown. */
    CONTAINER
}
