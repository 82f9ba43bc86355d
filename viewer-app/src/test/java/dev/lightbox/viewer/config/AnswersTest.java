package dev.lightbox.viewer.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a browser gets over a real connection: headers, cookies and error pages. */
@WebTest
class AnswersTest {

    @LocalServerPort
    int port;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/signed-out",
                "/sign-in-failed?reason=expired",
                "/no-such-page",
                "/stream/1.2.3",
                "/dicomweb/studies",
                "/actuator/health",
                "/favicon.ico",
                "/pages/pages.css",
                "/lightbox/lightbox-viewer.js",
            })
    void carriesTheSecurityHeaders(String path) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(response, "X-Frame-Options")).isEqualTo("DENY");
        assertThat(header(response, "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(header(response, "Content-Security-Policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'")
                .doesNotContain("unsafe-eval")
                .doesNotContain("script-src 'self' 'unsafe-inline'");
        assertThat(header(response, "Strict-Transport-Security"))
                .as("over plain HTTP")
                .isEmpty();
    }

    /** What a document brings along must not run here; a page of ours may frame it. */
    @Test
    void documentsAreSandboxed() throws Exception {
        HttpResponse<String> response = get("/documents/1.2/series/1.3/instances/1.4/pdf");

        assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(response, "X-Frame-Options")).isEqualTo("SAMEORIGIN");
        assertThat(header(response, "Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(header(response, "Cross-Origin-Opener-Policy")).isEqualTo("unsafe-none");
        assertThat(header(response, "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(response.headers().allValues("Content-Security-Policy"))
                .containsExactly(
                        "default-src 'none'; sandbox; frame-ancestors 'self'; base-uri 'none'; form-action 'none'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/signed-out", "/no-such-page", "/stream/1.2.3", "/dicomweb/studies", "/documents/1.2"})
    void isNotKeptByTheBrowser(String path) throws Exception {
        assertThat(header(get(path), "Cache-Control")).contains("no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/pages/pages.css", "/lightbox/lightbox-viewer.js"})
    void ourStaticFilesAreAskedForAgain(String path) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Cache-Control")).isEqualTo("no-cache");
    }

    @Test
    void theSessionCookieIsForThisServerAndNoScript() throws Exception {
        assertThat(header(get("/"), "Set-Cookie"))
                .startsWith("LIGHTBOX_SESSION_")
                .contains("; HttpOnly", "; SameSite=Lax", "; Path=/")
                .doesNotContain("JSESSIONID");
    }

    @Test
    void theFaviconNeedsNoSession() throws Exception {
        HttpResponse<String> response = get("/favicon.ico");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Type")).isEqualTo("image/x-icon");
    }

    @Test
    void healthSaysUpAndNothingElse() throws Exception {
        assertThat(send(request("/actuator/health/readiness")).body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(send(request("/actuator/health")).body()).doesNotContain("components", "details");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/sign-in-failed?reason=unreachable&reference=%3Cscript%3Ealert(1)%3C/script%3E",
                "/sign-in-failed?reason=%3Cscript%3E&reference=..%2f",
                "/signed-out?incomplete=%3Cscript%3E",
                "/error",
                "/viewer;jsessionid=1",
                "//attacker.example/",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/stream/%00",
            })
    void pagesTellNothingAndRepeatNothing(String path) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.body())
                .doesNotContain(
                        "<script>alert",
                        "Exception",
                        "org.springframework",
                        "at java.",
                        "Tomcat",
                        "passwd",
                        "attacker");
    }

    @Test
    void aProxysHeadersAreNotBelievedUnlessConfigured() throws Exception {
        HttpResponse<String> response = send(request("/")
                .header("Accept", "text/html")
                .header("X-Forwarded-Host", "attacker.example")
                .header("X-Forwarded-Proto", "https")
                .header("Forwarded", "host=attacker.example;proto=https"));

        assertThat(header(response, "Location")).isEqualTo("/oauth2/authorization/lightbox");
        assertThat(header(response, "Strict-Transport-Security")).isEmpty();
        assertThat(header(response, "Set-Cookie")).doesNotContain("Secure");
    }

    @Test
    void errorsForProgramsAreJson() throws Exception {
        HttpResponse<String> response = send(request("/error").header("Accept", "application/json"));

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).isEqualTo("{\"status\":404}");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(request(path).header("Accept", "text/html"));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .build()) {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
