package dev.lightbox.viewer.administration;

import com.vaadin.flow.server.Version;
import dev.lightbox.engine.codec.FrameDecoders;
import dev.lightbox.engine.dicom.TransferSyntax;
import dev.lightbox.engine.kernel.VectorApi;
import dev.lightbox.security.audit.AuditCheck;
import dev.lightbox.security.audit.AuditForwarder;
import dev.lightbox.security.audit.AuditForwarding;
import dev.lightbox.security.session.ActiveSessions;
import dev.lightbox.viewer.LightboxApplication;
import dev.lightbox.viewer.pacs.SourceHealth;
import dev.lightbox.viewer.pacs.StudySource;
import dev.lightbox.viewer.viewing.frames.FrameCache;
import dev.lightbox.viewer.viewing.stream.StreamConnections;
import dev.lightbox.viewer.viewing.volumes.VolumeStore;
import dev.lightbox.viewer.viewing.work.Schedulers;
import dev.lightbox.viewer.viewing.work.WorkScheduler;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootVersion;
import org.springframework.stereotype.Service;

/** How this node is. Thread-safe; each question is answered when it is asked. */
@Service
public class NodeStatus {

    private static final Logger log = LoggerFactory.getLogger(NodeStatus.class);

    /** A page isn't held up for longer by an archive that doesn't answer. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final int MOST_PROBLEMS = 5;

    private static final Executor QUESTIONS = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("node-status-", 0).factory());

    private final StudySource source;
    private final FrameCache frames;
    private final VolumeStore volumes;
    private final Schedulers schedulers;
    private final StreamConnections streams;
    private final ActiveSessions sessions;
    private final DataSource database;
    private final AuditForwarding forwarding;
    private final AuditCheck check;

    NodeStatus(
            StudySource source,
            FrameCache frames,
            VolumeStore volumes,
            Schedulers schedulers,
            StreamConnections streams,
            ActiveSessions sessions,
            DataSource database,
            AuditForwarding forwarding,
            AuditCheck check) {
        this.source = source;
        this.frames = frames;
        this.volumes = volumes;
        this.schedulers = schedulers;
        this.streams = streams;
        this.sessions = sessions;
        this.database = database;
        this.forwarding = forwarding;
        this.check = check;
    }

    /**
     * The archive.
     *
     * @param millis until it answered; 0 where it didn't
     * @param problems at most {@value #MOST_PROBLEMS}
     */
    public record Archive(boolean reachable, String description, long millis, List<String> problems) {}

    /** Asks the archive; blocks for three seconds at most. */
    public Archive archive() {
        long began = System.nanoTime();
        CompletableFuture<SourceHealth> answer = CompletableFuture.supplyAsync(source::health, QUESTIONS);
        try {
            SourceHealth health = answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return new Archive(
                    health.reachable(),
                    health.description(),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began),
                    health.problems().stream().limit(MOST_PROBLEMS).toList());
        } catch (TimeoutException e) {
            answer.cancel(true);
            return new Archive(false, "> " + PATIENCE.toSeconds() + " s", 0, List.of());
        } catch (ExecutionException e) {
            log.error("The archive's health can't be told", e);
            return new Archive(false, String.valueOf(e.getCause()), 0, List.of());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Archive(false, "", 0, List.of());
        }
    }

    /** Names of the compressed transfer syntaxes that are decoded. */
    public List<String> codecs() {
        return FrameDecoders.encapsulated().stream()
                .map(TransferSyntax::displayName)
                .sorted()
                .toList();
    }

    /** Which kind of inner loops computes pictures. */
    public String kernels() {
        return VectorApi.description();
    }

    /** Bytes that are taken, of those that may be. */
    public record Memory(long taken, long most) {}

    public Memory heap() {
        Runtime runtime = Runtime.getRuntime();
        return new Memory(runtime.totalMemory() - runtime.freeMemory(), runtime.maxMemory());
    }

    public Memory frames() {
        return new Memory(frames.takenBytes(), frames.maximumBytes());
    }

    public Memory volumes() {
        return new Memory(volumes.takenBytes(), volumes.budgetBytes());
    }

    /**
     * A scheduler.
     *
     * @param running tasks under way
     * @param workers how many there can be at once
     * @param queued tasks that wait
     */
    public record Queue(int running, int workers, int queued) {

        private static Queue of(WorkScheduler scheduler) {
            return new Queue(scheduler.running(), scheduler.limit(), scheduler.queued());
        }
    }

    public Queue fetching() {
        return Queue.of(schedulers.fetching());
    }

    public Queue computing() {
        return Queue.of(schedulers.computing());
    }

    public int streams() {
        return streams.count();
    }

    /** Sessions of people who are signed in at this node. */
    public int sessions() {
        return sessions.all().size();
    }

    /** Lightbox, Java, Spring Boot, Vaadin Flow, each with its version. */
    public List<String> versions() {
        return List.of(
                "Lightbox "
                        + Objects.requireNonNullElse(
                                LightboxApplication.class.getPackage().getImplementationVersion(), "-"),
                "Java " + Runtime.version(),
                "Spring Boot " + SpringBootVersion.getVersion(),
                "Vaadin Flow " + Version.getFullVersion());
    }

    /** The database's product and version; empty where it doesn't answer. */
    public Optional<String> database() {
        try (Connection connection = database.getConnection()) {
            DatabaseMetaData data = connection.getMetaData();
            return Optional.of(data.getDatabaseProductName() + " " + data.getDatabaseProductVersion());
        } catch (SQLException e) {
            log.error("The database doesn't answer", e);
            return Optional.empty();
        }
    }

    /** Sending on of the audit trail; empty where no repository is configured. */
    public Optional<AuditForwarder.State> forwarding() {
        return forwarding.forwarder().map(AuditForwarder::state);
    }

    public Optional<AuditCheck.Result> lastCheck() {
        return check.last();
    }

    public boolean isChecking() {
        return check.isRunning();
    }

    /** Begins a verification of the audit trail, unless one runs. */
    public void beginCheck() {
        check.begin();
    }
}
