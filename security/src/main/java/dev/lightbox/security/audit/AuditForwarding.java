package dev.lightbox.security.audit;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.util.Optional;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

/**
 * Sending on, where a repository is configured.
 *
 * @param forwarder empty where none is
 */
public record AuditForwarding(Optional<AuditForwarder> forwarder) {

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        forwarder.ifPresent(AuditForwarder::start);
    }

    @PreDestroy
    void stop() throws InterruptedException, IOException {
        if (forwarder.isPresent()) {
            forwarder.get().stop();
        }
    }
}
