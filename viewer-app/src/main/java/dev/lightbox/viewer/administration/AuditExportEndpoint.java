package dev.lightbox.viewer.administration;

import dev.lightbox.security.CurrentUser;
import dev.lightbox.security.audit.AuditKind;
import dev.lightbox.security.audit.AuditOutcome;
import dev.lightbox.security.audit.AuditQuery;
import dev.lightbox.security.audit.AuditUnavailableException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What administrators take away of the audit trail, as a file: {@code GET /audit-export/csv} or {@code /xml}, with the criteria of the page. Streamed. */
@RestController
class AuditExportEndpoint {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final AuditBrowser browser;
    private final CurrentUser currentUser;
    private final Clock clock;

    AuditExportEndpoint(AuditBrowser browser, CurrentUser currentUser, Clock clock) {
        this.browser = browser;
        this.currentUser = currentUser;
        this.clock = clock;
    }

    @GetMapping("/audit-export/{format:csv|xml}")
    void export(
            @PathVariable String format,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String until,
            @RequestParam(defaultValue = "") String user,
            @RequestParam(defaultValue = "") String patient,
            @RequestParam(defaultValue = "") String study,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String outcome,
            HttpServletResponse response)
            throws IOException {
        AuditExport export = AuditExport.valueOf(format.toUpperCase(Locale.ROOT));
        AuditQuery query;
        try {
            query = new AuditQuery(
                    given(from, Instant::parse),
                    given(until, Instant::parse),
                    given(user, Function.identity()),
                    given(patient, Function.identity()),
                    given(study, Function.identity()),
                    given(kind, AuditKind::valueOf),
                    given(outcome, AuditOutcome::valueOf));
        } catch (DateTimeException | IllegalArgumentException e) {
            say(response, HttpStatus.BAD_REQUEST, "A parameter can't be understood.");
            return;
        }
        try {
            browser.beginExport(currentUser.require(), query, export);
        } catch (AuditBrowser.TooManyRecordsException e) {
            say(response, HttpStatus.CONTENT_TOO_LARGE, String.valueOf(e.getMessage()));
            return;
        } catch (AuditUnavailableException e) {
            say(response, HttpStatus.SERVICE_UNAVAILABLE, "The audit trail can't be written.");
            return;
        }
        response.setContentType(export.mediaType());
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader(
                "Content-Disposition",
                "attachment; filename=\"lightbox-audit-" + STAMP.format(clock.instant()) + "." + format + "\"");
        browser.export(query, export, response.getOutputStream());
    }

    private static <T> Optional<T> given(String text, Function<String, T> value) {
        return text.isEmpty() ? Optional.empty() : Optional.of(value.apply(text));
    }

    private static void say(HttpServletResponse response, HttpStatus status, String text) throws IOException {
        response.setStatus(status.value());
        response.setContentType("text/plain");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.getWriter().write(text);
    }
}
