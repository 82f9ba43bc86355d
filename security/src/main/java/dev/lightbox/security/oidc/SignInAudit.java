package dev.lightbox.security.oidc;

import dev.lightbox.security.User;
import dev.lightbox.security.audit.AuditEvent;
import dev.lightbox.security.audit.AuditKind;
import dev.lightbox.security.audit.AuditLog;
import dev.lightbox.security.audit.AuditObject;
import dev.lightbox.security.audit.AuditOutcome;
import dev.lightbox.security.audit.AuditUnavailableException;
import dev.lightbox.security.audit.AuditUser;
import dev.lightbox.security.session.ActiveSessions;
import dev.lightbox.security.session.SessionEnd;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records who signs in and out. Thread-safe. */
final class SignInAudit {

    private static final Logger log = LoggerFactory.getLogger(SignInAudit.class);

    private final AuditLog audit;
    private final ActiveSessions sessions;

    SignInAudit(AuditLog audit, ActiveSessions sessions) {
        this.audit = audit;
        this.sessions = sessions;
    }

    /**
     * Records the sign-in now, and the end of its session when that comes.
     *
     * @throws AuditUnavailableException where it can't be recorded: then nobody is to be signed in
     */
    void signedIn(User user, String sessionId) {
        AuditUser who = AuditUser.of(user);
        audit.record(AuditEvent.done(AuditKind.SIGNED_IN, who));
        // The listener mustn't block; the database may.
        sessions.onSignOut(
                sessionId, reason -> Thread.ofVirtual().name("audit-sign-out").start(() -> signedOut(who, reason)));
    }

    private void signedOut(AuditUser who, SessionEnd reason) {
        try {
            audit.record(new AuditEvent(AuditKind.SIGNED_OUT, AuditOutcome.SUCCESS, who, List.of(), reason.name()));
        } catch (AuditUnavailableException e) {
            log.error("The end of a session can't be recorded", e);
        }
    }

    void failed(HttpServletRequest request, SignInFailure failure, String reference) {
        try {
            audit.record(AuditEvent.refused(
                    AuditKind.SIGNED_IN,
                    AuditUser.unknown(request.getRemoteAddr()),
                    failure.name(),
                    new AuditObject.Resource("sign-in", "reference " + reference)));
        } catch (AuditUnavailableException e) {
            // Nobody got in; the log has it.
            log.error("A failed sign-in can't be recorded, reference {}", reference, e);
        }
    }
}
