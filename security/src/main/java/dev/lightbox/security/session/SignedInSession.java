package dev.lightbox.security.session;

import dev.lightbox.security.User;
import java.time.Instant;

/**
 * A session as its user and administrators see it.
 *
 * @param key a handle by which it can be ended, nothing with which anybody gets in; never the session's ID
 * @param user as they are now, with the address from which they signed in
 * @param browser what the browser called itself when they signed in, at most {@value #LONGEST_BROWSER} characters; empty where it didn't
 * @param lastActivity when the user last did something
 * @param idleEnd when it ends if they do nothing
 * @param absoluteEnd when it ends whatever they do
 */
public record SignedInSession(
        String key,
        User user,
        String browser,
        Instant signedInAt,
        Instant lastActivity,
        Instant idleEnd,
        Instant absoluteEnd) {

    static final int LONGEST_BROWSER = 300;
}
