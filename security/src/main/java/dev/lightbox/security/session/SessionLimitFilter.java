package dev.lightbox.security.session;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.function.Predicate;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends a session that is over its limits before the request that came with it is looked at, and counts the request as user activity where it is
 * one. Stands before Spring Security's filters.
 */
public final class SessionLimitFilter extends OncePerRequestFilter {

    private final ActiveSessions sessions;
    private final Predicate<HttpServletRequest> userActivity;

    /** @param userActivity tells what a user does from what a browser tab does by itself */
    public SessionLimitFilter(ActiveSessions sessions, Predicate<HttpServletRequest> userActivity) {
        this.sessions = sessions;
        this.userActivity = userActivity;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        HttpSession session = request.getSession(false);
        if (session != null) {
            sessions.requested(session, userActivity.test(request));
        }
        chain.doFilter(request, response);
    }
}
