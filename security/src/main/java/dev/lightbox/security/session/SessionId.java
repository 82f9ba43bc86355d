package dev.lightbox.security.session;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;

/** Under which ID {@link ActiveSessions} knows the session of a request: the container's, or a guest's. */
public final class SessionId {

    private static final String ATTRIBUTE = SessionId.class.getName();

    private SessionId() {}

    /** Empty where there is no session. Creates none. */
    public static Optional<String> of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof String guests) {
            return Optional.of(guests);
        }
        return Optional.ofNullable(request.getSession(false)).map(HttpSession::getId);
    }

    /** The request belongs to a guest's session, whatever container's session comes along with it. */
    public static void set(HttpServletRequest request, String guests) {
        request.setAttribute(ATTRIBUTE, guests);
    }
}
