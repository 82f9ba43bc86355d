package dev.lightbox.security.oidc;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where and as whom to sign users in ({@code lightbox.keycloak.*}).
 *
 * @param issuerUri the realm's address as both the browser and this server reach it, {@code https://keycloak.example/realms/lightbox}
 * @param clientId the client in that realm
 * @param clientSecret the secret shared with Keycloak
 * @param connectTimeout longest wait for a connection to Keycloak
 * @param readTimeout longest wait for its answer
 */
@ConfigurationProperties("lightbox.keycloak")
public record KeycloakProperties(
        @Nullable URI issuerUri,
        @DefaultValue("lightbox") String clientId,
        @DefaultValue("") String clientSecret,
        @DefaultValue("3s") Duration connectTimeout,
        @DefaultValue("10s") Duration readTimeout) {

    /** The issuer without a slash at the end, as Keycloak writes it into its tokens. */
    public String issuer() {
        if (issuerUri == null || issuerUri.getScheme() == null || issuerUri.getHost() == null) {
            throw new IllegalStateException(
                    "Set lightbox.keycloak.issuer-uri (environment: LIGHTBOX_KEYCLOAK_ISSUERURI) to the realm's"
                            + " address, such as https://keycloak.example/realms/lightbox");
        }
        String issuer = issuerUri.toString();
        return issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    }

    /** Where tokens are asked for. */
    public String tokenUri() {
        return new KeycloakEndpoints(issuer()).token();
    }

    /** The client's secret, checked to be one. */
    String secret() {
        // Keycloak takes a placeholder of its realm file that nobody filled as the secret itself.
        if (clientSecret.isBlank() || clientSecret.contains("${")) {
            throw new IllegalStateException(
                    "Set lightbox.keycloak.client-secret (environment: LIGHTBOX_KEYCLOAK_CLIENTSECRET) to the secret of the client "
                            + clientId);
        }
        return clientSecret;
    }

    /** Leaves the secret out. */
    @Override
    public String toString() {
        return "KeycloakProperties[issuerUri=" + issuerUri + ", clientId=" + clientId + "]";
    }
}
