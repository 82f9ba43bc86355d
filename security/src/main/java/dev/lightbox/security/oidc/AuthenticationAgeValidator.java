package dev.lightbox.security.oidc;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Refuses an ID token of a user who typed their password too long ago: a client that asked with {@code max_age} must check {@code auth_time}
 * (OpenID Connect Core 1.0, 3.1.3.7, 12).
 */
final class AuthenticationAgeValidator implements OAuth2TokenValidator<Jwt> {

    /** Between Keycloak's clock and ours, and for the way of the answer. */
    private static final Duration TOLERANCE = Duration.ofSeconds(60);

    private final Duration maximumAge;
    private final Clock clock;

    AuthenticationAgeValidator(Duration maximumAge, Clock clock) {
        this.maximumAge = maximumAge;
        this.clock = clock;
    }

    @Override
    public OAuth2TokenValidatorResult validate(Jwt token) {
        Instant authenticatedAt = token.getClaimAsInstant(IdTokenClaimNames.AUTH_TIME);
        if (authenticatedAt == null) {
            return refuse("the token has no auth_time");
        }
        Instant latest = authenticatedAt.plus(maximumAge).plus(TOLERANCE);
        return clock.instant().isAfter(latest)
                ? refuse("the user authenticated at " + authenticatedAt + ", too long ago")
                : OAuth2TokenValidatorResult.success();
    }

    private static OAuth2TokenValidatorResult refuse(String reason) {
        return OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_id_token", reason, null));
    }
}
