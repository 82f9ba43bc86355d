package dev.lightbox.security.sharing;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * The cookie with the secret of a guest's session. Its path is the share's, so that several shares stand beside each other in one browser, and none of them comes
 * along anywhere else.
 *
 * @param name with the port in it, as cookies don't tell ports apart
 * @param alwaysSecure where TLS ends before this server
 */
public record GuestCookie(String name, boolean alwaysSecure) {

    Optional<String> read(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return Optional.empty();
        }
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(name)) {
                return Optional.of(cookie.getValue());
            }
        }
        return Optional.empty();
    }

    /** The secret that came with a request; empty text where there is none. */
    public String secret(HttpServletRequest request) {
        return read(request).orElse("");
    }

    /** For as long as the browser runs; the server ends the session before that. */
    public void set(HttpServletRequest request, HttpServletResponse response, String shareId, String secret) {
        add(request, response, shareId, secret, Duration.ofSeconds(-1));
    }

    public void remove(HttpServletRequest request, HttpServletResponse response, String shareId) {
        add(request, response, shareId, "", Duration.ZERO);
    }

    private void add(
            HttpServletRequest request, HttpServletResponse response, String shareId, String value, Duration age) {
        ResponseCookie cookie = ResponseCookie.from(name, value)
                .path(request.getContextPath() + SharePaths.base(shareId))
                .httpOnly(true)
                .secure(alwaysSecure || request.isSecure())
                .sameSite("Strict")
                .maxAge(age)
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
