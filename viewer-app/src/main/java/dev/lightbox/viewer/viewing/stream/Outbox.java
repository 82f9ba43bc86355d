package dev.lightbox.viewer.viewing.stream;

import dev.lightbox.viewer.viewing.stream.protocol.EventWriter;
import dev.lightbox.viewer.viewing.stream.protocol.Picture;
import dev.lightbox.viewer.viewing.stream.protocol.ServerEvent;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;

/**
 * One connection's way out: messages in the order in which they were given, one at a time, sent by one thread. A tile's giver is told when the transport
 * has taken it, and gives no other of that viewport before; so what waits here is a tile a viewport and some events. A browser that doesn't read events
 * either loses its connection. Thread-safe; never blocks its callers.
 */
final class Outbox {

    private static final Logger log = LoggerFactory.getLogger(Outbox.class);

    /** Events that may wait. */
    private static final int MAX_EVENTS = 200;

    /** Characters of events that may wait: several of the largest series, of 20,000 slices. */
    static final int MAX_CHARACTERS = 8_000_000;

    private final Transport transport;
    private final Executor executor;
    private final LongSupplier nanoClock;
    private final Line line;
    private final UnaryOperator<ServerEvent> discretion;
    private final ArrayDeque<Message> waiting = new ArrayDeque<>();
    private int waitingEvents;
    private long waitingCharacters;
    private boolean sending;
    private boolean closed;
    private volatile long lastSentNanos;

    /**
     * @param executor runs tasks that block; one at a time is given to it, and one more for closing
     * @param line learns what is given to it
     * @param discretion makes of each event what may be told of it
     */
    Outbox(
            Transport transport,
            Executor executor,
            LongSupplier nanoClock,
            Line line,
            UnaryOperator<ServerEvent> discretion) {
        this.discretion = discretion;
        this.line = line;
        this.transport = transport;
        this.executor = executor;
        this.nanoClock = nanoClock;
        this.lastSentNanos = nanoClock.getAsLong();
    }

    void event(ServerEvent event) {
        event(event, () -> {});
    }

    /** @param taken called once the transport has taken it; not called when the connection ends before */
    void event(ServerEvent event, Runnable taken) {
        String text = EventWriter.write(discretion.apply(event));
        boolean full;
        synchronized (this) {
            if (closed) {
                return;
            }
            waitingEvents++;
            waitingCharacters += text.length();
            full = (waitingEvents > MAX_EVENTS || waitingCharacters > MAX_CHARACTERS);
        }
        if (full) {
            close(StreamClose.TOO_MANY_MESSAGES);
            return;
        }
        OptionalLong mark = line.sentEvent(text.length());
        send(new Message(
                () -> {
                    transport.text(text);
                    if (mark.isPresent()) {
                        ping(mark.getAsLong());
                    }
                    synchronized (this) {
                        waitingEvents--;
                        waitingCharacters -= text.length();
                    }
                },
                taken));
    }

    /** @param taken called once the transport has taken it; not called when the connection ends before */
    void picture(int viewport, Picture picture, Runnable taken) {
        pinged(line.sent(viewport, picture.sequence(), picture.bytes()), picture, taken);
    }

    /** A picture that nobody waits for. @param taken as in {@link #picture} */
    void ahead(Picture picture, Runnable taken) {
        pinged(line.sentAhead(picture.bytes()), picture, taken);
    }

    private void pinged(long mark, Picture picture, Runnable taken) {
        send(new Message(
                () -> {
                    transport.binary(picture.toMessage());
                    ping(mark);
                },
                taken));
    }

    /** Characters of events that wait, or are being sent. */
    synchronized long waitingCharacters() {
        return waitingCharacters;
    }

    void ping() {
        send(new Message(() -> ping(line.mark()), () -> {}));
    }

    private void ping(long mark) throws IOException {
        line.pinged(mark);
        transport.ping(mark);
    }

    /** When the transport last took something, by the clock given. */
    long lastSentNanos() {
        return lastSentNanos;
    }

    /** Whether the transport is busy with a message now: then the line itself is alive or will fail. */
    synchronized boolean isSending() {
        return sending;
    }

    /** Ends the connection; what waits is dropped. Only the first call counts. */
    void close(CloseStatus status) {
        if (shut()) {
            // Closing waits for a message that is being sent: not in the caller's thread.
            executor.execute(() -> transport.close(status));
        }
    }

    /** The connection is gone. @return whether it was open before */
    synchronized boolean shut() {
        boolean wasOpen = !closed;
        closed = true;
        waiting.clear();
        waitingEvents = 0;
        waitingCharacters = 0;
        return wasOpen;
    }

    private void send(Message message) {
        synchronized (this) {
            if (closed) {
                return;
            }
            waiting.addLast(message);
            if (sending) {
                return;
            }
            sending = true;
        }
        executor.execute(this::sendAll);
    }

    private void sendAll() {
        Message message = next();
        while (message != null) {
            try {
                message.delivery.run();
            } catch (IOException | RuntimeException e) {
                // The browser went away, or reads so slowly that the container's time-out struck. It comes back by
                // itself where it can.
                log.debug("A stream broke while sending: {}", e.toString());
                close(StreamClose.FAULT);
                return;
            }
            lastSentNanos = nanoClock.getAsLong();
            message.taken.run();
            message = next();
        }
    }

    private synchronized @Nullable Message next() {
        Message message = waiting.pollFirst();
        sending = message != null;
        return message;
    }

    private record Message(Delivery delivery, Runnable taken) {}

    @FunctionalInterface
    private interface Delivery {
        void run() throws IOException;
    }
}
