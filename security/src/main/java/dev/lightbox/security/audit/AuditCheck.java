package dev.lightbox.security.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Verifies the audit trail while the node runs: every now and then, and when an administrator asks for it. One verification at a time. Thread-safe. */
public final class AuditCheck {

    private static final Logger log = LoggerFactory.getLogger(AuditCheck.class);

    private final AuditTrail trail;
    private final Clock clock;
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile @Nullable Result last;

    AuditCheck(AuditTrail trail, Clock clock) {
        this.trail = trail;
        this.clock = clock;
    }

    /**
     * What came of it.
     *
     * @param at when it ended
     * @param took how long it took
     */
    public record Result(Instant at, Duration took, AuditVerdict verdict) {}

    /** The latest result of this node; empty where there is none yet. */
    public Optional<Result> last() {
        return Optional.ofNullable(last);
    }

    public boolean isRunning() {
        return running.get();
    }

    /** Begins a verification on another thread, unless one runs. */
    public void begin() {
        if (running.compareAndSet(false, true)) {
            Thread.ofVirtual().name("audit-check").start(this::run);
        }
    }

    private void run() {
        try {
            Instant began = clock.instant();
            AuditVerdict verdict = trail.verify();
            Instant ended = clock.instant();
            last = new Result(ended, Duration.between(began, ended), verdict);
            if (!verdict.isIntact()) {
                log.error("The audit trail is not intact: {}", verdict.reason());
                trail.record(new AuditEvent(
                        AuditKind.ATTACK_SUSPECTED,
                        AuditOutcome.MAJOR_FAILURE,
                        AuditUser.unknown(""),
                        List.of(new AuditObject.Resource("audit-trail", verdict.reason())),
                        "the audit trail is not intact"));
            }
        } catch (DataAccessException | AuditUnavailableException e) {
            log.error("The audit trail can't be verified", e);
        } finally {
            running.set(false);
        }
    }
}
