package dev.lightbox.security.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.security.Role;
import dev.lightbox.security.User;
import dev.lightbox.security.session.ActiveSessions;
import dev.lightbox.security.session.SessionEnd;
import dev.lightbox.security.session.SessionLimits;
import dev.lightbox.security.session.SignInSessionStrategy;
import dev.lightbox.security.session.SignedInSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.OAuth2RefreshTokenGrantRequest;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

class AccountWatchTest {

    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final ClientRegistration LIGHTBOX = ClientRegistration.withRegistrationId("lightbox")
            .clientId("lightbox")
            .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
            .redirectUri("{baseUrl}/back")
            .authorizationUri("https://keycloak.example/auth")
            .tokenUri("https://keycloak.example/token")
            .build();

    private final ActiveSessions sessions =
            new ActiveSessions(new SessionLimits(Duration.ofMinutes(15), Duration.ofHours(12)), Clock.systemUTC());
    private final List<String> asked = new ArrayList<>();
    private final List<String> rolesNow = new ArrayList<>();
    private final List<String> signedOut = new ArrayList<>();
    private final List<SessionEnd> ends = new ArrayList<>();
    private final MockHttpSession session = new MockHttpSession();
    private long nanos;
    private @Nullable OAuth2Error refusal;
    private String idToken = "radiologist";
    private @Nullable String nextRefreshToken;

    private final AccountWatch watch = new AccountWatch(
            this::answer,
            this::decode,
            signedOut::add,
            sessions,
            (subject, roles) -> rolesNow.add(subject + " " + roles),
            INTERVAL,
            () -> nanos,
            Runnable::run);

    private OAuth2AccessTokenResponse answer(OAuth2RefreshTokenGrantRequest request) {
        asked.add(request.getRefreshToken().getTokenValue());
        if (refusal != null) {
            throw new OAuth2AuthorizationException(refusal);
        }
        return OAuth2AccessTokenResponse.withToken("access")
                .tokenType(OAuth2AccessToken.TokenType.BEARER)
                .refreshToken(nextRefreshToken)
                .additionalParameters(idToken.isEmpty() ? Map.of() : Map.of("id_token", idToken))
                .build();
    }

    /** A token's text is its roles, or says what is wrong with it. */
    private Jwt decode(String token) {
        if (token.equals("forged")) {
            throw new BadJwtException("forged");
        }
        return Jwt.withTokenValue(token)
                .header("alg", "RS256")
                .claim("sub", token.equals("other") ? "sub-2" : "sub-1")
                .claim("roles", List.of(token.split(" ")))
                .build();
    }

    private static SignedInUser principal(String... roles) {
        return SignedInUser.of(new OidcIdToken(
                "token",
                Instant.EPOCH,
                Instant.EPOCH.plusSeconds(300),
                Map.of("sub", "sub-1", "roles", List.of(roles))));
    }

    @BeforeEach
    void signIn() {
        SignedInUser user = principal("radiologist");
        var authentication = new OAuth2AuthenticationToken(user, user.getAuthorities(), "lightbox");
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setSession(session);
        sessions.onEnd(session.getId(), reason -> {});
        new SignInSessionStrategy(sessions).onAuthentication(authentication, request, new MockHttpServletResponse());
        assertThat(watch.watch(session, client("refresh-1"), user)).isTrue();
        sessions.onEnd(session.getId(), ends::add);
    }

    private static OAuth2AuthorizedClient client(@Nullable String refreshToken) {
        return new OAuth2AuthorizedClient(
                LIGHTBOX,
                "sub-1",
                new OAuth2AccessToken(
                        OAuth2AccessToken.TokenType.BEARER, "access", Instant.EPOCH, Instant.EPOCH.plusSeconds(300)),
                refreshToken == null ? null : new OAuth2RefreshToken(refreshToken, Instant.EPOCH));
    }

    private void afterTheInterval() {
        nanos += INTERVAL.toNanos();
        watch.checkDue();
    }

    private User user() {
        return sessions.user(session.getId()).orElseThrow();
    }

    @Test
    void asksOnceInTheIntervalAndLeavesAnUnchangedSessionAlone() {
        nanos = INTERVAL.toNanos() - 1;
        watch.checkDue();
        assertThat(asked).isEmpty();

        nanos++;
        watch.checkDue();
        watch.checkDue();
        assertThat(asked).containsExactly("refresh-1");
        assertThat(ends).isEmpty();
        assertThat(session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY))
                .isNull();
    }

    @Test
    void goesOnWithTheNewestRefreshToken() {
        nextRefreshToken = "refresh-2";
        afterTheInterval();
        nextRefreshToken = null;
        afterTheInterval();
        afterTheInterval();
        assertThat(asked).containsExactly("refresh-1", "refresh-2", "refresh-2");
    }

    @Test
    void aDisabledUsersSessionEnds() {
        refusal = new OAuth2Error("invalid_grant", "User disabled", null);
        afterTheInterval();

        assertThat(ends).containsExactly(SessionEnd.NOT_VOUCHED_FOR);
        assertThat(session.isInvalid()).isTrue();
        afterTheInterval();
        assertThat(asked).as("an ended session is asked for no longer").hasSize(1);
        assertThat(rolesNow).containsExactly("sub-1 []");
        assertThat(signedOut).isEmpty();
    }

    @Test
    void aSessionThatEndedAtKeycloakSaysNothingOfTheAccount() {
        refusal = new OAuth2Error("invalid_grant", "Session not active", null);
        afterTheInterval();

        assertThat(ends).containsExactly(SessionEnd.NOT_VOUCHED_FOR);
        assertThat(rolesNow).isEmpty();
    }

    @Test
    void whileKeycloakDoesNotAnswerSessionsGoOn() {
        refusal = new OAuth2Error("invalid_token_response", "connection refused", null);
        afterTheInterval();
        assertThat(ends).isEmpty();

        refusal = new OAuth2Error("invalid_client");
        afterTheInterval();
        assertThat(ends).isEmpty();
        assertThat(user().roles()).containsExactly(Role.RADIOLOGIST);
        assertThat(asked).hasSize(2);
    }

    @Test
    void aChangeOfRolesCountsForTheSessionFromThenOn() {
        idToken = "referring admin";
        afterTheInterval();

        assertThat(user().roles()).containsExactlyInAnyOrder(Role.REFERRING, Role.ADMIN);
        SecurityContext context = (SecurityContext)
                session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY);
        assertThat(context).isNotNull();
        assertThat(OidcCurrentUser.from(context.getAuthentication())
                        .orElseThrow()
                        .roles())
                .containsExactlyInAnyOrder(Role.REFERRING, Role.ADMIN);
        assertThat(Objects.requireNonNull(context.getAuthentication()).getAuthorities())
                .extracting("authority")
                .containsExactlyInAnyOrder("ROLE_REFERRING", "ROLE_ADMIN");
        assertThat(rolesNow).singleElement().asString().startsWith("sub-1 [").contains("ADMIN", "REFERRING");
        assertThat(ends).isEmpty();
    }

    @Test
    void aTokenThatCannotBeAcceptedEndsTheSession() {
        for (String token : List.of("forged", "other", "")) {
            MockHttpSession another = new MockHttpSession();
            MockHttpServletRequest request = new MockHttpServletRequest();
            request.setSession(another);
            SignedInUser user = principal("radiologist");
            new SignInSessionStrategy(sessions)
                    .onAuthentication(
                            new OAuth2AuthenticationToken(user, user.getAuthorities(), "lightbox"),
                            request,
                            new MockHttpServletResponse());
            watch.watch(another, client("refresh"), user);
            idToken = token;
            afterTheInterval();
            assertThat(another.isInvalid()).as(token).isTrue();
        }
    }

    @Test
    void aSessionEndedFromElsewhereEndsAtKeycloakToo() {
        String key = sessions.find(session.getId()).map(SignedInSession::key).orElseThrow();
        sessions.endByKey(key, SessionEnd.ENDED_BY_USER);
        assertThat(signedOut).containsExactly("refresh-1");
    }

    @Test
    void withoutARefreshTokenNobodyIsWatchedOver() {
        assertThat(watch.watch(session, client(null), principal("radiologist"))).isFalse();
    }
}
