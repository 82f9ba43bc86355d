package dev.lightbox.viewer.viewing.stream;

import dev.lightbox.security.User;
import dev.lightbox.security.session.ActiveSessions;
import dev.lightbox.viewer.viewing.ViewingProperties;
import dev.lightbox.viewer.viewing.stream.protocol.ClientMessage;
import dev.lightbox.viewer.viewing.stream.protocol.MessageReader;
import dev.lightbox.viewer.viewing.stream.protocol.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** One connection's limits: the length and the number of its messages, its silence, and the life of the session that it belongs to. */
final class StreamConnection {

    /** How often the session is told that its user is active. */
    private static final long ACTIVITY_INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** How often the archive is asked again for what access to the open studies is decided on; by what is known it is decided every second. */
    private static final long ARCHIVE_INTERVAL_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Workspace workspace;
    private final Outbox outbox;
    private final Line line;
    private final ActiveSessions sessions;
    private final String sessionId;
    private final User admitted;
    private final LongSupplier nanoClock;
    private final long pingNanos;
    private final long silenceNanos;
    private final FloodGate gate;

    private final StringBuilder partial = new StringBuilder();
    private long lastActivityNanos;
    private long archiveAskedNanos;
    private volatile long lastHeardNanos;

    StreamConnection(
            Workspace workspace,
            Outbox outbox,
            Line line,
            ActiveSessions sessions,
            String sessionId,
            User admitted,
            ViewingProperties properties,
            LongSupplier nanoClock) {
        this.workspace = workspace;
        this.outbox = outbox;
        this.line = line;
        this.sessions = sessions;
        this.sessionId = sessionId;
        this.admitted = admitted;
        this.nanoClock = nanoClock;
        long now = nanoClock.getAsLong();
        pingNanos = properties.pingInterval().toNanos();
        silenceNanos = properties.silenceLimit().toNanos();
        gate = new FloodGate(properties.maxMessagesPerSecond(), now);
        lastHeardNanos = now;
        archiveAskedNanos = now;
        lastActivityNanos = now - ACTIVITY_INTERVAL_NANOS;
    }

    /** A message, or a part of one. Called by one thread at a time. */
    void received(String text, boolean last) {
        long now = nanoClock.getAsLong();
        lastHeardNanos = now;
        if (partial.length() + text.length() > MessageReader.MAX_BYTES) {
            end(StreamClose.notUnderstood("message too large"));
            return;
        }
        partial.append(text);
        if (!last) {
            return;
        }
        String message = partial.toString();
        partial.setLength(0);
        if (!gate.pass(now)) {
            end(StreamClose.TOO_MANY_MESSAGES);
        } else if (message.getBytes(StandardCharsets.UTF_8).length > MessageReader.MAX_BYTES) {
            end(StreamClose.notUnderstood("message too large"));
        } else {
            understand(message, now);
        }
    }

    private void understand(String text, long now) {
        try {
            ClientMessage message = MessageReader.read(text);
            // A tile that is painted is the browser's doing, everything else the user's.
            boolean byUser = !(message instanceof ClientMessage.Painted);
            if (byUser && now - lastActivityNanos >= ACTIVITY_INTERVAL_NANOS) {
                lastActivityNanos = now;
                if (!sessions.recordActivity(sessionId)) {
                    end(StreamClose.SESSION_ENDED);
                    return;
                }
            }
            workspace.receive(message);
        } catch (ProtocolException e) {
            end(StreamClose.notUnderstood(String.valueOf(e.getMessage())));
        }
    }

    void binaryReceived() {
        end(StreamClose.notUnderstood("binary messages go the other way"));
    }

    /** @param payload what the ping had; something else where a client answers what nobody asked */
    void pongReceived(ByteBuffer payload) {
        lastHeardNanos = nanoClock.getAsLong();
        if (payload.remaining() == Long.BYTES) {
            line.ponged(payload.getLong(payload.position()));
        }
    }

    /** The connection is open: how long its round trip is should be known before the first picture. */
    void opened() {
        outbox.ping();
    }

    /** Called every second or so. */
    void tick() {
        long now = nanoClock.getAsLong();
        boolean sending = outbox.isSending();
        if (!sending && now - lastHeardNanos >= silenceNanos) {
            end(StreamClose.SILENT);
            return;
        }
        if (!sending
                && now - lastHeardNanos >= pingNanos
                && now - outbox.lastSentNanos() >= Math.min(pingNanos, silenceNanos - pingNanos)) {
            outbox.ping();
        } else if (!sending && line.wantsPing()) {
            outbox.ping();
        }
        workspace.tick();
        boolean anew = now - archiveAskedNanos >= ARCHIVE_INTERVAL_NANOS;
        if (anew) {
            archiveAskedNanos = now;
        }
        workspace.checkAccess(
                sessions.user(sessionId)
                        .map(present -> present.at(admitted.address()))
                        .orElse(admitted),
                anew);
    }

    /** Ends the connection from this side; doesn't block. */
    void end(org.springframework.web.socket.CloseStatus status) {
        workspace.close();
        outbox.close(status);
    }

    /** The connection is gone. */
    void gone() {
        workspace.close();
        outbox.shut();
    }
}
