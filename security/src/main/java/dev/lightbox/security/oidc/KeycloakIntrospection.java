package dev.lightbox.security.oidc;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Keycloak's introspection endpoint (RFC 7662), asked as the client with which users sign in. Thread-safe. */
final class KeycloakIntrospection implements TokenCheck.Introspection {

    private final RestClient client;
    private final KeycloakEndpoints endpoints;
    private final KeycloakProperties properties;

    KeycloakIntrospection(RestClient client, KeycloakEndpoints endpoints, KeycloakProperties properties) {
        this.client = client;
        this.endpoints = endpoints;
        this.properties = properties;
    }

    @Override
    public Map<String, Object> ask(String token) {
        MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        form.add("token", token);
        form.add("token_type_hint", "access_token");
        Map<String, Object> answer = client.post()
                .uri(endpoints.introspection())
                .headers(headers ->
                        headers.setBasicAuth(properties.clientId(), properties.secret(), StandardCharsets.UTF_8))
                .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                .accept(MediaType.APPLICATION_JSON)
                .body(form)
                .retrieve()
                .body(new ParameterizedTypeReference<>() {});
        if (answer == null) {
            throw new RestClientException("an empty answer");
        }
        return answer;
    }
}
