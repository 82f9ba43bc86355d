package dev.lightbox.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.e2e.environment.Demo;
import dev.lightbox.e2e.environment.KeycloakAdmin;
import dev.lightbox.e2e.environment.ProductExtension;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What the real Keycloak made of the realm file: a setting that it doesn't know, it drops in silence. */
@ExtendWith(ProductExtension.class)
class RealmTest {

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void guessingPasswordsIsSlowedDown(Demo demo) {
        JsonNode realm = new KeycloakAdmin(demo).realm();
        assertThat(realm.path("bruteForceProtected").asBoolean()).isTrue();
        assertThat(realm.path("failureFactor").asInt()).isBetween(3, 10);
    }

    @Test
    void theThreeRolesExist(Demo demo) {
        Set<String> roles = StreamSupport.stream(
                        new KeycloakAdmin(demo).get("/roles").spliterator(), false)
                .map(role -> role.path("name").asString())
                .collect(Collectors.toSet());
        assertThat(roles).contains("radiologist", "referring", "admin");
    }

    @Test
    void theClientAllowsNothingButTheAuthorizationCodeFlowToItsOwnAddress(Demo demo) {
        JsonNode client = new KeycloakAdmin(demo).client();
        assertThat(client.path("standardFlowEnabled").asBoolean()).isTrue();
        assertThat(client.path("implicitFlowEnabled").asBoolean()).isFalse();
        assertThat(client.path("directAccessGrantsEnabled").asBoolean()).isFalse();
        assertThat(client.path("publicClient").asBoolean()).isFalse();
        assertThat(client.path("redirectUris")).hasSize(1);
        assertThat(client.path("redirectUris").get(0).asString()).isEqualTo(demo.url() + "login/oauth2/code/lightbox");
        assertThat(client.path("attributes").path("backchannel.logout.url").asString())
                .startsWith(demo.url());
    }

    @Test
    void theNameOfAReferringPhysicianGoesIntoTheIdToken(Demo demo) {
        KeycloakAdmin admin = new KeycloakAdmin(demo);
        String client = admin.client().path("id").asString();
        String user = admin.get("/users?exact=true&username=referring")
                .get(0)
                .path("id")
                .asString();
        JsonNode token = admin.get(
                "/clients/" + client + "/evaluate-scopes/generate-example-id-token?scope=openid&userId=" + user);
        assertThat(token.path("dicom_referring_physician").get(0).asString()).isEqualTo("Weber^Karl^^Dr.");
        assertThat(token.path("roles").valueStream().map(JsonNode::asString)).containsExactly("referring");
    }

    @Test
    void aSignInWithoutPkceIsRefused(Demo demo) throws Exception {
        assertThat(authorizationError(demo, "")).contains("code_challenge_method");
    }

    @Test
    void aSignInWithPlainPkceIsRefused(Demo demo) throws Exception {
        String plain = "&code_challenge_method=plain&code_challenge=" + "a".repeat(43);
        assertThat(authorizationError(demo, plain)).contains("code challenge method");
    }

    /** A browser that has never been there shows the form without waiting for anything but one small file. */
    @Test
    void theSignInPageHasOneSmallStyleOfItsOwn(Demo demo) throws Exception {
        String page = http.send(
                        HttpRequest.newBuilder(authorization(
                                        demo, "&code_challenge_method=S256&code_challenge=" + "a".repeat(43)))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        List<String> styles = Pattern.compile("<link href=\"([^\"]+)\" rel=\"stylesheet\"")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(styles).singleElement().asString().endsWith("/login/lightbox/css/lightbox.css");

        HttpResponse<byte[]> style = http.send(
                HttpRequest.newBuilder(URI.create(demo.keycloakUrl() + styles.getFirst()))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(style.statusCode()).isEqualTo(200);
        assertThat(style.body().length).isLessThan(20_000);
    }

    /** The error with which Keycloak sends the browser back from an authorization request. */
    private String authorizationError(Demo demo, String pkce) throws IOException, InterruptedException {
        HttpResponse<Void> response = http.send(
                HttpRequest.newBuilder(authorization(demo, pkce)).build(), HttpResponse.BodyHandlers.discarding());
        assertThat(response.statusCode()).isEqualTo(302);
        String location = response.headers().firstValue("Location").orElseThrow();
        assertThat(location).contains("error=invalid_request");
        return URLDecoder.decode(location, StandardCharsets.UTF_8);
    }

    private static URI authorization(Demo demo, String pkce) {
        return URI.create(demo.keycloakUrl()
                + "/realms/lightbox/protocol/openid-connect/auth?client_id=lightbox&response_type=code&scope=openid&state=s&redirect_uri="
                + demo.url()
                + "login/oauth2/code/lightbox"
                + pkce);
    }
}
