package dev.lightbox.security.oidc;

import dev.lightbox.security.User;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.client.RestClientException;

/**
 * Whether Keycloak still stands by an access token whose signature is right, and what its user may do now. Keycloak is asked once in the interval for each token, not for
 * each picture; no answer counts for longer than {@link #LONGEST}. Thread-safe; blocks.
 */
final class TokenCheck {

    /** While Keycloak doesn't answer, its last word counts for so long, and then nobody is let in. */
    static final Duration LONGEST = Duration.ofSeconds(60);

    private static final Logger log = LoggerFactory.getLogger(TokenCheck.class);

    /** Questions under way at once: a hospital's Keycloak has others to serve. */
    private static final int MOST_AT_ONCE = 8;

    private static final long LONGEST_WAIT_SECONDS = 10;

    /** More tokens than this push out the oldest. */
    private static final int MOST_TOKENS = 4096;

    private final Introspection introspection;
    private final long intervalNanos;
    private final LongSupplier nanoClock;
    private final Semaphore turns = new Semaphore(MOST_AT_ONCE);

    /** By the token's hash: what lies in memory opens nothing. Guarded by itself. */
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** Asks Keycloak. */
    @FunctionalInterface
    interface Introspection {

        /**
         * @return RFC 7662, 2.2: {@code active}, and the claims of now
         * @throws RestClientException where it doesn't answer
         */
        Map<String, Object> ask(String token);
    }

    /** Keycloak doesn't answer, and hasn't for too long. */
    static final class UnansweredException extends Exception {

        private static final long serialVersionUID = 1L;

        UnansweredException(Throwable cause) {
            super("Keycloak doesn't say whether a token still counts", cause);
        }

        UnansweredException() {
            super("Keycloak is asked for too many tokens");
        }
    }

    /** @param user empty where the token counts no longer */
    private record Answer(Optional<User> user, long askedNanos) {}

    private static final class Entry {
        private final ReentrantLock asking = new ReentrantLock();
        private volatile @Nullable Answer answer;
    }

    TokenCheck(Introspection introspection, Duration interval, LongSupplier nanoClock) {
        this.introspection = introspection;
        this.intervalNanos = interval.toNanos();
        this.nanoClock = nanoClock;
    }

    /**
     * Who comes with this token, as they are now.
     *
     * @param token verified
     * @return empty where their account is disabled or gone, or the session to which the token belongs has ended
     */
    Optional<User> user(Jwt token) throws UnansweredException {
        Entry entry = entry(hash(token.getTokenValue()));
        Answer known = entry.answer;
        if (known != null && isWithin(known, intervalNanos)) {
            return known.user();
        }
        entry.asking.lock();
        try {
            known = entry.answer;
            if (known != null && isWithin(known, intervalNanos)) {
                return known.user();
            }
            try {
                Answer fresh = ask(token);
                entry.answer = fresh;
                return fresh.user();
            } catch (RestClientException e) {
                if (known != null && isWithin(known, LONGEST.toNanos())) {
                    return known.user();
                }
                log.warn(
                        "Keycloak can't be asked whether a token still counts: {}",
                        String.valueOf(e.getMessage()).replaceAll("\\p{Cntrl}+", " "));
                throw new UnansweredException(e);
            }
        } finally {
            entry.asking.unlock();
        }
    }

    private boolean isWithin(Answer answer, long nanos) {
        return nanoClock.getAsLong() - answer.askedNanos() < nanos;
    }

    private Answer ask(Jwt token) throws UnansweredException {
        boolean admitted = false;
        try {
            admitted = turns.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
            if (!admitted) {
                throw new UnansweredException();
            }
            // Before it is sent: what is disabled while the answer is on its way must not count as later than that.
            long askedNanos = nanoClock.getAsLong();
            Map<String, Object> claims = introspection.ask(token.getTokenValue());
            boolean counts = Boolean.TRUE.equals(claims.get("active"))
                    && token.getSubject().equals(claims.get("sub"));
            ClaimAccessor accessor = () -> claims;
            return new Answer(counts ? Optional.of(SignedInUser.user(accessor)) : Optional.empty(), askedNanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnansweredException(e);
        } finally {
            if (admitted) {
                turns.release();
            }
        }
    }

    private Entry entry(String hash) {
        synchronized (entries) {
            Entry entry = entries.computeIfAbsent(hash, key -> new Entry());
            if (entries.size() > MOST_TOKENS) {
                entries.remove(entries.keySet().iterator().next());
            }
            return entry;
        }
    }

    private static String hash(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
