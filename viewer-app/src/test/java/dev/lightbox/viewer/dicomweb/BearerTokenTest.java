package dev.lightbox.viewer.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import dev.lightbox.security.audit.AuditKind;
import dev.lightbox.security.audit.AuditQuery;
import dev.lightbox.security.audit.AuditTrail;
import dev.lightbox.viewer.viewing.MemoryStudySource;
import dev.lightbox.viewer.viewing.TestImages;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Who gets in with which token. Keycloak's place is taken by a server that gives its keys. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class BearerTokenTest {

    private static final String STUDY = "2.25.100";
    private static final String SERIES = "2.25.101";
    private static final String OTHERS = "2.25.200";
    private static final RSAKey KEY = key("ours");
    private static final RSAKey FOREIGN_KEY = key("ours");
    private static final HttpServer KEYS = keys();
    private static final String ISSUER = "http://127.0.0.1:" + KEYS.getAddress().getPort() + "/realms/lightbox";

    @TestConfiguration
    static class Setting {

        @Bean
        @Primary
        MemoryStudySource memoryStudySource() {
            MemoryStudySource source = new MemoryStudySource();
            source.addStudy(STUDY, "Weber^Karl^^Dr.");
            source.addSeries(STUDY, SERIES, "CT");
            source.addInstance(TestImages.file(TestImages.slice(STUDY, SERIES, 1)));
            source.addStudy(OTHERS, "Schneider^Eva^^Dr.");
            return source;
        }
    }

    @DynamicPropertySource
    static void issuer(DynamicPropertyRegistry properties) {
        properties.add("lightbox.keycloak.issuer-uri", () -> ISSUER);
    }

    /** Whether it says of tokens whether they still count. */
    private static final AtomicBoolean ANSWERS = new AtomicBoolean(true);

    @LocalServerPort
    int port;

    @Autowired
    AuditTrail trail;

    private final HttpClient http = HttpClient.newHttpClient();

    @AfterAll
    static void stop() {
        KEYS.stop(0);
    }

    private static RSAKey key(String id) {
        try {
            return new RSAKeyGenerator(2048).keyID(id).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpServer keys() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            byte[] keys = new JWKSet(KEY.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
            server.createContext("/realms/lightbox/protocol/openid-connect/certs", exchange -> {
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, keys.length);
                exchange.getResponseBody().write(keys);
                exchange.close();
            });
            server.createContext("/realms/lightbox/protocol/openid-connect/token/introspect", exchange -> {
                String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                byte[] answer = introspect(form).getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(ANSWERS.get() ? 200 : 503, answer.length);
                exchange.getResponseBody().write(answer);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Says what stands in the token, unless its user is disabled. */
    private static String introspect(String form) {
        String token = form.replaceFirst("^.*?token=([^&]+).*$", "$1");
        String claims = new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
        return claims.contains("\"sub\":\"disabled\"")
                ? "{\"active\":false}"
                : "{\"active\":true," + claims.substring(1);
    }

    /** As Keycloak writes them, of a radiologist. */
    private static JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject("sub-1")
                .audience(List.of("account", "lightbox"))
                .expirationTime(Date.from(Instant.now().plusSeconds(300)))
                .issueTime(Date.from(Instant.now()))
                .claim("typ", "Bearer")
                .claim("azp", "another-program")
                .claim("preferred_username", "robot")
                .claim("roles", List.of("radiologist"));
    }

    private static String signed(JWTClaimsSet claims, RSAKey key) throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID(key.getKeyID())
                        .type(JOSEObjectType.JWT)
                        .build(),
                claims);
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    private static String signed(JWTClaimsSet.Builder claims) throws JOSEException {
        return signed(claims.build(), KEY);
    }

    private HttpResponse<byte[]> get(String path, String authorization) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        assertThat(response.headers().firstValue("Set-Cookie"))
                .as("no session is made")
                .isEmpty();
        return response;
    }

    private static String thumbnail(String study) {
        return "/dicomweb/studies/" + study + "/series/" + SERIES + "/thumbnail";
    }

    @Test
    void letsAProgramInWithAnAccessTokenAsTheUserThatItNames() throws Exception {
        HttpResponse<byte[]> picture = get(thumbnail(STUDY), "Bearer " + signed(claims()));
        assertThat(picture.statusCode()).isEqualTo(200);
        assertThat(picture.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(trail.find(AuditQuery.ALL, Long.MAX_VALUE, 1).getFirst())
                .satisfies(record -> assertThat(record.username()).isEqualTo("robot"))
                .satisfies(record -> assertThat(record.kind()).isEqualTo(AuditKind.IMAGES_TRANSFERRED));
    }

    @Test
    void theSameRulesHoldAsForASession() throws Exception {
        String weber = signed(claims().claim("roles", List.of("referring"))
                .claim("dicom_referring_physician", List.of("Weber^Karl")));
        assertThat(get(thumbnail(STUDY), "Bearer " + weber).statusCode()).isEqualTo(200);
        assertThat(get(thumbnail(OTHERS), "Bearer " + weber).statusCode()).isEqualTo(404);
        assertThat(get(thumbnail("2.25.404"), "Bearer " + weber).statusCode()).isEqualTo(404);
        String admin = signed(claims().claim("roles", List.of("admin")));
        assertThat(get(thumbnail(STUDY), "Bearer " + admin).statusCode()).isEqualTo(404);
        String nobody = signed(claims().claim("roles", List.of()));
        assertThat(get(thumbnail(STUDY), "Bearer " + nobody).statusCode()).isEqualTo(404);
    }

    @Test
    void aTokenThatKeycloakStandsByNoLongerIsRefusedAndRecorded() throws Exception {
        refused("of a disabled user", signed(claims().subject("disabled")));

        assertThat(trail.find(AuditQuery.ALL, Long.MAX_VALUE, 1))
                .singleElement()
                .satisfies(record -> assertThat(record.kind()).isEqualTo(AuditKind.ACCESS_DENIED))
                .satisfies(record -> assertThat(record.message()).contains("stands by no longer"));
    }

    @Test
    void nobodyGetsInOnATokenOfWhichKeycloakSaysNothing() throws Exception {
        ANSWERS.set(false);
        try {
            HttpResponse<byte[]> response =
                    get(thumbnail(STUDY), "Bearer " + signed(claims().claim("jti", "unanswered")));
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.headers().firstValue("Retry-After")).isPresent();
            assertThat(response.body()).isEmpty();
        } finally {
            ANSWERS.set(true);
        }
        assertThat(get(thumbnail(STUDY), "Bearer " + signed(claims().claim("jti", "unanswered")))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void opensTheStandardsEndpointsOnly() throws Exception {
        String token = "Bearer " + signed(claims());
        for (String path : List.of("/stream/" + STUDY + "/status", "/documents/" + STUDY, "/session")) {
            assertThat(get(path, token).statusCode()).as(path).isEqualTo(401);
        }
    }

    @Test
    void refusesEveryOtherTokenAlikeAndRecordsIt() throws Exception {
        refused(
                "expired",
                signed(claims().expirationTime(Date.from(Instant.now().minusSeconds(120)))));
        refused("not yet", signed(claims().notBeforeTime(Date.from(Instant.now().plusSeconds(600)))));
        refused("never expires", signed(claims().expirationTime(null)));
        refused("foreign issuer", signed(claims().issuer("http://127.0.0.1:9/realms/lightbox")));
        refused("another realm", signed(claims().issuer(ISSUER + "2")));
        refused("wrong audience", signed(claims().audience("account")));
        refused("no audience", signed(claims().audience((String) null)));
        refused("an ID token", signed(claims().claim("typ", "ID")));
        refused("of no kind", signed(claims().claim("typ", null)));
        refused("nobody's", signed(claims().subject(null)));
        refused("foreign signature", signed(claims().build(), FOREIGN_KEY));
        refused("alg none", new PlainJWT(claims().build()).serialize());
        SignedJWT confused = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("ours").build(), claims().build());
        confused.sign(new MACSigner(KEY.toRSAPublicKey().getEncoded()));
        refused("signed with the public key as a secret", confused.serialize());
        String good = signed(claims());
        refused("cut signature", good.substring(0, good.lastIndexOf('.') + 1));
        String[] parts = good.split("\\.");
        String admins =
                signed(claims().claim("roles", List.of("radiologist", "admin"))).split("\\.")[1];
        refused("changed claims", parts[0] + "." + admins + "." + parts[2]);
        refused("no token", "nonsense");

        assertThat(trail.find(AuditQuery.ALL, Long.MAX_VALUE, 100))
                .extracting(record -> record.kind())
                .contains(AuditKind.ATTACK_SUSPECTED, AuditKind.ACCESS_DENIED);
    }

    private void refused(String what, String token) throws Exception {
        HttpResponse<byte[]> response = get(thumbnail(STUDY), "Bearer " + token);
        assertThat(response.statusCode()).as(what).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate"))
                .as(what)
                .contains("Bearer realm=\"lightbox\", error=\"invalid_token\"");
        assertThat(response.body()).as(what).isEmpty();
    }

    @Test
    void withoutATokenSaysWhichKindOfSignInThereIs() throws Exception {
        HttpResponse<byte[]> response = get(thumbnail(STUDY), "");
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"lightbox\"");
        assertThat(get(thumbnail(STUDY) + "?access_token=" + signed(claims()), "")
                        .statusCode())
                .as("never in an address")
                .isEqualTo(401);
    }
}
