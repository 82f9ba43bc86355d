package dev.lightbox.security.audit;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Delivers frames by syslog over TLS (RFC 5425), which has no acknowledgements: what was written to a connection may be lost with it. So each delivery has a connection of its own,
 * and counts as arrived only when the other side has stayed until it was told that nothing more comes, and then ended it in order too (RFC 5425 4.4) without a reset: a system that is closed with data
 * unread, or gets data after it has closed, resets the connection. What the repository does with what its TLS has taken, nobody can know. One delivery at a time; {@link #abort} from any thread.
 */
final class SyslogDelivery {

    /** After the last frame, before the goodbye: long enough for a repository on a busy machine to leave by itself. */
    private static final Duration LINGER = Duration.ofSeconds(1);

    private final String host;
    private final int port;
    private final SSLContext tls;
    private final Duration connectTimeout;
    private final Duration answerTimeout;
    private volatile @Nullable Socket current;

    SyslogDelivery(AuditRepositoryProperties properties, SSLContext tls) {
        this.host = properties.host();
        this.port = properties.port();
        this.tls = tls;
        this.connectTimeout = properties.connectTimeout();
        this.answerTimeout = properties.answerTimeout();
    }

    /**
     * Sends the frames, and returns when they have arrived. Blocks for the connect time-out and four times the answer's at most.
     *
     * @throws IOException where it isn't certain that all have arrived; some may have
     */
    void send(List<byte[]> frames) throws IOException {
        try (WatchedSocket plain = new WatchedSocket()) {
            current = plain;
            long began = System.nanoTime();
            plain.connect(new InetSocketAddress(host, port), Math.toIntExact(connectTimeout.toMillis()));
            Duration roundTrip = Duration.ofNanos(System.nanoTime() - began);
            plain.setSoTimeout(Math.toIntExact(answerTimeout.toMillis()));
            // A write to somebody who doesn't read waits for ever; only closing ends it.
            Thread watch = Thread.ofVirtual()
                    .name("audit-watch")
                    .start(() -> closeAfter(plain, answerTimeout.multipliedBy(4)));
            try {
                sendAndClose(plain, frames);
                confirm(plain, roundTrip);
            } finally {
                watch.interrupt();
            }
        }
    }

    /** Ends a delivery that is under way; it fails. Not by interrupting its thread, which also works with the database. */
    void abort() throws IOException {
        Socket open = current;
        if (open != null) {
            open.close();
        }
    }

    /** Returns when both sides' TLS has ended in order. */
    private void sendAndClose(WatchedSocket plain, List<byte[]> frames) throws IOException {
        SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, host, port, false);
        SSLParameters parameters = socket.getSSLParameters();
        // The certificate must be this host's.
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
        for (byte[] frame : frames) {
            out.write(frame);
        }
        out.flush();
        staysFor(socket, LINGER);
        socket.shutdownOutput();
        while (socket.getInputStream().read() >= 0) {
            // A syslog receiver says nothing; whatever it does say is of no interest.
            continue;
        }
        if (plain.isEnded()) {
            throw new EOFException("the repository broke the connection off");
        }
    }

    /**
     * Who leaves now, unasked, has perhaps not taken everything: its TLS may have read what its program never saw, and then nothing resets the connection. Once both say goodbye it can't be told any more who did first.
     */
    private static void staysFor(SSLSocket socket, Duration time) throws IOException {
        int usual = socket.getSoTimeout();
        socket.setSoTimeout(Math.toIntExact(time.toMillis()));
        long end = System.nanoTime() + time.toNanos();
        try {
            while (System.nanoTime() < end) {
                if (socket.getInputStream().read() < 0) {
                    throw new EOFException("the repository left before it was told that nothing more comes");
                }
            }
        } catch (SocketTimeoutException e) {
            // It is still there.
        } finally {
            socket.setSoTimeout(usual);
        }
    }

    /** The other side's TLS may have ended before it had everything; then its system resets the connection, at once or when the rest arrives. */
    private static void confirm(WatchedSocket plain, Duration roundTrip) throws IOException {
        try {
            while (plain.getInputStream().read() >= 0) {
                // TLS has ended; what still comes is nothing.
                continue;
            }
        } catch (SocketTimeoutException e) {
            // It leaves closing to us: then it hasn't reset anything either.
            return;
        }
        try {
            Thread.sleep(roundTrip.multipliedBy(2).plusMillis(20));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopping");
        }
        // Fails where the connection has been reset meanwhile.
        plain.getOutputStream().write(0);
    }

    /** Knows whether the connection has ended below TLS. */
    private static final class WatchedSocket extends Socket {

        private volatile boolean ended;

        boolean isEnded() {
            return ended;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read() throws IOException {
                    return noted(super.read());
                }

                @Override
                public int read(byte[] bytes, int offset, int length) throws IOException {
                    return noted(super.read(bytes, offset, length));
                }

                private int noted(int read) {
                    if (read < 0) {
                        ended = true;
                    }
                    return read;
                }
            };
        }
    }

    private static void closeAfter(Socket socket, Duration limit) {
        try {
            Thread.sleep(limit);
            socket.close();
        } catch (InterruptedException e) {
            // The delivery has ended.
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            // It is closed then, too.
            throw new UncheckedIOException(e);
        }
    }
}
