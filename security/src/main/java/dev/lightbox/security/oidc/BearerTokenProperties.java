package dev.lightbox.security.oidc;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which access tokens other programs may come with ({@code lightbox.bearer-tokens.*}).
 *
 * @param audience what a token's {@code aud} must hold: Keycloak's audience mapper writes it for the clients that may use this server
 */
@ConfigurationProperties("lightbox.bearer-tokens")
public record BearerTokenProperties(
        @DefaultValue("lightbox") String audience) {

    public BearerTokenProperties {
        if (audience.isBlank()) {
            throw new IllegalArgumentException("lightbox.bearer-tokens.audience must not be empty");
        }
    }
}
