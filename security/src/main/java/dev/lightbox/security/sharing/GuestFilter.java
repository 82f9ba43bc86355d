package dev.lightbox.security.sharing;

import dev.lightbox.security.session.SessionId;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Makes a request below {@code /shared/ID} a guest's where the cookie of that share's session comes along. Whoever else is signed in with the same browser is nobody
 * there. To be put into chains of those paths only.
 */
public final class GuestFilter extends OncePerRequestFilter {

    private final GuestSessions sessions;
    private final GuestCookie cookie;
    private final Predicate<HttpServletRequest> userActivity;

    /** @param userActivity tells what a guest does from what a browser tab does by itself */
    public GuestFilter(GuestSessions sessions, GuestCookie cookie, Predicate<HttpServletRequest> userActivity) {
        this.sessions = sessions;
        this.cookie = cookie;
        this.userActivity = userActivity;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<GuestSessions.Session> session =
                cookie.read(request).flatMap(secret -> sessions.find(SharePaths.shareId(request), secret));
        if (session.isPresent() && (!userActivity.test(request) || sessions.recordActivity(session.get()))) {
            SessionId.set(request, session.get().id());
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(
                    new Guest.Token(new Guest(Guest.user(session.get().share(), request.getRemoteAddr()))));
            SecurityContextHolder.setContext(context);
        }
        chain.doFilter(request, response);
    }
}
