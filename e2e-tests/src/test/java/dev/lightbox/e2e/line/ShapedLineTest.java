package dev.lightbox.e2e.line;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Lower bounds of times are exact; upper ones leave room for a machine that is busy with other things, and so are taken of the best of several. */
@Timeout(60)
class ShapedLineTest {

    private static final int TIMES = 3;

    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        return socket;
    }

    private ShapedLine line(double down, double up, Duration roundTrip, int buffer) {
        return ShapedLine.open(new Line("test", down, up, roundTrip, buffer), server.getLocalPort());
    }

    private static double millisSince(long began) {
        return (System.nanoTime() - began) / 1e6;
    }

    @Test
    void anAnswerTakesARoundTripAndTheFirstOneTheHandshakesToo() throws Exception {
        try (ShapedLine line = line(Line.UNLIMITED, Line.UNLIMITED, Duration.ofMillis(40), 1 << 20)) {
            long began = System.nanoTime();
            try (Socket client = connect(line.port());
                    Socket served = server.accept()) {
                double first = pingPong(client, served, began);
                assertThat(first).isGreaterThanOrEqualTo(80);
                double best = Double.POSITIVE_INFINITY;
                for (int i = 0; i < 20; i++) {
                    double millis = pingPong(client, served, System.nanoTime());
                    assertThat(millis).isGreaterThanOrEqualTo(40);
                    best = Math.min(best, millis);
                }
                assertThat(best).isLessThan(50);
            }
        }
    }

    private static double pingPong(Socket client, Socket served, long began) throws IOException {
        client.getOutputStream().write(1);
        assertThat(served.getInputStream().read()).isEqualTo(1);
        served.getOutputStream().write(2);
        assertThat(client.getInputStream().read()).isEqualTo(2);
        return millisSince(began);
    }

    @Test
    void eachDirectionHasItsRateAndTheBytesArriveAsTheyWereSent() throws Exception {
        double down = 2e6;
        double up = 5e5;
        byte[] bytes = new byte[200_000];
        new Random(1).nextBytes(bytes);
        try (ShapedLine line = line(down, up, Duration.ZERO, 1 << 17);
                Socket client = connect(line.port());
                Socket served = server.accept()) {
            assertThat(bestSeconds(served, client, bytes))
                    .isBetween(0.97 * bytes.length / down, 1.3 * bytes.length / down);
            assertThat(bestSeconds(client, served, bytes)).isBetween(0.97 * bytes.length / up, 1.3 * bytes.length / up);
            assertThat(line.down().total()).isEqualTo(TIMES * bytes.length);
            assertThat(line.up().total()).isEqualTo(TIMES * bytes.length);
        }
    }

    @Test
    void connectionsShareTheRate() throws Exception {
        double down = 2e6;
        byte[] bytes = new byte[200_000];
        try (ShapedLine line = line(down, Line.UNLIMITED, Duration.ZERO, 1 << 17);
                Socket client1 = connect(line.port());
                Socket served1 = server.accept();
                Socket client2 = connect(line.port());
                Socket served2 = server.accept()) {
            long began = System.nanoTime();
            CompletableFuture<Double> other =
                    CompletableFuture.supplyAsync(() -> seconds(served1, client1, bytes), Thread::startVirtualThread);
            seconds(served2, client2, bytes);
            other.join();
            double both = 2 * bytes.length / down;
            assertThat(millisSince(began) / 1000).isBetween(0.97 * both, 2 * both);
        }
    }

    private static double bestSeconds(Socket from, Socket to, byte[] bytes) {
        return IntStream.range(0, TIMES)
                .mapToDouble(i -> seconds(from, to, bytes))
                .min()
                .orElseThrow();
    }

    /** Sends and receives all, and compares. */
    private static double seconds(Socket from, Socket to, byte[] bytes) {
        long began = System.nanoTime();
        CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> send(from, bytes), Thread::startVirtualThread);
        try {
            byte[] received = to.getInputStream().readNBytes(bytes.length);
            double seconds = millisSince(began) / 1000;
            sent.join();
            assertThat(received).isEqualTo(bytes);
            return seconds;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void send(Socket socket, byte[] bytes) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(bytes);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void aDelayDoesNotLowerTheRate() throws Exception {
        double down = 4e6;
        byte[] bytes = new byte[1_000_000];
        try (ShapedLine line = line(down, Line.UNLIMITED, Duration.ofMillis(60), 1 << 20);
                Socket client = connect(line.port());
                Socket served = server.accept()) {
            double seconds = bytes.length / down;
            assertThat(bestSeconds(served, client, bytes)).isBetween(0.97 * seconds, 1.3 * seconds + 0.03);
        }
    }

    @Test
    void aReceiverThatDoesNotReadHoldsUpTheSender() throws Exception {
        int buffer = 128 << 10;
        try (ServerSocketChannel listening = ServerSocketChannel.open();
                Selector selector = Selector.open()) {
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = ((InetSocketAddress) listening.getLocalAddress()).getPort();
            Line slow = new Line("test", Line.UNLIMITED, Line.UNLIMITED, Duration.ZERO, buffer);
            try (ShapedLine line = ShapedLine.open(slow, port);
                    Socket client = new Socket()) {
                client.setReceiveBufferSize(64 << 10);
                client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), line.port()));
                try (SocketChannel served = listening.accept()) {
                    served.configureBlocking(false);
                    served.setOption(java.net.StandardSocketOptions.SO_SNDBUF, 64 << 10);
                    served.register(selector, SelectionKey.OP_WRITE);
                    ByteBuffer zeros = ByteBuffer.allocate(1 << 16);
                    long written = 0;
                    // Nothing taken for a second: held up.
                    while (selector.select(1000) > 0) {
                        selector.selectedKeys().clear();
                        written += served.write(zeros.clear());
                        assertThat(written).as("bytes taken without a reader").isLessThan(4L << 20);
                    }
                    assertThat(written).isGreaterThanOrEqualTo(buffer);
                    // And it goes on when there is one.
                    InputStream in = client.getInputStream();
                    assertThat(in.readNBytes((int) written)).hasSize((int) written);
                    assertThat(selector.select(10_000)).isEqualTo(1);
                }
            }
        }
    }

    @Test
    void theEndOfAConnectionReachesTheOtherSide() throws Exception {
        try (ShapedLine line = line(Line.UNLIMITED, Line.UNLIMITED, Duration.ofMillis(10), 1 << 17);
                Socket client = connect(line.port());
                Socket served = server.accept()) {
            client.getOutputStream().write(7);
            client.shutdownOutput();
            assertThat(served.getInputStream().readAllBytes()).containsExactly(7);
            // The other direction is still open.
            served.getOutputStream().write(8);
            served.shutdownOutput();
            assertThat(client.getInputStream().readAllBytes()).containsExactly(8);
        }
    }

    @Test
    void withoutAServerAConnectionEnds() throws Exception {
        try (ShapedLine line = line(Line.UNLIMITED, Line.UNLIMITED, Duration.ZERO, 1 << 17)) {
            server.close();
            try (Socket client = connect(line.port())) {
                assertThat(endsSoon(client)).isTrue();
            }
        }
    }

    @Test
    void closingTheLineEndsItsConnections() throws Exception {
        ShapedLine line = line(Line.UNLIMITED, Line.UNLIMITED, Duration.ZERO, 1 << 17);
        try (Socket client = connect(line.port());
                Socket served = server.accept()) {
            pingPong(client, served, System.nanoTime());
            line.close();
            assertThat(endsSoon(client)).isTrue();
            assertThat(endsSoon(served)).isTrue();
        }
    }

    private static boolean endsSoon(Socket socket) throws IOException {
        socket.setSoTimeout(10_000);
        try {
            return socket.getInputStream().read() < 0;
        } catch (java.net.SocketException reset) {
            return true;
        }
    }
}
