package dev.lightbox.security.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KeycloakPropertiesTest {

    @Test
    void theIssuerIsAsKeycloakWritesIt() {
        assertThat(properties("https://keycloak.example/realms/lightbox/", "secret")
                        .issuer())
                .isEqualTo("https://keycloak.example/realms/lightbox");
    }

    @Test
    void aMissingIssuerIsNamed() {
        assertThatThrownBy(() -> properties(null, "secret").issuer())
                .hasMessageContaining("lightbox.keycloak.issuer-uri")
                .hasMessageContaining("LIGHTBOX_KEYCLOAK_ISSUERURI");
        assertThatThrownBy(() -> properties("lightbox", "secret").issuer())
                .hasMessageContaining("lightbox.keycloak.issuer-uri");
    }

    @Test
    void aMissingSecretIsNamedAndAPlaceholderIsNone() {
        assertThatThrownBy(() -> properties("https://k/realms/lightbox", "").secret())
                .hasMessageContaining("lightbox.keycloak.client-secret");
        assertThatThrownBy(() -> properties("https://k/realms/lightbox", "${LIGHTBOX_CLIENT_SECRET}")
                        .secret())
                .hasMessageContaining("lightbox.keycloak.client-secret");
    }

    @Test
    void theSecretIsNotPrinted() {
        assertThat(properties("https://k/realms/lightbox", "hidden-value").toString())
                .doesNotContain("hidden-value");
    }

    private static KeycloakProperties properties(@Nullable String issuer, String secret) {
        return new KeycloakProperties(
                issuer == null ? null : URI.create(issuer),
                "lightbox",
                secret,
                Duration.ofSeconds(3),
                Duration.ofSeconds(10));
    }
}
