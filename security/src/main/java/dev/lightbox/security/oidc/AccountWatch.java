package dev.lightbox.security.oidc;

import dev.lightbox.security.Role;
import dev.lightbox.security.session.ActiveSessions;
import dev.lightbox.security.session.SessionEnd;
import dev.lightbox.security.session.SignedInSession;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

/**
 * Asks Keycloak for every session, again and again, whether its user may still be signed in, and as what: by the session's refresh token. Keycloak refuses it once the
 * account is disabled or its session there has ended; otherwise it sends a new ID token, with the roles of now. A session that Keycloak refuses ends, and what hangs
 * on it; one whose user has changed goes on as the changed user. While Keycloak doesn't answer, sessions go on as they are, until their limits. Thread-safe.
 */
final class AccountWatch {

    private static final Logger log = LoggerFactory.getLogger(AccountWatch.class);

    /** Questions under way at once: a hospital's Keycloak has others to serve. */
    private static final int MOST_AT_ONCE = 8;

    /** Keycloak's own words. */
    private static final String DISABLED = "User disabled";

    private final OAuth2AccessTokenResponseClient<OAuth2RefreshTokenGrantRequest> tokens;
    private final JwtDecoder idTokens;
    private final ProviderSignOut atProvider;
    private final ActiveSessions sessions;
    private final RolesNow rolesNow;
    private final long intervalNanos;
    private final LongSupplier nanoClock;
    private final Executor executor;
    private final Semaphore turns = new Semaphore(MOST_AT_ONCE);
    private final Map<String, Watched> watched = new ConcurrentHashMap<>();

    /** Ends the session at Keycloak to which a refresh token belongs. Blocks; doesn't throw. */
    @FunctionalInterface
    interface ProviderSignOut {
        void signOut(String refreshToken);
    }

    /** Is told which roles somebody has now, where that has changed: none where the account is disabled. May block. */
    @FunctionalInterface
    interface RolesNow {
        void follow(String subject, Set<Role> roles);
    }

    /** One session's tokens. Fields are written by whoever has set {@code asking}. */
    private static final class Watched {
        private final HttpSession session;
        private final AtomicBoolean asking = new AtomicBoolean();
        private volatile OAuth2AuthorizedClient client;
        private volatile SignedInUser principal;
        private volatile long dueNanos;

        Watched(HttpSession session, OAuth2AuthorizedClient client, SignedInUser principal, long dueNanos) {
            this.session = session;
            this.client = client;
            this.principal = principal;
            this.dueNanos = dueNanos;
        }
    }

    /**
     * @param idTokens verifies ID tokens, however long ago their user signed in
     * @param executor runs what may block
     */
    AccountWatch(
            OAuth2AccessTokenResponseClient<OAuth2RefreshTokenGrantRequest> tokens,
            JwtDecoder idTokens,
            ProviderSignOut atProvider,
            ActiveSessions sessions,
            RolesNow rolesNow,
            Duration interval,
            LongSupplier nanoClock,
            Executor executor) {
        this.tokens = tokens;
        this.idTokens = idTokens;
        this.atProvider = atProvider;
        this.sessions = sessions;
        this.rolesNow = rolesNow;
        this.intervalNanos = interval.toNanos();
        this.nanoClock = nanoClock;
        this.executor = executor;
    }

    /**
     * Begins to watch over a session that has just been signed in, until it ends.
     *
     * @return false where Keycloak gave no refresh token: then it can't be asked, and nobody may be signed in
     */
    boolean watch(HttpSession session, OAuth2AuthorizedClient client, SignedInUser principal) {
        Optional<String> key = sessions.find(session.getId()).map(SignedInSession::key);
        if (client.getRefreshToken() == null || key.isEmpty()) {
            return false;
        }
        watched.put(key.get(), new Watched(session, client, principal, nanoClock.getAsLong() + intervalNanos));
        var unused = sessions.onEnd(session.getId(), reason -> ended(key.get(), reason));
        return true;
    }

    /** Whoever ended a session wants that browser to be asked for a password, not to be let in again by Keycloak's own session. */
    private void ended(String key, SessionEnd reason) {
        Watched one = watched.remove(key);
        if (one != null && (reason == SessionEnd.ENDED_BY_USER || reason == SessionEnd.ENDED_BY_ADMINISTRATOR)) {
            OAuth2RefreshToken token = one.client.getRefreshToken();
            if (token != null) {
                executor.execute(() -> atProvider.signOut(token.getTokenValue()));
            }
        }
    }

    /** Asks for those whose time has come; called every second. Doesn't block. */
    void checkDue() {
        long now = nanoClock.getAsLong();
        watched.forEach((key, one) -> {
            if (now - one.dueNanos >= 0 && one.asking.compareAndSet(false, true)) {
                executor.execute(() -> {
                    try {
                        turns.acquire();
                        try {
                            check(key, one);
                        } finally {
                            turns.release();
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    } catch (RuntimeException e) {
                        log.error("A session's account can't be checked", e);
                    } finally {
                        one.dueNanos = nanoClock.getAsLong() + intervalNanos;
                        one.asking.set(false);
                    }
                });
            }
        });
    }

    private void check(String key, Watched one) {
        OAuth2AuthorizedClient client = one.client;
        OAuth2RefreshToken refreshToken = client.getRefreshToken();
        if (refreshToken == null) {
            throw new IllegalStateException("a session without a refresh token is watched");
        }
        OAuth2AccessTokenResponse response;
        try {
            response = tokens.getTokenResponse(new OAuth2RefreshTokenGrantRequest(
                    client.getClientRegistration(), client.getAccessToken(), refreshToken));
        } catch (OAuth2AuthorizationException e) {
            if (e.getError().getErrorCode().equals(OAuth2ErrorCodes.INVALID_GRANT)) {
                log.info("A session ends: Keycloak vouches for its user no longer ({})", oneLine(e.getMessage()));
                sessions.endByKey(key, SessionEnd.NOT_VOUCHED_FOR);
                // The same error tells of a session that has ended at Keycloak, by which nobody loses anything else.
                if (DISABLED.equals(e.getError().getDescription())) {
                    rolesNow.follow(one.principal.getSubject(), Set.of());
                }
            } else {
                log.warn("Keycloak can't be asked whether a user may stay signed in: {}", oneLine(e.getMessage()));
            }
            return;
        }
        SignedInUser renewed;
        try {
            renewed = read(response, one.principal);
        } catch (JwtException | IllegalArgumentException e) {
            log.error("A session ends: Keycloak's new ID token can't be accepted: {}", oneLine(e.getMessage()));
            sessions.endByKey(key, SessionEnd.NOT_VOUCHED_FOR);
            return;
        }
        OAuth2AccessToken accessToken = response.getAccessToken();
        OAuth2RefreshToken next = response.getRefreshToken() == null ? refreshToken : response.getRefreshToken();
        one.client = new OAuth2AuthorizedClient(
                client.getClientRegistration(), client.getPrincipalName(), accessToken, next);
        if (!renewed.user().equals(one.principal.user())) {
            log.info("What the user of a session may do has changed");
            become(key, one, renewed);
            rolesNow.follow(renewed.getSubject(), renewed.user().roles());
        }
    }

    /** @throws IllegalArgumentException where there is none, or it is of somebody else */
    private SignedInUser read(OAuth2AccessTokenResponse response, SignedInUser before) {
        if (!(response.getAdditionalParameters().get(OidcParameterNames.ID_TOKEN) instanceof String text)) {
            throw new IllegalArgumentException("there is none in the answer");
        }
        Jwt jwt = idTokens.decode(text);
        if (!before.getSubject().equals(jwt.getSubject())) {
            throw new IllegalArgumentException("it is another user's");
        }
        return SignedInUser.of(
                new OidcIdToken(jwt.getTokenValue(), jwt.getIssuedAt(), jwt.getExpiresAt(), jwt.getClaims()));
    }

    /** From the next request on, and on open streams, the session is the changed user's. */
    private void become(String key, Watched one, SignedInUser renewed) {
        var authentication = new OAuth2AuthenticationToken(
                renewed,
                renewed.getAuthorities(),
                one.client.getClientRegistration().getRegistrationId());
        try {
            one.session.setAttribute(
                    HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY,
                    new SecurityContextImpl(authentication));
        } catch (IllegalStateException e) {
            log.debug("The session has ended meanwhile", e);
            return;
        }
        one.principal = renewed;
        sessions.renew(key, renewed.user());
    }

    /** What came in from outside can't forge lines in the log. */
    private static String oneLine(@Nullable String text) {
        return String.valueOf(text).replaceAll("\\p{Cntrl}+", " ");
    }
}
