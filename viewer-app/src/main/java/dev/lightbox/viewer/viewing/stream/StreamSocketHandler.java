package dev.lightbox.viewer.viewing.stream;

import dev.lightbox.security.session.ActiveSessions;
import dev.lightbox.viewer.access.StudyRights;
import dev.lightbox.viewer.viewing.PriorStudies;
import dev.lightbox.viewer.viewing.StudyAudit;
import dev.lightbox.viewer.viewing.ViewableStudies;
import dev.lightbox.viewer.viewing.ViewingProperties;
import dev.lightbox.viewer.viewing.frames.FrameCache;
import dev.lightbox.viewer.viewing.frames.FrameStore;
import dev.lightbox.viewer.viewing.presentation.PresentationStates;
import dev.lightbox.viewer.viewing.series.SeriesCatalog;
import dev.lightbox.viewer.viewing.stream.protocol.ServerEvent;
import dev.lightbox.viewer.viewing.volumes.VolumeStore;
import dev.lightbox.viewer.viewing.work.Schedulers;
import jakarta.annotation.PreDestroy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PongMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;

/** Gives each admitted socket its workspace, and passes on what happens on it. */
@Component
class StreamSocketHandler extends AbstractWebSocketHandler {

    private static final Logger log = LoggerFactory.getLogger(StreamSocketHandler.class);

    private final ViewableStudies studies;
    private final StudyRights rights;
    private final StudyAudit audit;
    private final PriorStudies priors;
    private final SeriesCatalog catalog;
    private final FrameStore frames;
    private final FrameCache cache;
    private final Schedulers schedulers;
    private final TileRenderer renderer;
    private final PlaneTiles planes;
    private final VolumeStore volumes;
    private final PresentationStates states;
    private final PrefetchBudget budget;
    private final ActiveSessions sessions;
    private final StreamConnections connections;
    private final ViewingProperties properties;
    private final Map<String, Open> open = new ConcurrentHashMap<>();

    /** Senders block on slow lines: a virtual thread each. */
    private final ExecutorService executor = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("stream-", 0).factory());

    /** Tells waiting viewports when their line is about to be free: its tasks take no time. */
    private final ScheduledExecutorService alarms = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("stream-alarms").daemon().factory());

    private record Open(StreamConnection connection, String subject, ActiveSessions.Subscription subscription) {}

    StreamSocketHandler(
            ViewableStudies studies,
            StudyRights rights,
            StudyAudit audit,
            PriorStudies priors,
            SeriesCatalog catalog,
            FrameStore frames,
            FrameCache cache,
            Schedulers schedulers,
            TileRenderer renderer,
            PlaneTiles planes,
            VolumeStore volumes,
            PresentationStates states,
            PrefetchBudget budget,
            ActiveSessions sessions,
            StreamConnections connections,
            ViewingProperties properties) {
        this.studies = studies;
        this.rights = rights;
        this.audit = audit;
        this.priors = priors;
        this.catalog = catalog;
        this.frames = frames;
        this.cache = cache;
        this.schedulers = schedulers;
        this.renderer = renderer;
        this.planes = planes;
        this.volumes = volumes;
        this.states = states;
        this.budget = budget;
        this.sessions = sessions;
        this.connections = connections;
        this.properties = properties;
    }

    /** Messages are put together by {@link StreamConnection}, which bounds them: the container would close with a code of its own. */
    @Override
    public boolean supportsPartialMessages() {
        return true;
    }

    @Override
    public void afterConnectionEstablished(WebSocketSession socket) throws Exception {
        if (!(socket.getAttributes().get(StreamHandshake.ADMISSION) instanceof StreamHandshake.Admission admission)) {
            throw new IllegalStateException("a stream without admission");
        }
        if (!StreamHandshake.SUBPROTOCOL.equals(socket.getAcceptedProtocol())) {
            socket.close(StreamClose.OUTDATED);
            return;
        }
        String subject = admission.user().subject();
        if (!connections.enter(subject)) {
            socket.close(StreamClose.TOO_MANY_CONNECTIONS);
            return;
        }
        Line line = new Line(System::nanoTime, this::later);
        UnaryOperator<ServerEvent> discretion = admission
                .study()
                .hidden()
                .<UnaryOperator<ServerEvent>>map(patient -> new DiscreetEvents(patient)::cleaned)
                .orElse(UnaryOperator.identity());
        Outbox outbox = new Outbox(new SocketTransport(socket), executor, System::nanoTime, line, discretion);
        ViewportContext context = new ViewportContext(
                frames,
                cache,
                schedulers.computing(),
                renderer,
                planes,
                budget,
                executor,
                System::nanoTime,
                outbox,
                line,
                properties.mostUnpainted(),
                properties.aheadBytes(),
                subject);
        Workspace workspace = new Workspace(
                new WorkspaceStudies(admission.user(), admission.study(), studies, rights, audit),
                priors,
                catalog,
                volumes,
                states,
                context);
        StreamConnection connection = new StreamConnection(
                workspace,
                outbox,
                line,
                sessions,
                admission.sessionId(),
                admission.user(),
                properties,
                System::nanoTime);
        ActiveSessions.Subscription subscription =
                sessions.onEnd(admission.sessionId(), reason -> connection.end(StreamClose.SESSION_ENDED));
        open.put(socket.getId(), new Open(connection, subject, subscription));
        connections.add(connection);
        connection.opened();
    }

    private void later(long nanos, Runnable task) {
        try {
            alarms.schedule(task, nanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            log.debug("The node stops: nobody waits any more");
        }
    }

    @Override
    protected void handleTextMessage(WebSocketSession socket, TextMessage message) {
        Open stream = open.get(socket.getId());
        if (stream != null) {
            stream.connection.received(message.getPayload(), message.isLast());
        }
    }

    @Override
    protected void handleBinaryMessage(WebSocketSession socket, BinaryMessage message) {
        Open stream = open.get(socket.getId());
        if (stream != null) {
            stream.connection.binaryReceived();
        }
    }

    @Override
    protected void handlePongMessage(WebSocketSession socket, PongMessage message) {
        Open stream = open.get(socket.getId());
        if (stream != null) {
            stream.connection.pongReceived(message.getPayload());
        }
    }

    @Override
    public void handleTransportError(WebSocketSession socket, Throwable exception) {
        // Browsers vanish without a word; the container closes the socket after this.
        log.debug("A stream broke: {}", exception.toString());
    }

    @Override
    public void afterConnectionClosed(WebSocketSession socket, CloseStatus status) {
        Open stream = open.remove(socket.getId());
        if (stream != null) {
            stream.subscription.close();
            connections.remove(stream.connection);
            connections.leave(stream.subject);
            stream.connection.gone();
        }
    }

    @PreDestroy
    void stop() {
        alarms.shutdownNow();
        executor.shutdown();
    }
}
