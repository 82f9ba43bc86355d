package dev.lightbox.e2e.line;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A port of the loopback interface behind which a server of this machine is as far away as a {@link Line} says. All connections share the rate of each direction, as
 * they would on a real line; each is held to its own buffer, so that a sender is held up by a slow receiver. A new connection's first bytes wait a round trip more, as
 * they would for TCP's handshake. Losses and TCP's slow start are not imitated. Thread-safe.
 */
public final class ShapedLine implements AutoCloseable {

    /** What the system holds besides the line's own buffer: little, so that the sender's backlog stays with the sender. */
    private static final int SOCKET_BUFFER = 64 << 10;

    private final Line line;
    private final int target;
    private final ServerSocket listener;
    private final TokenBucket downRate;
    private final TokenBucket upRate;
    private final Traffic down = new Traffic();
    private final Traffic up = new Traffic();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private ShapedLine(Line line, int target, ServerSocket listener) {
        this.line = line;
        this.target = target;
        this.listener = listener;
        long now = System.nanoTime();
        this.downRate = new TokenBucket(line.downRate(), Direction.CHUNK, now);
        this.upRate = new TokenBucket(line.upRate(), Direction.CHUNK, now);
    }

    /**
     * Opens a line to a server.
     *
     * @param target the port at which the server listens on 127.0.0.1
     */
    public static ShapedLine open(Line line, int target) {
        try {
            ServerSocket listener = new ServerSocket();
            listener.setReceiveBufferSize(SOCKET_BUFFER);
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            ShapedLine shaped = new ShapedLine(line, target, listener);
            Thread.ofPlatform().daemon().name("line " + line.name()).start(shaped::accept);
            return shaped;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Line line() {
        return line;
    }

    /** Where clients find the server. */
    public int port() {
        return listener.getLocalPort();
    }

    /** What came to the clients. */
    public Traffic down() {
        return down;
    }

    /** What came to the server. */
    public Traffic up() {
        return up;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                client.setTcpNoDelay(true);
                client.setSendBufferSize(SOCKET_BUFFER);
                open.add(client);
                connect(client);
            } catch (IOException e) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void connect(Socket client) {
        Socket server = new Socket();
        open.add(server);
        try {
            server.setReceiveBufferSize(SOCKET_BUFFER);
            server.setSendBufferSize(SOCKET_BUFFER);
            server.setTcpNoDelay(true);
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
        } catch (IOException refused) {
            closeQuietly(client);
            closeQuietly(server);
            open.remove(client);
            open.remove(server);
            return;
        }
        long handshake = System.nanoTime() + line.roundTrip().toNanos();
        Direction upwards = new Direction(
                client, server, upRate, up, line.delayNanos(), handshake + line.delayNanos(), line.buffer());
        Direction downwards =
                new Direction(server, client, downRate, down, line.delayNanos(), handshake, line.buffer());
        if (listener.isClosed()) {
            close();
        }
        Thread[] deliveries = {start(upwards::deliver), start(downwards::deliver)};
        start(upwards::read);
        start(downwards::read);
        start(() -> {
            for (Thread delivery : deliveries) {
                joinUninterruptibly(delivery);
            }
            closeQuietly(client);
            closeQuietly(server);
            open.remove(client);
            open.remove(server);
        });
    }

    private static void joinUninterruptibly(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException never) {
            // Nobody interrupts the line's own threads.
            throw new IllegalStateException(never);
        }
    }

    /** A platform thread keeps its times better than a virtual one where the processors are busy. */
    private Thread start(Runnable work) {
        return Thread.ofPlatform().daemon().name("line " + line.name()).start(work);
    }

    /** Breaks all connections and takes no new ones. */
    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.forEach(ShapedLine::closeQuietly);
    }

    static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no use any more either way.
        }
    }
}
