package dev.lightbox.security.session;

import dev.lightbox.security.User;
import dev.lightbox.security.UserPrincipal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

/**
 * Starts the clock of a session at sign-in. A session that belonged to another user is thrown away first, with all that was kept in it.
 * Changing the session's ID at sign-in is Spring Security's part.
 */
public final class SignInSessionStrategy implements SessionAuthenticationStrategy {

    private final ActiveSessions sessions;

    public SignInSessionStrategy(ActiveSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public void onAuthentication(
            Authentication authentication, HttpServletRequest request, HttpServletResponse response) {
        HttpSession existing = request.getSession(false);
        if (existing != null && belongsToAnother(existing, authentication)) {
            sessions.end(existing.getId(), SessionEnd.SIGNED_OUT);
        }
        User user = authentication.getPrincipal() instanceof UserPrincipal principal
                ? principal.user().at(request.getRemoteAddr())
                : null;
        sessions.signedIn(request.getSession(), user, browser(request));
    }

    /** Without what could disturb a page or a log. */
    private static String browser(HttpServletRequest request) {
        String named = Objects.requireNonNullElse(request.getHeader(HttpHeaders.USER_AGENT), "");
        String plain = named.replaceAll("[^ -~]", "");
        return plain.substring(0, Math.min(plain.length(), SignedInSession.LONGEST_BROWSER));
    }

    private static boolean belongsToAnother(HttpSession session, Authentication authentication) {
        return session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY)
                        instanceof SecurityContext context
                && context.getAuthentication() != null
                && !context.getAuthentication().getName().equals(authentication.getName());
    }
}
