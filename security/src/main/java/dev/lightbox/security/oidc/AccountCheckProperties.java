package dev.lightbox.security.oidc;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How soon it counts what an administrator changes in Keycloak ({@code lightbox.account-check.*}).
 *
 * @param interval between two questions for one session whether its user may still be signed in, and as what; 1 s to 60 s
 */
@ConfigurationProperties("lightbox.account-check")
public record AccountCheckProperties(@DefaultValue("30s") Duration interval) {

    public AccountCheckProperties {
        if (interval.toMillis() < 1000 || interval.toSeconds() > 60) {
            throw new IllegalArgumentException(
                    "lightbox.account-check.interval must be from 1s to 60s, not " + interval);
        }
    }
}
