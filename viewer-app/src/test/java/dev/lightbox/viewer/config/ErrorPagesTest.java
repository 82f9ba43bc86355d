package dev.lightbox.viewer.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.viewer.language.TestLanguages;
import jakarta.servlet.RequestDispatcher;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;

class ErrorPagesTest {

    private final ErrorPages pages = new ErrorPages(TestLanguages.byBrowser());
    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/error");

    @Test
    void aFaultGivesAReferenceAndNothingOfTheException() {
        failed(500, new IllegalStateException("jdbc:h2:/srv/lightbox of Weber^Karl"));

        ResponseEntity<?> answer = html();

        assertThat(answer.getStatusCode().value()).isEqualTo(500);
        assertThat(body(answer))
                .contains("Something went wrong")
                .containsPattern("Reference for your administrator: <code>[0-9A-F]{8}</code>")
                .doesNotContain("jdbc", "Weber", "IllegalStateException");
    }

    @Test
    void aProgramGetsTheStatusAndTheReference() {
        failed(503, new IllegalStateException("secret"));

        assertThat(body(pages.error(request)))
                .containsPattern("reference=[0-9A-F]{8}")
                .contains("status=503")
                .doesNotContain("secret");
    }

    @Test
    void aMissingAndAForbiddenPageLookAlike() {
        failed(404, null);
        String missing = body(html());
        failed(403, null);

        assertThat(body(html())).isEqualTo(missing).contains("There is no such page, or it isn’t open to you.");
    }

    @Test
    void aBadRequestIsNotCalledAFault() {
        failed(400, null);

        assertThat(body(html())).contains("This request can’t be answered").doesNotContain("Reference");
    }

    @Test
    void leadsBackWithinTheContextPath() {
        request.setContextPath("/lightbox-node");
        failed(404, null);

        assertThat(body(html())).contains("href=\"/lightbox-node/\"", "/lightbox-node/pages/pages.css");
    }

    @Test
    void speaksTheBrowsersLanguage() {
        request.addHeader("Accept-Language", "de-DE,de;q=0.9,en;q=0.8");
        failed(500, null);

        assertThat(body(html()))
                .contains(
                        "<html lang=\"de\">",
                        "Es ist ein Fehler aufgetreten",
                        "Kennung für Ihre Administration: <code>");
    }

    private void failed(int status, @Nullable Exception cause) {
        request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, status);
        request.setAttribute(RequestDispatcher.ERROR_EXCEPTION, cause);
    }

    private ResponseEntity<?> html() {
        request.removeHeader("Accept");
        request.addHeader("Accept", "text/html");
        return pages.error(request);
    }

    private static String body(ResponseEntity<?> answer) {
        return Objects.requireNonNull(answer.getBody()).toString();
    }
}
