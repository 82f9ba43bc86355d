package dev.lightbox.security.oidc;

import java.util.Optional;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Asks Keycloak for a sign of life before a browser is sent there: otherwise the user sees the browser's own "can't connect" page, without a way back.
 */
final class IdentityProviderProbe {

    private final RestClient client;
    private final KeycloakEndpoints endpoints;

    IdentityProviderProbe(RestClient client, KeycloakEndpoints endpoints) {
        this.client = client;
        this.endpoints = endpoints;
    }

    /** Why Keycloak can't be used now; empty where it answers. Blocks for the configured time-outs at most. */
    Optional<Exception> failure() {
        try {
            client.get().uri(endpoints.jwks()).retrieve().toBodilessEntity();
            return Optional.empty();
        } catch (RestClientException e) {
            return Optional.of(e);
        }
    }
}
