package dev.lightbox.security.oidc;

import dev.lightbox.security.session.ActiveSessions;
import dev.lightbox.security.session.SessionEnd;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.oidc.authentication.logout.OidcLogoutToken;
import org.springframework.security.oauth2.client.oidc.session.OidcSessionInformation;
import org.springframework.security.oauth2.client.oidc.session.OidcSessionRegistry;
import org.springframework.security.web.authentication.logout.LogoutHandler;

/**
 * Ends the sessions that a verified logout token names, and with them their open streams. Spring Security's own way, a request to itself with the
 * session's cookie, needs to know its own address, cookie and CSRF token.
 */
final class BackChannelLogout implements LogoutHandler {

    private final OidcSessionRegistry registry;
    private final ActiveSessions sessions;

    BackChannelLogout(OidcSessionRegistry registry, ActiveSessions sessions) {
        this.registry = registry;
        this.sessions = sessions;
    }

    @Override
    public void logout(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication) {
        if (authentication == null || !(authentication.getPrincipal() instanceof OidcLogoutToken token)) {
            return;
        }
        for (OidcSessionInformation session : registry.removeSessionInformation(token)) {
            sessions.end(session.getSessionId(), SessionEnd.SIGNED_OUT);
        }
    }
}
