package dev.lightbox.security.oidc;

import dev.lightbox.security.User;
import dev.lightbox.security.UserPrincipal;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.BearerTokenErrorCodes;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.web.client.RestOperations;

/**
 * Lets other programs in with Keycloak's access tokens (RFC 6750): signed by the realm, of its issuer, for this audience, not expired, and still standing ({@link
 * TokenCheck}). An ID token is none. No session is made. What is refused is answered with 401 and {@code WWW-Authenticate}, without a reason that helps guessing, and
 * recorded; 503 where Keycloak doesn't answer, so that nobody knows.
 */
public final class BearerTokens {

    private static final String CHALLENGE = "Bearer realm=\"lightbox\"";

    /** Not of RFC 6750: it never leaves this class. */
    private static final String UNANSWERED = "unanswered";

    private static final String REVOKED = "keycloak stands by it no longer";

    private static final String RETRY_AFTER_SECONDS = "5";

    private final JwtDecoder decoder;
    private final TokenCheck check;
    private final RefusedTokens refused;

    BearerTokens(JwtDecoder decoder, TokenCheck check, RefusedTokens refused) {
        this.decoder = decoder;
        this.check = check;
        this.refused = refused;
    }

    /** Verifies access tokens with the keys that Keycloak publishes. */
    static JwtDecoder decoder(KeycloakEndpoints endpoints, String audience, RestOperations client) {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(endpoints.jwks())
                .jwsAlgorithm(SignatureAlgorithm.RS256)
                .validateType(false)
                .restOperations(client)
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(List.of(
                new JwtTimestampValidator(),
                new JwtIssuerValidator(endpoints.issuer()),
                new AccessTokenValidator(audience))));
        return decoder;
    }

    /** Adds bearer tokens to a chain; a request without one goes by its session. */
    public void configure(HttpSecurity http) {
        http.oauth2ResourceServer(server -> server.authenticationEntryPoint(entryPoint())
                .jwt(jwt -> jwt.decoder(this::decode).jwtAuthenticationConverter(this::toUser)));
        http.exceptionHandling(exceptions -> exceptions.authenticationEntryPoint(entryPoint()));
    }

    private Jwt decode(String token) {
        try {
            return decoder.decode(token);
        } catch (BadJwtException e) {
            throw e;
        } catch (JwtException e) {
            throw new OAuth2AuthenticationException(new OAuth2Error(UNANSWERED), e);
        }
    }

    private AbstractAuthenticationToken toUser(Jwt token) {
        try {
            User user = check.user(token)
                    .orElseThrow(() -> new OAuth2AuthenticationException(
                            new OAuth2Error(BearerTokenErrorCodes.INVALID_TOKEN, REVOKED, null)));
            return new Bearer(user, SignedInUser.authorities(user));
        } catch (TokenCheck.UnansweredException e) {
            throw new OAuth2AuthenticationException(new OAuth2Error(UNANSWERED), e);
        }
    }

    private AuthenticationEntryPoint entryPoint() {
        return (request, response, failure) -> {
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
            if (failure instanceof OAuth2AuthenticationException token) {
                refused.record(request.getRemoteAddr(), reason(token));
                if (token.getError().getErrorCode().equals(UNANSWERED)) {
                    response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
                    response.setHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
                    return;
                }
                response.setHeader(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE + ", error=\"" + code(token) + "\"");
            } else {
                response.setHeader(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE);
            }
        };
    }

    /** RFC 6750, 3.1. */
    private static String code(OAuth2AuthenticationException failure) {
        return failure.getError().getErrorCode().equals(BearerTokenErrorCodes.INVALID_REQUEST)
                ? BearerTokenErrorCodes.INVALID_REQUEST
                : BearerTokenErrorCodes.INVALID_TOKEN;
    }

    /** For the record: what was wrong with it, nothing of what it said. */
    private static RefusedTokens.Reason reason(OAuth2AuthenticationException failure) {
        if (failure.getError().getErrorCode().equals(UNANSWERED)) {
            return RefusedTokens.Reason.UNVERIFIED;
        }
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        if (message.contains(REVOKED)) {
            return RefusedTokens.Reason.REVOKED;
        }
        if (message.contains("expired")) {
            return RefusedTokens.Reason.EXPIRED;
        }
        return RefusedTokens.Reason.FORGED;
    }

    /** That it is an access token, of a user, and for this server. */
    private static final class AccessTokenValidator implements OAuth2TokenValidator<Jwt> {

        private final String audience;

        AccessTokenValidator(String audience) {
            this.audience = audience;
        }

        @Override
        public OAuth2TokenValidatorResult validate(Jwt token) {
            // Keycloak says in each token what it is; an ID token of the same client has the audience too.
            if (!"Bearer".equals(token.getClaimAsString("typ"))) {
                return refuse("it is no access token");
            }
            if (token.getExpiresAt() == null) {
                return refuse("it never expires");
            }
            if (token.getSubject() == null || token.getSubject().isBlank()) {
                return refuse("it is nobody's");
            }
            List<String> audiences = token.getAudience();
            return audiences != null && audiences.contains(audience)
                    ? OAuth2TokenValidatorResult.success()
                    : refuse("it is for another audience");
        }

        private static OAuth2TokenValidatorResult refuse(String why) {
            return OAuth2TokenValidatorResult.failure(new OAuth2Error(BearerTokenErrorCodes.INVALID_TOKEN, why, null));
        }
    }

    /** Whoever came with a token; the token itself isn't kept. */
    private static final class Bearer extends AbstractAuthenticationToken {

        private static final long serialVersionUID = 1;

        private record Principal(User user) implements UserPrincipal {}

        private final transient Principal principal;

        Bearer(User user, Collection<? extends GrantedAuthority> authorities) {
            super(authorities);
            principal = new Principal(user);
            setAuthenticated(true);
        }

        @Override
        public Object getCredentials() {
            return "";
        }

        @Override
        public Object getPrincipal() {
            return principal;
        }

        @Override
        public String getName() {
            return principal.user().subject();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Bearer bearer && bearer.principal.equals(principal);
        }

        @Override
        public int hashCode() {
            return principal.hashCode();
        }
    }
}
