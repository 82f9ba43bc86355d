package dev.lightbox.security.sharing;

import java.time.Instant;
import java.util.Optional;

/**
 * A share as it stands; holds no secret.
 *
 * @param id not secret: stands in addresses, lists and records
 * @param sharer who made it
 * @param uses how often it has been opened
 * @param codeFailures wrong codes so far
 * @param revokedBy the username of whoever revoked it; empty while nobody has
 */
public record Share(
        String id,
        SharedStudy study,
        Sharer sharer,
        String recipient,
        Instant createdAt,
        Instant expiresAt,
        int maxUses,
        int uses,
        boolean nameHidden,
        boolean download,
        boolean withCode,
        int codeFailures,
        Optional<Instant> revokedAt,
        String revokedBy) {

    /** So many wrong codes close a link for good. */
    public static final int MOST_CODE_FAILURES = 5;

    /** @param subject the identity provider's identifier */
    public record Sharer(String subject, String username, String displayName) {}

    /** Whether it opens anything; what comes first here is said first. */
    public enum State {
        /** It can be opened. */
        OPEN,
        /** Somebody took it back: nobody sees the study by it any longer. */
        REVOKED,
        /** Its time is over: nobody sees the study by it any longer. */
        EXPIRED,
        /** Too many wrong codes. Guests who had opened it before go on. */
        LOCKED,
        /** As often opened as allowed. Guests who have opened it go on until it expires. */
        USED_UP
    }

    public State state(Instant now) {
        if (revokedAt.isPresent()) {
            return State.REVOKED;
        }
        if (!now.isBefore(expiresAt)) {
            return State.EXPIRED;
        }
        if (codeFailures >= MOST_CODE_FAILURES) {
            return State.LOCKED;
        }
        return uses >= maxUses ? State.USED_UP : State.OPEN;
    }

    /** Whether guests who have opened it may go on. */
    public boolean isAlive(Instant now) {
        State state = state(now);
        return state != State.REVOKED && state != State.EXPIRED;
    }
}
