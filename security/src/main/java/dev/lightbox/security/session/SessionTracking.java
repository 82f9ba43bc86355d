package dev.lightbox.security.session;

import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;

/** Reports the container's sessions to {@link ActiveSessions}. */
public final class SessionTracking implements HttpSessionListener, HttpSessionIdListener {

    private final ActiveSessions sessions;

    public SessionTracking(ActiveSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public void sessionCreated(HttpSessionEvent event) {
        sessions.created(event.getSession());
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        sessions.destroyed(event.getSession());
    }

    @Override
    public void sessionIdChanged(HttpSessionEvent event, String oldSessionId) {
        sessions.idChanged(event.getSession(), oldSessionId);
    }
}
