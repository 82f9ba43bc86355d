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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** Keycloak's administration interface, as the demo's own administrator, for looking at the realm, and for what an administrator does to accounts and clients. */
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

    /** Makes an account with these realm roles; one that is left from an earlier run goes first. */
    public Account createUser(String username, String password, String... roles) {
        deleteUser(username);
        send(json(
                "/users",
                "POST",
                Map.of(
                        "username",
                        username,
                        "email",
                        username + "@lightbox.example",
                        "firstName",
                        "First",
                        "lastName",
                        "Last",
                        "enabled",
                        true,
                        "emailVerified",
                        true,
                        "credentials",
                        List.of(Map.of("type", "password", "value", password, "temporary", false)))));
        giveRoles(username, roles);
        return new Account(username, password, String.join(" ", roles));
    }

    public void deleteUser(String username) {
        get("/users?exact=true&username=" + username)
                .forEach(user -> send(
                        request("/users/" + user.path("id").asString()).DELETE().build()));
    }

    public void disable(String username) {
        ObjectNode user = (ObjectNode) get("/users/" + id(username));
        user.put("enabled", false);
        send(json("/users/" + id(username), "PUT", user));
    }

    public void giveRoles(String username, String... roles) {
        send(json("/users/" + id(username) + "/role-mappings/realm", "POST", roles(roles)));
    }

    public void takeRoles(String username, String... roles) {
        send(json("/users/" + id(username) + "/role-mappings/realm", "DELETE", roles(roles)));
    }

    private List<JsonNode> roles(String... names) {
        return Arrays.stream(names).map(name -> get("/roles/" + name)).toList();
    }

    private String id(String username) {
        return get("/users?exact=true&username=" + username).get(0).path("id").asString();
    }

    /**
     * An access token of a client of its own that acts for itself, as the administrator's guide tells to make one.
     *
     * @param audience whom the token is for; empty for no audience mapper
     * @param role of its service account
     */
    public String tokenOfAProgram(String clientId, String audience, String role) {
        get("/clients?clientId=" + clientId)
                .forEach(client -> send(request("/clients/" + client.path("id").asString())
                        .DELETE()
                        .build()));
        List<Map<String, Object>> mappers = new ArrayList<>();
        mappers.add(mapper(
                "roles",
                "oidc-usermodel-realm-role-mapper",
                Map.of(
                        "claim.name",
                        "roles",
                        "multivalued",
                        "true",
                        "jsonType.label",
                        "String",
                        "access.token.claim",
                        "true")));
        if (!audience.isEmpty()) {
            mappers.add(mapper(
                    "audience",
                    "oidc-audience-mapper",
                    Map.of("included.client.audience", audience, "access.token.claim", "true")));
        }
        send(json(
                "/clients",
                "POST",
                Map.of(
                        "clientId", clientId,
                        "secret", "a-secret-of-the-tests",
                        "publicClient", false,
                        "standardFlowEnabled", false,
                        "serviceAccountsEnabled", true,
                        "fullScopeAllowed", true,
                        "protocolMappers", mappers)));
        String client = get("/clients?clientId=" + clientId).get(0).path("id").asString();
        String account =
                get("/clients/" + client + "/service-account-user").path("id").asString();
        send(json("/users/" + account + "/role-mappings/realm", "POST", roles(role)));
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(demo.keycloakUrl() + "/realms/lightbox/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "grant_type=client_credentials&client_secret=a-secret-of-the-tests&client_id=" + clientId))
                .build();
        return json.readTree(send(request)).path("access_token").asString();
    }

    private static Map<String, Object> mapper(String name, String kind, Map<String, String> config) {
        return Map.of("name", name, "protocol", "openid-connect", "protocolMapper", kind, "config", config);
    }

    private HttpRequest json(String path, String method, Object body) {
        return request(path)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)))
                .build();
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
