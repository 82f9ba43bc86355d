package dev.lightbox.viewer.viewing.stream;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.springframework.web.socket.CloseStatus;

/** The socket as the outbox uses it: calls block until the bytes are taken, and come from one thread at a time, {@link #close} excepted. */
interface Transport {

    void text(String message) throws IOException;

    void binary(ByteBuffer message) throws IOException;

    /** @param mark comes back with the browser's answer, which its network code gives by itself, whatever the page does */
    void ping(long mark) throws IOException;

    /** Never throws; does nothing where the connection is closed already. */
    void close(CloseStatus status);
}
