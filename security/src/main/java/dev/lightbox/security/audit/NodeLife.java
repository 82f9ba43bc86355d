package dev.lightbox.security.audit;

import jakarta.annotation.PreDestroy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

/** Records when the node starts and stops. One that can't record doesn't start. */
final class NodeLife {

    private static final Logger log = LoggerFactory.getLogger(NodeLife.class);

    private final AuditLog audit;
    private boolean started;

    NodeLife(AuditLog audit) {
        this.audit = audit;
    }

    @EventListener(ApplicationReadyEvent.class)
    void started() {
        audit.record(AuditEvent.done(AuditKind.NODE_STARTED, AuditUser.unknown("")));
        started = true;
    }

    @PreDestroy
    void stopped() {
        if (!started) {
            return;
        }
        try {
            audit.record(AuditEvent.done(AuditKind.NODE_STOPPED, AuditUser.unknown("")));
        } catch (AuditUnavailableException e) {
            // It stops all the same; the missing record tells that it did so without a word.
            log.error("The end of this node can't be recorded", e);
        }
    }
}
