package dev.lightbox.security.oidc;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.web.RedirectStrategy;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;

/**
 * Signs out of Keycloak too, once the session here has ended (OpenID Connect RP-Initiated Logout 1.0, with {@code id_token_hint}), and comes back to
 * {@link SignInPaths#SIGNED_OUT}. Where Keycloak can't be reached, that page says that the user is still signed in there.
 */
final class SignOutHandler implements LogoutSuccessHandler {

    private static final Logger log = LoggerFactory.getLogger(SignOutHandler.class);

    private final OidcClientInitiatedLogoutSuccessHandler atProvider;
    private final IdentityProviderProbe probe;
    private final RedirectStrategy redirects;

    SignOutHandler(
            ClientRegistrationRepository registrations, IdentityProviderProbe probe, RedirectStrategy redirects) {
        this.probe = probe;
        this.redirects = redirects;
        atProvider = new OidcClientInitiatedLogoutSuccessHandler(registrations);
        atProvider.setPostLogoutRedirectUri("{baseUrl}" + SignInPaths.SIGNED_OUT);
        atProvider.setDefaultTargetUrl(SignInPaths.SIGNED_OUT);
        atProvider.setRedirectStrategy(redirects);
    }

    @Override
    public void onLogoutSuccess(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication)
            throws IOException, ServletException {
        var failure = probe.failure();
        if (failure.isPresent()) {
            log.warn(
                    "Signed out here only, the identity provider doesn't answer: {}",
                    failure.get().getMessage());
            redirects.sendRedirect(request, response, SignInPaths.SIGNED_OUT + "?incomplete");
        } else {
            atProvider.onLogoutSuccess(request, response, authentication);
        }
    }
}
