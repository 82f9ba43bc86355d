package dev.lightbox.viewer.viewing.stream;

import jakarta.websocket.Session;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.tomcat.websocket.Constants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.adapter.NativeWebSocketSession;

/** A container's WebSocket. */
final class SocketTransport implements Transport {

    private static final Logger log = LoggerFactory.getLogger(SocketTransport.class);

    /** Tomcat's own 20 s, for a whole message, would end a slow line again and again with a large radiograph half sent. */
    private static final long SEND_TIMEOUT_MILLIS = 120_000;

    private final WebSocketSession socket;

    SocketTransport(WebSocketSession socket) {
        this.socket = socket;
        if (socket instanceof NativeWebSocketSession wrapper
                && wrapper.getNativeSession() instanceof Session container) {
            container.getUserProperties().put(Constants.BLOCKING_SEND_TIMEOUT_PROPERTY, SEND_TIMEOUT_MILLIS);
        }
    }

    @Override
    public void text(String message) throws IOException {
        socket.sendMessage(new TextMessage(message));
    }

    @Override
    public void binary(ByteBuffer message) throws IOException {
        socket.sendMessage(new BinaryMessage(message));
    }

    @Override
    public void ping(long mark) throws IOException {
        socket.sendMessage(
                new PingMessage(ByteBuffer.allocate(Long.BYTES).putLong(mark).flip()));
    }

    @Override
    public void close(CloseStatus status) {
        try {
            socket.close(status);
        } catch (IOException | RuntimeException e) {
            log.debug("Closing a stream failed; it is gone: {}", e.toString());
        }
    }
}
