package dev.lightbox.viewer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What a browser gets over a real connection: headers, cookies and error pages. */
@WebTest
class AnswersTest {

    private static final String TWENTY_THOUSAND = "(20000)";

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

    /** Their names change with what is in them. */
    @Test
    void theScriptsOfVaadinsPageAreKeptAndComeCompressed() throws Exception {
        for (String address : new PageScripts().addresses()) {
            HttpResponse<String> response =
                    send(request(address.substring(1)).header("Accept-Encoding", "gzip, deflate, br"));

            assertThat(response.statusCode()).as(address).isEqualTo(200);
            assertThat(header(response, "Content-Type")).startsWith("text/javascript");
            assertThat(header(response, "Content-Encoding")).isEqualTo("br");
            assertThat(header(response, "Cache-Control")).isEqualTo("max-age=31536000, immutable");
            assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
        }
        assertThat(send(request("/VAADIN/build/..%2findex.html")).statusCode()).isGreaterThanOrEqualTo(400);
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

    /** Wherever somebody is to be sent after signing in, or claims that this server is called: they are sent to this server's own sign-in. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/?continue=https://attacker.example/",
                "/?continue=//attacker.example/",
                "/viewer?redirect=%2F%2Fattacker.example",
                "/viewer?StudyInstanceUIDs=https://attacker.example",
                "/%5C%5Cattacker.example",
                "/%2F%2Fattacker.example",
                "/https://attacker.example",
                "/oauth2/authorization/lightbox?redirect_uri=https://attacker.example",
                "/login/oauth2/code/lightbox?state=x&code=y&continue=//attacker.example",
                "/sign-in-failed?reason=expired&continue=//attacker.example",
            })
    void nobodyIsSentToAnotherServer(String path) throws Exception {
        HttpResponse<String> response = send(request(path)
                .header("Accept", "text/html")
                .header("X-Forwarded-Host", "attacker.example")
                .header("X-Forwarded-Prefix", "//attacker.example")
                .header("Forwarded", "host=attacker.example"));

        assertThat(header(response, "Location")).matches("|/oauth2/authorization/lightbox|/sign-in-failed\\?reason=.*");
        assertThat(header(response, "Location") + header(response, "Refresh") + response.body())
                .doesNotContain("attacker");
    }

    /** A name for a session that this server hasn't given is none, whoever it may have belonged to, and isn't taken over. */
    @Test
    void aSessionThatIsGuessedOrOverOpensNothing() throws Exception {
        String given = header(get("/"), "Set-Cookie");
        String name = given.substring(0, given.indexOf('='));
        for (String guess : List.of("0", "0".repeat(32), "../..", "a".repeat(4000), "%00", "' OR '1'='1")) {
            for (String path : List.of("/session", "/dicomweb/studies", "/stream/1.2.3", "/audit-export/csv")) {
                HttpResponse<String> response = send(request(path).header("Cookie", name + "=" + guess));

                assertThat(response.statusCode()).as(path + " " + guess).isEqualTo(401);
                assertThat(header(response, "Set-Cookie")).isEmpty();
            }
            assertThat(header(
                            send(request("/").header("Accept", "text/html").header("Cookie", name + "=" + guess)),
                            "Set-Cookie"))
                    .startsWith(name + "=")
                    .doesNotContain("=" + guess + ";");
        }
    }

    /** However much somebody goes on sending, little of it is taken (server.tomcat.max-swallow-size). */
    @ParameterizedTest
    @ValueSource(strings = {"/share", "/session", "/", "/dicomweb/studies"})
    void aBodyThatIsTooLargeIsNotTaken(String path) throws Exception {
        byte[] piece = new byte[1 << 16];
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write(("POST " + path
                                    + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                                    + "Content-Length: 1000000000\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThatThrownBy(() -> {
                        for (int sent = 0; sent < 1_000_000_000; sent += piece.length) {
                            socket.getOutputStream().write(piece);
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void errorsForProgramsAreJson() throws Exception {
        HttpResponse<String> response = send(request("/error").header("Accept", "application/json"));

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body()).isEqualTo("{\"status\":404}");
    }

    /** What no filter of ours has seen, or what the firewall before them refuses. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /%00 HTTP/1.1",
                "GET /\u0001 HTTP/1.1",
                "GET /..\\..\\etc HTTP/1.1",
                "GET /documents/1.2%2f..%2f3 HTTP/1.1",
                "GET /stream/%ff%fe/status HTTP/1.1",
                "GET /viewer;a=b HTTP/1.1",
                "GET //attacker.example/ HTTP/1.1",
                "GET http://attacker.example/ HTTP/1.1",
                "TRACE / HTTP/1.1",
                "PROPFIND / HTTP/1.1",
                "CONNECT attacker.example:443 HTTP/1.1",
                "GET /signed-out HTTP/9.9",
                "GET / HTTP/1.1\r\nX-Long: " + TWENTY_THOUSAND,
                "GET / HTTP/1.1\r\nHost: a b",
                "nonsense",
            })
    void whatIsNoProperRequestIsRefusedWithTheHeadersAndNoPage(String head) throws Exception {
        String answer = raw(head.replace(TWENTY_THOUSAND, "a".repeat(20_000)));

        assertThat(answer).matches("(?s)HTTP/1.1 (400|405|431|501|505) .*");
        assertThat(answer)
                .contains(
                        "X-Content-Type-Options: nosniff",
                        "X-Frame-Options: DENY",
                        "Referrer-Policy: no-referrer",
                        "Cross-Origin-Opener-Policy: same-origin",
                        "Cross-Origin-Resource-Policy: same-origin",
                        "Permissions-Policy: camera=()",
                        "Content-Security-Policy: default-src 'none'",
                        "no-store")
                .doesNotContain("Tomcat", "Server:", "attacker", "HTTP Status", "Exception");
    }

    private String raw(String head) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(10_000);
            String host = head.contains("Host:") ? "" : "Host: 127.0.0.1:" + port + "\r\n";
            socket.getOutputStream()
                    .write((head + "\r\n" + host + "Connection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
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
