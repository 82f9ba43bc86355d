package dev.lightbox.security.oidc;

import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.web.client.ResourceAccessException;

/** Why signing in failed, as far as the user can do something about it. */
public enum SignInFailure {
    /** The identity provider doesn't answer. */
    UNREACHABLE,
    /** The sign-in took too long, or was begun in another browser or before a restart. */
    EXPIRED,
    /** The user or the identity provider refused. */
    DENIED,
    /** The identity provider's answer can't be accepted: clocks, secrets, configuration. */
    REJECTED,
    /** The sign-in can't be recorded in the audit trail. */
    NOT_RECORDED;

    private static final Set<String> STATE_LOST =
            Set.of("authorization_request_not_found", "invalid_state_parameter", "invalid_nonce", "invalid_grant");
    private static final Set<String> REFUSED = Set.of("access_denied", "consent_required", "unauthorized_client");
    private static final Set<String> DOWN = Set.of("server_error", "temporarily_unavailable");

    /** As it stands in an address. */
    public String parameter() {
        return name().toLowerCase(Locale.ROOT);
    }

    static SignInFailure of(AuthenticationException exception) {
        if (causedByNetwork(exception)) {
            return UNREACHABLE;
        }
        if (exception instanceof OAuth2AuthenticationException oauth2) {
            String code = oauth2.getError().getErrorCode();
            String description = oauth2.getError().getDescription();
            // Keycloak's word for a form that was left open too long.
            if (STATE_LOST.contains(code) || "authentication_expired".equals(description)) {
                return EXPIRED;
            }
            if (REFUSED.contains(code)) {
                return DENIED;
            }
            if (DOWN.contains(code)) {
                return UNREACHABLE;
            }
        }
        return REJECTED;
    }

    private static boolean causedByNetwork(Throwable exception) {
        for (Throwable cause = exception; cause != null; cause = cause.getCause()) {
            if (cause instanceof ResourceAccessException || cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }
}
