package dev.lightbox.security.session;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long a signed-in session lives ({@code lightbox.session.*}).
 *
 * @param idleTimeout ends it after this time without user activity
 * @param absoluteTimeout ends it this long after signing in, whatever the user does
 */
@ConfigurationProperties("lightbox.session")
public record SessionLimits(
        @DefaultValue("15m") Duration idleTimeout,
        @DefaultValue("12h") Duration absoluteTimeout) {

    /** How long somebody who isn't signed in keeps a session: the identity provider's form may stay open as long. */
    static final Duration SIGN_IN_TIMEOUT = Duration.ofMinutes(30);

    public SessionLimits {
        requirePositive(idleTimeout, "lightbox.session.idle-timeout");
        requirePositive(absoluteTimeout, "lightbox.session.absolute-timeout");
    }

    private static void requirePositive(Duration duration, String property) {
        if (duration.toSeconds() < 1) {
            throw new IllegalArgumentException(property + " must be at least 1 s, not " + duration);
        }
    }
}
