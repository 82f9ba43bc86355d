package dev.lightbox.security.oidc;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/**
 * Sends the browser to a page that says what happened and offers to try again. Never tries by itself: that would be a loop where the cause
 * persists.
 */
final class SignInFailureHandler implements AuthenticationFailureHandler {

    private static final Logger log = LoggerFactory.getLogger(SignInFailureHandler.class);

    private final SignInAudit audit;

    SignInFailureHandler(SignInAudit audit) {
        this.audit = audit;
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        SignInFailure failure = SignInFailure.of(exception);
        audit.failed(request, failure, redirect(request, response, failure, exception));
    }

    /** Redirects to {@link SignInPaths#FAILED}; the cause goes to the log, only its reference, which is returned, to the browser. */
    static String redirect(
            HttpServletRequest request, HttpServletResponse response, SignInFailure failure, Exception cause)
            throws IOException {
        String reference = HexFormat.of()
                .toHexDigits(ThreadLocalRandom.current().nextInt())
                .toUpperCase(Locale.ROOT);
        // The messages of these exceptions quote the provider's error and addresses, no tokens.
        log.warn("Signing in failed ({}), reference {}: {}", failure, reference, oneLine(cause));
        log.debug("Reference {}", reference, cause);
        response.sendRedirect(request.getContextPath()
                + SignInPaths.FAILED
                + "?reason="
                + failure.parameter()
                + "&reference="
                + reference);
        return reference;
    }

    /** What came in from outside can't forge lines in the log. */
    private static String oneLine(Exception cause) {
        return String.valueOf(cause.getMessage()).replaceAll("\\p{Cntrl}+", " ");
    }
}
