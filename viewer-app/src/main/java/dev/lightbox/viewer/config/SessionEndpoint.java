package dev.lightbox.viewer.config;

import dev.lightbox.security.session.ActiveSessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells a page how long its session still lives, so that it can warn its user. Asking is no user activity ({@link UserActivity}); posting, which the user's wish to stay makes
 * the page do, is. Thread-safe.
 */
@RestController
class SessionEndpoint {

    static final String PATH = "/session";

    private final ActiveSessions sessions;
    private final Clock clock;

    SessionEndpoint(ActiveSessions sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    /**
     * @param idleSeconds until the session ends if the user does nothing
     * @param absoluteSeconds until it ends whatever they do
     * @param csrfHeader the header in which {@code csrfToken} comes back with a POST
     */
    record Life(long idleSeconds, long absoluteSeconds, String csrfHeader, String csrfToken) {}

    /** 401 where the session has ended. */
    @GetMapping(PATH)
    ResponseEntity<Life> life(HttpServletRequest request, CsrfToken csrf) {
        HttpSession session = request.getSession(false);
        return session == null
                ? ended()
                : sessions.find(session.getId())
                        .map(one -> ResponseEntity.ok()
                                .cacheControl(CacheControl.noStore())
                                .body(new Life(
                                        secondsUntil(one.idleEnd()),
                                        secondsUntil(one.absoluteEnd()),
                                        csrf.getHeaderName(),
                                        Objects.requireNonNull(csrf.getToken()))))
                        .orElseGet(SessionEndpoint::ended);
    }

    /** The user wants to stay; the filter before has counted that. */
    @PostMapping(PATH)
    ResponseEntity<Void> stay() {
        return ResponseEntity.noContent().cacheControl(CacheControl.noStore()).build();
    }

    private long secondsUntil(Instant end) {
        return Math.max(0, Duration.between(clock.instant(), end).toSeconds());
    }

    private static ResponseEntity<Life> ended() {
        return ResponseEntity.status(HttpStatus.UNAUTHORIZED)
                .cacheControl(CacheControl.noStore())
                .build();
    }
}
