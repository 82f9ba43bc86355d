package dev.lightbox.security.audit;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends the audit trail on to an Audit Record Repository, in its order, from one node at a time. What has arrived is remembered in the table {@code audit_forwarding} afterwards:
 * a record can arrive twice (the process was killed, or the connection broke, in between), and none is left out. Thread-safe.
 */
public final class AuditForwarder {

    private static final Logger log = LoggerFactory.getLogger(AuditForwarder.class);

    private static final Duration IDLE = Duration.ofSeconds(1);

    /** What a delivery that is under way is given at the end. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    /** Records of one connection. */
    static final int BATCH = 200;

    private final AuditTrail trail;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final SyslogDelivery delivery;
    private final SyslogFrame frame;
    private final Duration maxPause;
    private final Clock clock;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private @Nullable Thread worker;
    private volatile @Nullable Instant lastArrival;
    private volatile String failure = "";

    AuditForwarder(
            AuditTrail trail,
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            SyslogDelivery delivery,
            SyslogFrame frame,
            Duration maxPause,
            Clock clock) {
        this.trail = trail;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.delivery = delivery;
        this.frame = frame;
        this.maxPause = maxPause;
        this.clock = clock;
    }

    /**
     * How it goes.
     *
     * @param backlog records that the repository doesn't have yet
     * @param lastArrival when something last arrived from this node
     * @param failure why the latest attempt of this node failed; empty where it didn't
     */
    public record State(long backlog, Optional<Instant> lastArrival, String failure) {}

    public State state() {
        long backlog = jdbc.sql(
                        "SELECT head.sequence - sent.sequence FROM audit_head head, audit_forwarding sent WHERE head.id = 1 AND sent.id = 1")
                .query(Long.class)
                .single();
        return new State(backlog, Optional.ofNullable(lastArrival), failure);
    }

    synchronized void start() {
        if (worker == null) {
            worker = Thread.ofPlatform().daemon().name("audit-forwarding").start(this::work);
        }
    }

    /** Lets what is under way end, or break off; it is sent again at the next start. */
    synchronized void stop() throws InterruptedException, IOException {
        stopping.countDown();
        Thread running = worker;
        if (running != null && !running.join(GRACE)) {
            delivery.abort();
            running.join(GRACE);
        }
    }

    private void work() {
        Duration pause = Duration.ofSeconds(1);
        try {
            while (stopping.getCount() > 0) {
                Duration wait;
                try {
                    int sent = forward();
                    failure = "";
                    pause = Duration.ofSeconds(1);
                    wait = sent == BATCH ? Duration.ZERO : IDLE;
                } catch (UndeliveredException | DataAccessException | TransactionException e) {
                    Throwable cause = e.getCause() == null ? e : e.getCause();
                    failure = String.valueOf(cause.getMessage());
                    wait = min(pause, maxPause);
                    pause = min(pause.multipliedBy(2), maxPause);
                    log.warn("Audit records can't be sent on; next attempt in {} s: {}", wait.toSeconds(), failure);
                }
                if (stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            // Nobody does that.
            Thread.currentThread().interrupt();
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /**
     * Sends what comes next, if no other node is doing so.
     *
     * @return how many records have arrived
     * @throws UndeliveredException where it isn't certain that they have
     */
    int forward() {
        return transaction.execute(status -> {
            Optional<Long> arrived = jdbc.sql(
                            "SELECT sequence FROM audit_forwarding WHERE id = 1 FOR UPDATE SKIP LOCKED")
                    .query(Long.class)
                    .optional();
            if (arrived.isEmpty()) {
                return 0;
            }
            List<AuditRecord> due = trail.following(arrived.get(), BATCH);
            if (due.isEmpty()) {
                return 0;
            }
            try {
                delivery.send(due.stream().map(frame::of).toList());
            } catch (IOException e) {
                throw new UndeliveredException(e);
            }
            jdbc.sql("UPDATE audit_forwarding SET sequence = ? WHERE id = 1")
                    .param(due.getLast().sequence())
                    .update();
            lastArrival = clock.instant();
            return due.size();
        });
    }

    /** Nobody knows whether they have arrived. */
    static final class UndeliveredException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UndeliveredException(IOException cause) {
            super("audit records can't be delivered", cause);
        }
    }
}
