package dev.lightbox.security.oidc;

import dev.lightbox.security.User;
import dev.lightbox.security.audit.AuditUnavailableException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/** Sends the browser to the address for which the sign-in was begun; that is an address of this server, kept here, never a parameter. */
final class ReturnAfterSignIn implements AuthenticationSuccessHandler {

    private final SignInAudit audit;

    ReturnAfterSignIn(SignInAudit audit) {
        this.audit = audit;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        HttpSession session = request.getSession();
        User user = OidcCurrentUser.from(authentication)
                .orElseThrow(() -> new IllegalStateException("signed in by other means"));
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
}
