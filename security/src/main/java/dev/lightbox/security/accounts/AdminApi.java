package dev.lightbox.security.accounts;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.HttpStatusCodeException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests to Keycloak's administration interface as the application's service account (OAuth 2.0 client credentials, RFC 6749 4.4). Its token is kept until shortly
 * before it expires. Thread-safe; blocks within the request factory's time-outs.
 */
final class AdminApi {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** A token that expires on its way is refused. */
    private static final int SECONDS_TO_SPARE = 20;

    private final RestClient client;
    private final String adminUri;
    private final String tokenUri;
    private final AccountProperties properties;
    private final Clock clock;
    private @Nullable Token token;

    AdminApi(
            ClientHttpRequestFactory requests,
            String adminUri,
            String tokenUri,
            AccountProperties properties,
            Clock clock) {
        this.client = RestClient.builder().requestFactory(requests).build();
        this.adminUri = adminUri;
        this.tokenUri = tokenUri;
        this.properties = properties;
        this.clock = clock;
    }

    private record Token(String value, Instant until) {}

    /** An answer: its body, or a missing node where it has none, and where what was made is. */
    record Answer(JsonNode body, String location) {}

    /**
     * @param path relative to the realm, with variables in braces
     */
    JsonNode get(String path, Object... variables) {
        return send(HttpMethod.GET, path, null, variables).body();
    }

    Answer send(HttpMethod method, String path, @Nullable JsonNode body, Object... variables) {
        Token used = token();
        try {
            return exchange(used, method, path, body, variables);
        } catch (HttpStatusCodeException e) {
            if (e.getStatusCode().value() != 401) {
                throw failure(e);
            }
        } catch (RestClientException | JacksonException e) {
            throw new AccountsUnavailableException("Keycloak doesn't answer", e);
        }
        // It was restarted, or its keys were changed: the token is worth nothing any longer. Nothing has been done.
        forget(used);
        try {
            return exchange(token(), method, path, body, variables);
        } catch (HttpStatusCodeException e) {
            throw failure(e);
        } catch (RestClientException | JacksonException e) {
            throw new AccountsUnavailableException("Keycloak doesn't answer", e);
        }
    }

    private Answer exchange(Token used, HttpMethod method, String path, @Nullable JsonNode body, Object... variables) {
        RestClient.RequestBodySpec request = client.method(method)
                .uri(adminUri + path, variables)
                .header(HttpHeaders.AUTHORIZATION, "Bearer " + used.value())
                .accept(MediaType.APPLICATION_JSON);
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).body(JSON.writeValueAsBytes(body));
        }
        ResponseEntity<byte[]> response = request.retrieve().toEntity(byte[].class);
        byte[] answer = response.getBody();
        String location = response.getHeaders().getFirst(HttpHeaders.LOCATION);
        return new Answer(
                answer == null || answer.length == 0 ? JSON.missingNode() : JSON.readTree(answer),
                location == null ? "" : location);
    }

    private synchronized Token token() {
        Token kept = token;
        if (kept != null && clock.instant().isBefore(kept.until())) {
            return kept;
        }
        if (!properties.isConfigured()) {
            throw new AccountsUnavailableException(
                    "This installation doesn't manage accounts: lightbox.accounts.client-secret is not set");
        }
        MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        form.add("grant_type", "client_credentials");
        try {
            byte[] answer = client.post()
                    .uri(tokenUri)
                    .headers(headers -> headers.setBasicAuth(
                            properties.clientId(), properties.clientSecret(), StandardCharsets.UTF_8))
                    .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                    .accept(MediaType.APPLICATION_JSON)
                    .body(form)
                    .retrieve()
                    .body(byte[].class);
            JsonNode issued = JSON.readTree(answer == null ? new byte[0] : answer);
            Token fresh = new Token(
                    issued.path("access_token").asString(""),
                    clock.instant().plusSeconds(issued.path("expires_in").asInt(0) - SECONDS_TO_SPARE));
            token = fresh;
            return fresh;
        } catch (HttpStatusCodeException e) {
            throw new AccountsUnavailableException(
                    e.getStatusCode().is5xxServerError()
                            ? "Keycloak fails"
                            : "Keycloak doesn't take the client " + properties.clientId() + " or its secret",
                    e);
        } catch (RestClientException | JacksonException e) {
            throw new AccountsUnavailableException("Keycloak doesn't answer", e);
        }
    }

    private synchronized void forget(Token used) {
        if (token == used) {
            token = null;
        }
    }

    private RuntimeException failure(HttpStatusCodeException e) {
        HttpStatusCode status = e.getStatusCode();
        return switch (status.value()) {
            case 401, 403 ->
                new AccountsUnavailableException(
                        "Keycloak doesn't allow this to the client " + properties.clientId(), e);
            case 404 -> new AccountRefusedException(AccountRefusedException.Reason.GONE);
            default ->
                status.is5xxServerError()
                        ? new AccountsUnavailableException("Keycloak fails: " + reason(e), e)
                        : new AccountRefusedException(AccountRefusedException.Reason.PROVIDER, reason(e));
        };
    }

    /** What Keycloak says itself, for administrators. */
    private static String reason(HttpStatusCodeException e) {
        String status = "status " + e.getStatusCode().value();
        try {
            JsonNode body = JSON.readTree(e.getResponseBodyAsByteArray());
            String text = body.path("errorMessage")
                    .asString(body.path("error_description")
                            .asString(body.path("error").asString("")));
            return text.isBlank() ? status : text.substring(0, Math.min(200, text.length()));
        } catch (JacksonException notJson) {
            return status;
        }
    }
}
