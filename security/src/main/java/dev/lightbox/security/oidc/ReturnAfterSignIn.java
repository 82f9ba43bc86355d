package dev.lightbox.security.oidc;

import dev.lightbox.security.User;
import dev.lightbox.security.audit.AuditUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/** Sends the browser to the address for which the sign-in was begun; that is an address of this server, kept here, never a parameter. */
final class ReturnAfterSignIn implements AuthenticationSuccessHandler {

    private static final Logger log = LoggerFactory.getLogger(ReturnAfterSignIn.class);

    private final SignInAudit audit;
    private final AccountWatch accounts;
    private final OAuth2AuthorizedClientRepository clients;

    ReturnAfterSignIn(SignInAudit audit, AccountWatch accounts, OAuth2AuthorizedClientRepository clients) {
        this.audit = audit;
        this.accounts = accounts;
        this.clients = clients;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        HttpSession session = request.getSession();
        User user = OidcCurrentUser.from(authentication)
                .orElseThrow(() -> new IllegalStateException("signed in by other means"));
        if (!watch(request, session, authentication)) {
            session.invalidate();
            log.error(
                    "Nobody can sign in: Keycloak gives no refresh token, so that a disabled user would stay signed in."
                            + " Switch \"Use refresh tokens\" on in its client");
            String reference = SignInFailureHandler.redirect(
                    request, response, SignInFailure.REJECTED, new IllegalStateException("no refresh token"));
            audit.failed(request, SignInFailure.REJECTED, reference);
            return;
        }
        try {
            audit.signedIn(user.at(request.getRemoteAddr()), session.getId());
        } catch (AuditUnavailableException e) {
            session.invalidate();
            SignInFailureHandler.redirect(request, response, SignInFailure.NOT_RECORDED, e);
            return;
        }
        String returnTo = PendingSignIns.returnTo(request);
        response.sendRedirect(returnTo == null ? request.getContextPath() + "/" : returnTo);
    }

    private boolean watch(HttpServletRequest request, HttpSession session, Authentication authentication) {
        OAuth2AuthorizedClient client = clients.loadAuthorizedClient(SignInPaths.REGISTRATION, authentication, request);
        return client != null
                && authentication.getPrincipal() instanceof SignedInUser principal
                && accounts.watch(session, client, principal);
    }
}
