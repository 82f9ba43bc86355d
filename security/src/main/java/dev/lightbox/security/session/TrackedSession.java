package dev.lightbox.security.session;

import dev.lightbox.security.User;
import jakarta.servlet.http.HttpSession;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One session as {@link ActiveSessions} keeps it. Thread-safe. */
final class TrackedSession {

    private static final Logger log = LoggerFactory.getLogger(TrackedSession.class);

    private final Runnable invalidation;
    private final String key = UUID.randomUUID().toString();
    private final List<Consumer<SessionEnd>> listeners = new ArrayList<>();
    private ActiveSessions.Subscription signOut = () -> {};
    private @Nullable SessionEnd ended;
    private @Nullable Instant shareEnd;
    private @Nullable Instant signedInAt;
    private @Nullable User user;
    private String browser = "";
    private Instant lastActivity;

    TrackedSession(HttpSession session, Instant now) {
        this(session::invalidate, now);
    }

    /** @param invalidation makes sure that no request finds it any longer */
    TrackedSession(Runnable invalidation, Instant now) {
        this.invalidation = invalidation;
        this.lastActivity = now;
    }

    synchronized void touch(Instant now) {
        lastActivity = now;
    }

    synchronized void signedIn(Instant now, @Nullable User newUser, String newBrowser) {
        signedInAt = now;
        lastActivity = now;
        user = newUser;
        browser = newBrowser;
    }

    /** From now on it is a guest's, who may stay no longer than until then. */
    synchronized void enteredByShare(Instant now, User guest, Instant until) {
        signedIn(now, guest, "");
        shareEnd = until;
    }

    String key() {
        return key;
    }

    synchronized Optional<User> user() {
        return Optional.ofNullable(user);
    }

    /** The same person, with what they may do now. */
    synchronized void renew(User newUser) {
        if (user != null && user.subject().equals(newUser.subject())) {
            user = newUser.at(user.address());
        }
    }

    /** Empty where nobody has signed in: guests haven't. */
    synchronized Optional<SignedInSession> describe(SessionLimits limits) {
        return signedInAt == null || user == null || user.guest().isPresent() || ended != null
                ? Optional.empty()
                : Optional.of(new SignedInSession(
                        key,
                        user,
                        browser,
                        signedInAt,
                        lastActivity,
                        lastActivity.plus(limits.idleTimeout()),
                        signedInAt.plus(limits.absoluteTimeout())));
    }

    synchronized boolean isSignedIn() {
        return signedInAt != null;
    }

    /** Why the session must end now, or null. */
    synchronized @Nullable SessionEnd overdue(SessionLimits limits, Instant now) {
        if (signedInAt == null) {
            return isPast(lastActivity.plus(SessionLimits.SIGN_IN_TIMEOUT), now) ? SessionEnd.IDLE : null;
        }
        if (shareEnd != null && isPast(shareEnd, now)) {
            return SessionEnd.SHARE_OVER;
        }
        if (isPast(signedInAt.plus(limits.absoluteTimeout()), now)) {
            return SessionEnd.ABSOLUTE_LIMIT;
        }
        return isPast(lastActivity.plus(limits.idleTimeout()), now) ? SessionEnd.IDLE : null;
    }

    private static boolean isPast(Instant limit, Instant now) {
        return !now.isBefore(limit);
    }

    ActiveSessions.Subscription subscribe(Consumer<SessionEnd> listener) {
        SessionEnd reason;
        synchronized (this) {
            reason = ended;
            if (reason == null) {
                listeners.add(listener);
            }
        }
        if (reason != null) {
            listener.accept(reason);
        }
        return () -> {
            synchronized (this) {
                listeners.remove(listener);
            }
        };
    }

    /** Takes the place of the one before. */
    void subscribeSignOut(Consumer<SessionEnd> listener) {
        ActiveSessions.Subscription former;
        synchronized (this) {
            former = signOut;
            signOut = subscribe(listener);
        }
        former.close();
    }

    /** Tells the listeners, once. */
    void ended(SessionEnd reason) {
        List<Consumer<SessionEnd>> told;
        synchronized (this) {
            if (ended != null) {
                return;
            }
            ended = reason;
            told = List.copyOf(listeners);
            listeners.clear();
        }
        for (Consumer<SessionEnd> listener : told) {
            try {
                listener.accept(reason);
            } catch (RuntimeException e) {
                log.warn("A listener failed at the end of a session", e);
            }
        }
    }

    void invalidate() {
        try {
            invalidation.run();
        } catch (IllegalStateException e) {
            // Two ways of ending it met; it is gone, which is what was wanted.
            log.debug("The session was invalid already", e);
        }
    }
}
