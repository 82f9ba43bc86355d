package dev.lightbox.viewer.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.viewer.TestSignIn;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How long a session still lives, asked over a real connection. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(TestSignIn.class)
class SessionEndpointTest {

    private final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    private HttpRequest.Builder request(String path, String cookie) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Cookie", cookie);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private String signIn(String user) throws Exception {
        HttpResponse<String> response = send(request("/test-sign-in/" + user, "none=1"));
        return response.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    }

    @Test
    void tellsWhoeverIsSignedInAndIsProlongedByTheirWishOnly() throws Exception {
        String cookie = signIn("admin");
        HttpResponse<String> response = send(request("/session", cookie).header("Sec-Fetch-Mode", "cors"));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        JsonNode life = JsonMapper.shared().readTree(response.body());
        assertThat(life.path("idleSeconds").asInt()).isBetween(14 * 60, 15 * 60);
        assertThat(life.path("absoluteSeconds").asInt()).isBetween(12 * 3600 - 60, 12 * 3600);

        HttpRequest.Builder withoutToken = request("/session", cookie).POST(HttpRequest.BodyPublishers.noBody());
        assertThat(send(withoutToken).statusCode()).isEqualTo(403);
        HttpRequest.Builder stay = request("/session", cookie)
                .header(
                        life.path("csrfHeader").asString(),
                        life.path("csrfToken").asString())
                .POST(HttpRequest.BodyPublishers.noBody());
        assertThat(send(stay).statusCode()).isEqualTo(204);
    }

    @Test
    void isSilentWithoutASession() throws Exception {
        assertThat(send(request("/session", "none=1")).statusCode()).isEqualTo(401);
        String cookie = signIn("radiologist");
        send(request("/test-sign-in/out", cookie));
        assertThat(send(request("/session", cookie)).statusCode()).isEqualTo(401);
    }
}
