package dev.lightbox.security.session;

import dev.lightbox.security.User;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP sessions of this node with each one's last <em>user</em> activity. The container's own time-out can't serve: heartbeats and polls of an
 * unattended tab keep it from running out, and messages on an open WebSocket don't reach it.
 *
 * <p>Session IDs are secrets: they are never logged. Thread-safe.
 */
public final class ActiveSessions {

    private static final Logger log = LoggerFactory.getLogger(ActiveSessions.class);

    private final SessionLimits limits;
    private final Clock clock;
    private final Map<String, TrackedSession> sessions = new ConcurrentHashMap<>();

    public ActiveSessions(SessionLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * The user did something in this session: a message on an open stream, say. Requests are counted already.
     *
     * @return false where the session doesn't exist (any longer) or is over its limits; then nothing may be served for it
     */
    public boolean recordActivity(String sessionId) {
        TrackedSession session = sessions.get(sessionId);
        if (session == null || endIfOverdue(session)) {
            return false;
        }
        session.touch(clock.instant());
        return true;
    }

    /** Whether the session exists and is within its limits. Doesn't count as activity. */
    public boolean isAlive(String sessionId) {
        TrackedSession session = sessions.get(sessionId);
        return session != null && !endIfOverdue(session);
    }

    /**
     * Calls {@code listener} once when the session ends, on whichever thread ends it; at once, on this one, where it is over already. The
     * listener must not block.
     *
     * @return to be closed when the listener isn't needed any longer
     */
    public Subscription onEnd(String sessionId, Consumer<SessionEnd> listener) {
        TrackedSession session = sessions.get(sessionId);
        if (session == null) {
            listener.accept(SessionEnd.CONTAINER);
            return () -> {};
        }
        return session.subscribe(listener);
    }

    /**
     * As {@link #onEnd}, for whoever records signing out: where somebody signs in again in a session that goes on, the new listener takes the place of the former.
     */
    public void onSignOut(String sessionId, Consumer<SessionEnd> listener) {
        TrackedSession session = sessions.get(sessionId);
        if (session == null) {
            listener.accept(SessionEnd.CONTAINER);
        } else {
            session.subscribeSignOut(listener);
        }
    }

    /** Ends a session: invalidates it and tells its listeners. Does nothing where there is none. */
    public void end(String sessionId, SessionEnd reason) {
        TrackedSession session = sessions.get(sessionId);
        if (session != null && forget(session)) {
            end(session, reason);
        }
    }

    /** Ends all sessions that are over their limits. Called every second. */
    public void endOverdue() {
        sessions.values().forEach(this::endIfOverdue);
    }

    /** How many there are, those of people who are only about to sign in included. */
    public int count() {
        return (int) sessions.values().stream().distinct().count();
    }

    /** Who is signed in with this session, as they are now; empty where it doesn't exist, or nobody is. */
    public Optional<User> user(String sessionId) {
        TrackedSession session = sessions.get(sessionId);
        return session == null ? Optional.empty() : session.user();
    }

    /** The session as its user sees it; empty where it doesn't exist, or nobody is signed in. */
    public Optional<SignedInSession> find(String sessionId) {
        TrackedSession session = sessions.get(sessionId);
        return session == null ? Optional.empty() : session.describe(limits);
    }

    /** The sessions of everybody who is signed in at this node, the longest first. */
    public List<SignedInSession> all() {
        return sessions.values().stream()
                .distinct()
                .flatMap(session -> session.describe(limits).stream())
                .sorted(Comparator.comparing(SignedInSession::signedInAt))
                .toList();
    }

    /** The sessions of one user at this node, the longest first. */
    public List<SignedInSession> of(String subject) {
        return all().stream()
                .filter(session -> session.user().subject().equals(subject))
                .toList();
    }

    /**
     * Ends a session that somebody was shown.
     *
     * @param key see {@link SignedInSession#key}
     * @return false where there is none (any longer)
     */
    public boolean endByKey(String key, SessionEnd reason) {
        for (TrackedSession session : sessions.values()) {
            if (session.key().equals(key) && forget(session)) {
                end(session, reason);
                return true;
            }
        }
        return false;
    }

    /** What its user may do has changed: from now on this counts. Does nothing where it is another's by now, or has ended. */
    public void renew(String key, User user) {
        sessions.values().stream().filter(session -> session.key().equals(key)).forEach(session -> session.renew(user));
    }

    /**
     * A guest has come by a link. Their session isn't the container's, but ends by the same limits, and besides when the share expires. It is in no list of those who
     * are signed in.
     *
     * @param sessionId as secret as the container's, and never one of those
     * @param until when the share expires
     * @param invalidation makes sure that no request finds the session any longer; must not block
     */
    public void enteredByShare(String sessionId, User guest, Instant until, Runnable invalidation) {
        Instant now = clock.instant();
        TrackedSession session = new TrackedSession(invalidation, now);
        session.enteredByShare(now, guest, until);
        sessions.put(sessionId, session);
    }

    /** From now on the session belongs to a user who has just signed in; null where the application doesn't know them. */
    void signedIn(HttpSession session, @Nullable User user, String browser) {
        track(session).signedIn(clock.instant(), user, browser);
    }

    /**
     * A request came with this session.
     *
     * @return false where the session was over its limits; it is gone then
     */
    boolean requested(HttpSession session, boolean userActivity) {
        TrackedSession tracked = track(session);
        if (endIfOverdue(tracked)) {
            return false;
        }
        if (userActivity) {
            tracked.touch(clock.instant());
        }
        return true;
    }

    void created(HttpSession session) {
        track(session);
    }

    /**
     * The session is known by its earlier IDs too: a stream that was opened before another tab signed in again goes on. The container accepts the new
     * one only.
     */
    void idChanged(HttpSession session, String oldId) {
        TrackedSession tracked = sessions.get(oldId);
        if (tracked != null) {
            sessions.put(session.getId(), tracked);
        }
    }

    void destroyed(HttpSession session) {
        TrackedSession tracked = sessions.get(session.getId());
        if (tracked != null && forget(tracked)) {
            // A session that this class ends is no longer in the map: so somebody else did.
            tracked.ended(tracked.isSignedIn() ? SessionEnd.SIGNED_OUT : SessionEnd.CONTAINER);
        }
    }

    private TrackedSession track(HttpSession session) {
        return sessions.computeIfAbsent(session.getId(), id -> new TrackedSession(session, clock.instant()));
    }

    private boolean endIfOverdue(TrackedSession session) {
        SessionEnd reason = session.overdue(limits, clock.instant());
        if (reason == null) {
            return false;
        }
        if (forget(session)) {
            log.info("A session has ended: {}", reason);
            end(session, reason);
        }
        return true;
    }

    /** Removes it under all of its IDs; false where somebody else has already. */
    private boolean forget(TrackedSession session) {
        return sessions.values().removeIf(tracked -> tracked == session);
    }

    private static void end(TrackedSession session, SessionEnd reason) {
        // Invalid first: a browser that is told and asks again must find no session.
        session.invalidate();
        session.ended(reason);
    }

    /** Takes a listener back; may be called more than once. */
    @FunctionalInterface
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
