package dev.lightbox.security.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.Jwt;

class AuthenticationAgeValidatorTest {

    private static final Instant NOW = Instant.parse("2026-11-01T08:00:00Z");

    private final AuthenticationAgeValidator validator =
            new AuthenticationAgeValidator(Duration.ofMinutes(15), Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void acceptsAPasswordTypedLately() {
        assertThat(validator
                        .validate(authenticatedAt(NOW.minusSeconds(15 * 60)))
                        .hasErrors())
                .isFalse();
    }

    @Test
    void refusesAPasswordTypedTooLongAgo() {
        assertThat(validator
                        .validate(authenticatedAt(NOW.minusSeconds(16 * 60 + 1)))
                        .hasErrors())
                .isTrue();
    }

    @Test
    void refusesATokenThatDoesNotSay() {
        Jwt token = Jwt.withTokenValue("t").header("alg", "RS256").subject("s").build();

        assertThat(validator.validate(token).hasErrors()).isTrue();
    }

    private static Jwt authenticatedAt(Instant instant) {
        return Jwt.withTokenValue("t")
                .header("alg", "RS256")
                .claim("auth_time", instant)
                .build();
    }
}
