package dev.lightbox.security.oidc;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Ends sessions of Keycloak with their refresh token, which its logout endpoint takes from the client that it was given to. Thread-safe. */
final class KeycloakSignOut implements AccountWatch.ProviderSignOut {

    private static final Logger log = LoggerFactory.getLogger(KeycloakSignOut.class);

    private final RestClient client;
    private final KeycloakEndpoints endpoints;
    private final KeycloakProperties properties;

    KeycloakSignOut(RestClient client, KeycloakEndpoints endpoints, KeycloakProperties properties) {
        this.client = client;
        this.endpoints = endpoints;
        this.properties = properties;
    }

    @Override
    public void signOut(String refreshToken) {
        MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        form.add("client_id", properties.clientId());
        form.add("client_secret", properties.secret());
        form.add("refresh_token", refreshToken);
        try {
            client.post()
                    .uri(endpoints.endSession())
                    .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                    .body(form)
                    .retrieve()
                    .toBodilessEntity();
        } catch (RestClientException e) {
            log.warn(
                    "A session has ended here, but not at Keycloak: {}",
                    String.valueOf(e.getMessage()).replaceAll("\\p{Cntrl}+", " "));
        }
    }
}
