package dev.lightbox.security.audit;

import dev.lightbox.security.tls.CertificateFiles;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import org.jspecify.annotations.Nullable;

/** An Audit Record Repository: a real TLS server with a certificate of its own, which reads the frames of RFC 5425. */
final class TestRepository implements AutoCloseable {

    private static final String PASSWORD = "changeit";
    private static final Pattern SEQUENCE = Pattern.compile("\\[meta sequenceId=\"(\\d+)\"\\]");

    private final SSLServerSocket server;
    private final List<byte[]> messages = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private int dropAfter = -1;
    private boolean politely;
    private int connections;
    private volatile boolean closed;

    private TestRepository(SSLServerSocket server) {
        this.server = server;
    }

    /** Makes key stores {@code NAME.p12}, and their certificates {@code NAME.pem}. */
    static void makeCertificate(Path directory, String name, String host) throws IOException, InterruptedException {
        String store = directory.resolve(name + ".p12").toString();
        keytool(
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "SAN=dns:" + host,
                "-validity",
                "30",
                "-storetype",
                "PKCS12",
                "-keystore",
                store,
                "-storepass",
                PASSWORD);
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                name,
                "-keystore",
                store,
                "-storepass",
                PASSWORD,
                "-file",
                directory.resolve(name + ".pem").toString());
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("keytool: " + said);
        }
    }

    /**
     * @param port 0 for any
     * @param clients the only clients that are let in; null for all
     */
    static TestRepository start(Path directory, String certificate, int port, @Nullable Path clients)
            throws IOException, GeneralSecurityException {
        SSLServerSocket server = (SSLServerSocket) CertificateFiles.context(
                        Optional.ofNullable(clients).map(file -> new CertificateFiles.Store(file, "")),
                        Optional.of(new CertificateFiles.Store(directory.resolve(certificate + ".p12"), PASSWORD)))
                .getServerSocketFactory()
                .createServerSocket(port, 50, InetAddress.getLoopbackAddress());
        server.setNeedClientAuth(clients != null);
        TestRepository repository = new TestRepository(server);
        Thread.ofPlatform().daemon().name("repository").start(repository::serve);
        return repository;
    }

    AuditRepositoryProperties properties(Path trustStore, @Nullable Path keyStore) {
        return new AuditRepositoryProperties(
                "localhost",
                server.getLocalPort(),
                AuditRepositoryProperties.MessageId.DICOM,
                trustStore,
                "",
                keyStore,
                PASSWORD,
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofMillis(50));
    }

    int port() {
        return server.getLocalPort();
    }

    /** The next connection breaks after so many messages, with more of them unread. */
    synchronized void dropAfter(int count) {
        dropAfter = count;
        politely = false;
    }

    /** The same, but it closes the connection as at the end of its work. */
    synchronized void leaveAfter(int count) {
        dropAfter = count;
        politely = true;
    }

    private void serve() {
        while (!closed) {
            try (Socket socket = server.accept()) {
                synchronized (this) {
                    connections++;
                }
                read(socket);
            } catch (SSLException e) {
                synchronized (this) {
                    failures.add(String.valueOf(e.getMessage()));
                    notifyAll();
                }
            } catch (IOException e) {
                if (!closed) {
                    synchronized (this) {
                        failures.add(String.valueOf(e));
                    }
                }
            }
        }
    }

    private void read(Socket socket) throws IOException {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        int read = 0;
        int digit = in.read();
        while (digit >= 0) {
            int length = 0;
            while (digit != ' ') {
                if (digit < '0' || digit > '9') {
                    throw new IOException("no frame: " + digit);
                }
                length = length * 10 + digit - '0';
                digit = in.read();
            }
            byte[] message = in.readNBytes(length);
            if (message.length < length) {
                throw new IOException("half a message");
            }
            synchronized (this) {
                messages.add(message);
                read++;
                notifyAll();
                if (read == dropAfter) {
                    dropAfter = -1;
                    if (!politely) {
                        socket.setSoLinger(true, 0);
                    }
                    return;
                }
            }
            digit = in.read();
        }
    }

    synchronized List<byte[]> messages() {
        return List.copyOf(messages);
    }

    synchronized List<String> failures() {
        return List.copyOf(failures);
    }

    synchronized int connections() {
        return connections;
    }

    synchronized List<Long> sequences() {
        return messages.stream().map(TestRepository::sequence).toList();
    }

    static long sequence(byte[] message) {
        Matcher matcher = SEQUENCE.matcher(new String(message, StandardCharsets.UTF_8));
        if (!matcher.find()) {
            throw new IllegalStateException("no sequenceId");
        }
        return Long.parseLong(matcher.group(1));
    }

    /** Waits until so many messages have come. */
    synchronized void await(int count) throws InterruptedException, TimeoutException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (messages.size() < count) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                throw new TimeoutException(messages.size() + " of " + count + " messages; " + failures);
            }
            wait(left);
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        server.close();
    }
}
