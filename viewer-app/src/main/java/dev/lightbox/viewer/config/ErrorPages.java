package dev.lightbox.viewer.config;

import dev.lightbox.viewer.language.Texts;
import dev.lightbox.viewer.language.UserLanguage;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * What is shown for a request that failed: its kind, and a reference under which the log has the rest. Never a message of an exception, a path or
 * an address.
 */
@Controller
class ErrorPages implements ErrorController {

    private static final Logger log = LoggerFactory.getLogger(ErrorPages.class);

    private final UserLanguage languages;

    ErrorPages(UserLanguage languages) {
        this.languages = languages;
    }

    @RequestMapping("/error")
    ResponseEntity<?> error(HttpServletRequest request) {
        HttpStatus status = status(request);
        String reference = status.is5xxServerError() ? logged(request, status) : "";
        String accept = request.getHeader("Accept");
        if (accept != null && accept.contains("text/html")) {
            return ResponseEntity.status(status)
                    .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                    .body(page(languages.texts(request), status, reference).html(request.getContextPath()));
        }
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(
                        reference.isEmpty()
                                ? Map.of("status", status.value())
                                : Map.of("status", status.value(), "reference", reference));
    }

    private static String logged(HttpServletRequest request, HttpStatus status) {
        String reference = References.next();
        Throwable cause = (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        log.error("A request failed with {}, reference {}", status.value(), reference, cause);
        return reference;
    }

    private static HttpStatus status(HttpServletRequest request) {
        // Asked for directly, without an error: there is no such page.
        @Nullable Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        HttpStatus status = code instanceof Integer value ? HttpStatus.resolve(value) : HttpStatus.NOT_FOUND;
        return status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status;
    }

    private static Page page(Texts texts, HttpStatus status, String reference) {
        String what = switch (status) {
            case NOT_FOUND, FORBIDDEN, UNAUTHORIZED, METHOD_NOT_ALLOWED -> "error.notAvailable";
            default -> status.is4xxClientError() ? "error.request" : "error.fault";
        };
        return new Page(texts, texts.get(what), texts.get(what + ".text"), texts.get("toWorklist"), "/", reference);
    }
}
