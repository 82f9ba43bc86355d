package dev.lightbox.viewer.config;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.Adapter;
import org.apache.coyote.Processor;
import org.apache.coyote.Request;
import org.apache.coyote.UpgradeToken;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.coyote.http11.upgrade.InternalHttpUpgradeHandler;
import org.apache.coyote.http11.upgrade.UpgradeGroupInfo;
import org.apache.coyote.http11.upgrade.UpgradeInfo;
import org.apache.coyote.http11.upgrade.UpgradeProcessorInternal;
import org.apache.tomcat.util.net.AbstractEndpoint;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 in which a request's head must be there within the connection's time-out and all of it within a deadline of its own, and a WebSocket has a bound of frames a second. Tomcat's
 * own time-out begins anew with every byte, so that whoever sends one from time to time holds a connection for ever; and it answers pings by itself, so that a flood of them is seen by nobody
 * else. Looks once a second, and closes. Tomcat makes it, by its name.
 */
public final class BoundedProtocol extends Http11NioProtocol {

    private static final long PAUSE_MILLIS = 1000;

    /** Requests being served. */
    private final Map<Serving, SocketWrapperBase<?>> serving = new ConcurrentHashMap<>();

    private final Set<Frames> webSockets = ConcurrentHashMap.newKeySet();

    private @Nullable HttpProperties bounds;
    private @Nullable ScheduledFuture<?> watch;

    /** To be called before the start. */
    void bounds(HttpProperties wanted) {
        bounds = wanted;
    }

    @Override
    public void start() throws Exception {
        super.start();
        watch = getUtilityExecutor()
                .scheduleWithFixedDelay(this::look, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() throws Exception {
        if (watch != null) {
            watch.cancel(false);
        }
        super.stop();
    }

    private void look() {
        long now = System.nanoTime();
        closeLateHeads(now);
        if (bounds != null) {
            closeLateBodies(now, bounds.requestDeadline().toNanos());
            closeFloods(now, bounds.maxFramesPerSecond());
        }
    }

    private void closeLateHeads(long now) {
        long longest = TimeUnit.MILLISECONDS.toNanos(getConnectionTimeout());
        for (SocketWrapperBase<?> connection : getEndpoint().getConnections()) {
            if (longest > 0
                    && connection.getCurrentProcessor() instanceof AbstractProcessor waiting
                    && !waiting.isAsync()
                    && isLate(waiting.getRequest(), now, longest)) {
                connection.processSocket(SocketEvent.ERROR, true);
            }
        }
    }

    /** Whoever serves such a request waits for its next byte; that ends with the connection's time-out at the latest. */
    private void closeLateBodies(long now, long longest) {
        serving.forEach((processor, connection) -> {
            if (isLate(processor.getRequest(), now, longest) && processor.isWaitingForBody()) {
                connection.close();
            }
        });
    }

    private void closeFloods(long now, int perSecond) {
        for (Frames frames : webSockets) {
            if (frames.perSecond(now) > perSecond) {
                frames.connection.close();
            }
        }
    }

    /** A connection has its processor while it waits for more of a head, not while a request is served; the time runs from the head's first byte. */
    private static boolean isLate(Request request, long now, long longest) {
        long begun = request.getStartTimeNanos();
        return begun >= 0 && now - begun > longest;
    }

    @Override
    protected Processor createProcessor() {
        return new Serving(getAdapter());
    }

    /** As Tomcat does it, but with a count for each connection. */
    @Override
    protected Processor createUpgradeProcessor(SocketWrapperBase<?> socket, UpgradeToken upgradeToken) {
        if (upgradeToken.httpUpgradeHandler() instanceof InternalHttpUpgradeHandler) {
            return new UpgradeProcessorInternal(socket, upgradeToken, new Frames(socket));
        }
        return super.createUpgradeProcessor(socket, upgradeToken);
    }

    private final class Serving extends Http11Processor {

        Serving(Adapter adapter) {
            super(BoundedProtocol.this, adapter);
        }

        @Override
        public AbstractEndpoint.Handler.SocketState service(SocketWrapperBase<?> connection) throws IOException {
            serving.put(this, connection);
            try {
                return super.service(connection);
            } finally {
                serving.remove(this);
            }
        }

        /** Seen from another thread than that of the request, which may be about to end it. */
        boolean isWaitingForBody() {
            try {
                return !isRequestBodyFullyRead();
            } catch (IndexOutOfBoundsException ending) {
                return false;
            }
        }
    }

    /** The frames that have come on a WebSocket, of whatever kind. */
    private final class Frames extends UpgradeGroupInfo {

        private final SocketWrapperBase<?> connection;
        private long lastCount;
        private long lastNanos = System.nanoTime();

        Frames(SocketWrapperBase<?> connection) {
            this.connection = connection;
        }

        @Override
        public void addUpgradeInfo(UpgradeInfo info) {
            super.addUpgradeInfo(info);
            webSockets.add(this);
        }

        @Override
        public void removeUpgradeInfo(UpgradeInfo info) {
            super.removeUpgradeInfo(info);
            webSockets.remove(this);
        }

        /** Since the last call, which must come from one thread. */
        double perSecond(long now) {
            long count = getMsgsReceived();
            double rate = (count - lastCount) * 1e9 / Math.max(1, now - lastNanos);
            lastCount = count;
            lastNanos = now;
            return rate;
        }
    }
}
