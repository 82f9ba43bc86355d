package dev.lightbox.viewer.config;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.AbstractProcessor;
import org.apache.coyote.Request;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * HTTP/1.1 in which a request's head must be there within the connection's time-out. Tomcat's own begins anew with every byte, so that whoever sends one from time to time holds a
 * connection for ever. Tomcat makes it, by its name.
 */
public final class HeadDeadlineProtocol extends Http11NioProtocol {

    private static final long PAUSE_MILLIS = 1000;

    private @Nullable ScheduledFuture<?> watch;

    @Override
    public void start() throws Exception {
        super.start();
        watch = getUtilityExecutor()
                .scheduleWithFixedDelay(this::closeLate, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() throws Exception {
        if (watch != null) {
            watch.cancel(false);
        }
        super.stop();
    }

    private void closeLate() {
        long longest = TimeUnit.MILLISECONDS.toNanos(getConnectionTimeout());
        long now = System.nanoTime();
        for (SocketWrapperBase<?> connection : getEndpoint().getConnections()) {
            if (longest > 0
                    && connection.getCurrentProcessor() instanceof AbstractProcessor waiting
                    && !waiting.isAsync()
                    && isLate(waiting.getRequest(), now, longest)) {
                connection.processSocket(SocketEvent.ERROR, true);
            }
        }
    }

    /** A connection has its processor while it waits for more of a head, not while a request is served; the time runs from the head's first byte. */
    private static boolean isLate(Request request, long now, long longest) {
        long begun = request.getStartTimeNanos();
        return begun >= 0 && now - begun > longest;
    }
}
