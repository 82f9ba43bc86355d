package dev.lightbox.security.oidc;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** The paths by which users sign in and out, relative to the context. */
public final class SignInPaths {

    /** The client's registration, part of the paths that Keycloak's realm file names. */
    static final String REGISTRATION = "lightbox";

    /** Sends the browser to the identity provider, and back to where it wanted to go. */
    public static final String START = "/oauth2/authorization/" + REGISTRATION;

    /** Where the identity provider sends the browser back to. */
    public static final String CALLBACK = "/login/oauth2/code/" + REGISTRATION;

    /** Where the identity provider tells that a session is over (OpenID Connect Back-Channel Logout 1.0). */
    public static final String BACK_CHANNEL_LOGOUT = "/logout/connect/back-channel/" + REGISTRATION;

    /** Signs out, here and at the identity provider; POST with a CSRF token. */
    public static final String SIGN_OUT = "/logout";

    /** Shown after signing out. */
    public static final String SIGNED_OUT = "/signed-out";

    /** Says why signing in failed: parameters {@code reason} (a {@link SignInFailure}) and {@code reference}. */
    public static final String FAILED = "/sign-in-failed";

    private static final RequestMatcher START_REQUEST =
            PathPatternRequestMatcher.withDefaults().matcher(START);

    private SignInPaths() {}

    static boolean isStart(HttpServletRequest request) {
        return START_REQUEST.matches(request);
    }
}
