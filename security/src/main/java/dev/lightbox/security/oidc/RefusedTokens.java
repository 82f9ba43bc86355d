package dev.lightbox.security.oidc;

import dev.lightbox.security.audit.AuditEvent;
import dev.lightbox.security.audit.AuditKind;
import dev.lightbox.security.audit.AuditLog;
import dev.lightbox.security.audit.AuditObject;
import dev.lightbox.security.audit.AuditUnavailableException;
import dev.lightbox.security.audit.AuditUser;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records bearer tokens that were refused. Anybody can send those, as fast as they like: an address has one record a minute for each reason, which tells how many there were
 * since the one before. Thread-safe.
 */
final class RefusedTokens {

    private static final Logger log = LoggerFactory.getLogger(RefusedTokens.class);

    private static final long ONE_RECORD_NANOS = Duration.ofMinutes(1).toNanos();

    /** More addresses than this push out the oldest. */
    private static final int MOST_ADDRESSES = 4096;

    private final AuditLog audit;
    private final LongSupplier nanoClock;
    private final Map<Key, Count> counts = new LinkedHashMap<>();

    enum Reason {
        /** It was a good one once. */
        EXPIRED(AuditKind.ACCESS_DENIED, "an expired bearer token"),
        /** It was a good one: its account is disabled, or its session has ended. */
        REVOKED(AuditKind.ACCESS_DENIED, "a bearer token that Keycloak stands by no longer"),
        /** Keycloak or its keys couldn't be asked, so nobody knows. */
        UNVERIFIED(AuditKind.ACCESS_DENIED, "a bearer token that can't be verified now"),
        /** Another signature, algorithm, issuer, audience or kind of token, or none at all. */
        FORGED(AuditKind.ATTACK_SUSPECTED, "a bearer token that isn't for this server, or forged");

        private final AuditKind kind;
        private final String words;

        Reason(AuditKind kind, String words) {
            this.kind = kind;
            this.words = words;
        }
    }

    private record Key(String address, Reason reason) {}

    private record Count(long recordedNanos, int since) {}

    RefusedTokens(AuditLog audit, LongSupplier nanoClock) {
        this.audit = audit;
        this.nanoClock = nanoClock;
    }

    void record(String address, Reason reason) {
        int unrecorded = due(new Key(address, reason));
        if (unrecorded < 0) {
            return;
        }
        try {
            audit.record(AuditEvent.refused(
                    reason.kind,
                    AuditUser.unknown(address),
                    unrecorded == 0 ? reason.words : reason.words + "; and " + unrecorded + " more before",
                    new AuditObject.Resource("bearer-token", "")));
        } catch (AuditUnavailableException e) {
            // Nobody got in; the log has it.
            log.error("A refused bearer token can't be recorded", e);
        }
    }

    /** How many before weren't recorded; negative where this one needn't be. */
    private synchronized int due(Key key) {
        long now = nanoClock.getAsLong();
        Count before = counts.get(key);
        if (before != null && now - before.recordedNanos < ONE_RECORD_NANOS) {
            counts.put(key, new Count(before.recordedNanos, before.since + 1));
            return -1;
        }
        counts.remove(key);
        counts.put(key, new Count(now, 0));
        if (counts.size() > MOST_ADDRESSES) {
            counts.remove(counts.keySet().iterator().next());
        }
        return before == null ? 0 : before.since;
    }
}
