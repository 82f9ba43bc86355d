package dev.lightbox.viewer.sharing;

import dev.lightbox.security.CurrentUser;
import dev.lightbox.security.GuestPass;
import dev.lightbox.security.User;
import dev.lightbox.security.audit.AuditUnavailableException;
import dev.lightbox.security.sharing.GuestCookie;
import dev.lightbox.security.sharing.GuestSessions;
import dev.lightbox.security.sharing.Share;
import dev.lightbox.security.sharing.SharePaths;
import dev.lightbox.security.sharing.Shares;
import dev.lightbox.security.sharing.Shares.Opening;
import dev.lightbox.viewer.config.Page;
import dev.lightbox.viewer.language.Texts;
import dev.lightbox.viewer.language.UserLanguage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The pages of somebody who got a link. The link's secret stands behind {@code #}, so that the address that is asked for, logged, previewed by robots and told to others never has
 * it; the page's script takes it out of the address line, and a click sends it. Only that uses up an opening.
 */
@Controller
class SharePages {

    private static final Logger log = LoggerFactory.getLogger(SharePages.class);

    private final Shares shares;
    private final GuestSessions guests;
    private final GuestCookie cookie;
    private final CurrentUser currentUser;
    private final UserLanguage languages;

    SharePages(
            Shares shares, GuestSessions guests, GuestCookie cookie, CurrentUser currentUser, UserLanguage languages) {
        this.shares = shares;
        this.guests = guests;
        this.cookie = cookie;
        this.currentUser = currentUser;
        this.languages = languages;
    }

    @GetMapping(SharePaths.LINK)
    ResponseEntity<String> link(CsrfToken csrf, HttpServletRequest request) {
        Texts texts = languages.texts(request);
        return answer(HttpStatus.OK, SharePage.form(texts, request.getContextPath(), csrf, "", Optional.empty()));
    }

    @PostMapping(SharePaths.LINK)
    ResponseEntity<String> open(
            @RequestParam(defaultValue = "") String token,
            @RequestParam(defaultValue = "") String code,
            CsrfToken csrf,
            HttpServletRequest request,
            HttpServletResponse response) {
        Texts texts = languages.texts(request);
        if (!guests.hasRoom()) {
            return message(HttpStatus.SERVICE_UNAVAILABLE, texts, "share.full", request);
        }
        try {
            return switch (shares.open(token, code, request.getRemoteAddr())) {
                case Opening.Opened(Share share) -> {
                    String secret = guests.begin(share, request.getRemoteAddr());
                    cookie.set(request, response, share.id(), secret);
                    yield ResponseEntity.status(HttpStatus.SEE_OTHER)
                            .header(
                                    HttpHeaders.LOCATION,
                                    request.getContextPath() + SharePaths.base(share.id()) + "/viewer")
                            .cacheControl(CacheControl.noStore())
                            .build();
                }
                case Opening.CodeWanted(boolean wrong) ->
                    answer(
                            wrong ? HttpStatus.FORBIDDEN : HttpStatus.OK,
                            SharePage.form(texts, request.getContextPath(), csrf, token, Optional.of(wrong)));
                case Opening.Refused() -> message(HttpStatus.NOT_FOUND, texts, "share.refused", request);
                case Opening.Slowed(Duration retryAfter) -> {
                    response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter.toSeconds()));
                    yield message(HttpStatus.TOO_MANY_REQUESTS, texts, "share.slowed", request);
                }
            };
        } catch (AuditUnavailableException e) {
            log.error("A share can't be opened", e);
            return message(HttpStatus.SERVICE_UNAVAILABLE, texts, "share.notRecorded", request);
        }
    }

    /** The viewer of one study; for whoever has no session here, what they can do about it. */
    @GetMapping(SharePaths.GUEST + "/viewer")
    ResponseEntity<String> viewer(@PathVariable String share, CsrfToken csrf, HttpServletRequest request) {
        Texts texts = languages.texts(request);
        Optional<GuestPass> pass = currentUser.get().flatMap(User::guest);
        return pass.isPresent()
                ? answer(HttpStatus.OK, SharePage.viewer(texts, request.getContextPath(), csrf, pass.get()))
                : message(HttpStatus.UNAUTHORIZED, texts, "share.over", request);
    }

    @PostMapping(SharePaths.GUEST + "/leave")
    ResponseEntity<String> leave(@PathVariable String share, HttpServletRequest request, HttpServletResponse response) {
        guests.end(share, cookie.secret(request));
        cookie.remove(request, response, share);
        return message(HttpStatus.OK, languages.texts(request), "share.left", request);
    }

    private static ResponseEntity<String> message(
            HttpStatus status, Texts texts, String key, HttpServletRequest request) {
        return answer(
                status, Page.html(texts, request.getContextPath(), texts.get(key), texts.get(key + ".text"), "", ""));
    }

    private static ResponseEntity<String> answer(HttpStatus status, String html) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .body(html);
    }
}
