package dev.lightbox.e2e.environment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Keycloak's administration interface, as the demo's own administrator, for looking at the realm and for ending sessions. */
public final class KeycloakAdmin {

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final Demo demo;

    public KeycloakAdmin(Demo demo) {
        this.demo = demo;
    }

    /** What the administration interface answers for {@code path}, relative to the realm {@code lightbox}. */
    public JsonNode get(String path) {
        return json.readTree(send(request(path).GET().build()));
    }

    /** The realm's own settings. */
    public JsonNode realm() {
        return get("");
    }

    /** The client with which the viewer signs users in. */
    public JsonNode client() {
        return get("/clients?clientId=lightbox").get(0);
    }

    /** Ends all sessions of the user, and tells the applications so (back-channel logout). */
    public void signOut(String username) {
        String id =
                get("/users?exact=true&username=" + username).get(0).path("id").asString();
        send(request("/users/" + id + "/logout")
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(demo.keycloakUrl() + "/admin/realms/lightbox" + path))
                .header("Authorization", "Bearer " + accessToken());
    }

    private String accessToken() {
        String form = Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "admin-cli",
                        "username",
                        "keycloak-admin",
                        "password",
                        secret("keycloak-admin"))
                .entrySet()
                .stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(demo.keycloakUrl() + "/realms/master/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        return json.readTree(send(request)).path("access_token").asString();
    }

    private String secret(String name) {
        try {
            return Files.readAllLines(demo.work().resolve("secrets")).stream()
                    .filter(line -> line.startsWith(name + "="))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no secret " + name))
                    .substring(name.length() + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String send(HttpRequest request) {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new IllegalStateException("Keycloak answers %s with status %d: %s"
                        .formatted(request.uri().getPath(), response.statusCode(), response.body()));
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
