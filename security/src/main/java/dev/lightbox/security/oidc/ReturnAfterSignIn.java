package dev.lightbox.security.oidc;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/** Sends the browser to the address for which the sign-in was begun; that is an address of this server, kept here, never a parameter. */
final class ReturnAfterSignIn implements AuthenticationSuccessHandler {

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        String returnTo = PendingSignIns.returnTo(request);
        response.sendRedirect(returnTo == null ? request.getContextPath() + "/" : returnTo);
    }
}
