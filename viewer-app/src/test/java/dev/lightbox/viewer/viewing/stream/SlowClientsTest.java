package dev.lightbox.viewer.viewing.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lightbox.viewer.TestSignIn;
import dev.lightbox.viewer.viewing.MemoryStudySource;
import dev.lightbox.viewer.viewing.TestImages;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/** Connections that are held without asking for anything. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "server.tomcat.connection-timeout=6s",
            "lightbox.viewing.max-connections=250",
            "lightbox.viewing.max-connections-per-user=250",
            "lightbox.http.request-deadline=3s",
            "lightbox.http.max-frames-per-second=2000",
        })
@Import(TestSignIn.class)
class SlowClientsTest {

    private static final String STUDY = "2.25.100";
    private static final int HALF_OPEN = 1000;
    private static final int SLOW_BODIES = 200;
    private static final int WEB_SOCKETS = 200;
    private static final int PAGES = 200;

    @TestConfiguration
    static class Setting {

        @Bean
        @Primary
        MemoryStudySource memoryStudySource() {
            MemoryStudySource source = new MemoryStudySource();
            source.addStudy(STUDY, "Weber^Karl^^Dr.");
            source.addSeries(STUDY, STUDY + ".1", "CT");
            source.addInstance(TestImages.file(TestImages.slice(STUDY, STUDY + ".1", 1)));
            return source;
        }
    }

    @LocalServerPort
    int port;

    private Socket send(String text) throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** Milliseconds until a page has come as a whole. */
    private double page() throws IOException {
        long begun = System.nanoTime();
        try (Socket socket = send("GET /signed-out HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")) {
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 200 ").contains("</html>");
        }
        return (System.nanoTime() - begun) / 1e6;
    }

    @Test
    void othersPagesComeAsFastBesideAThousandHalfOpenConnections() throws Exception {
        StreamVisits visits = new StreamVisits(port);
        String cookie = visits.signIn("radiologist");
        page();
        List<Socket> held = new ArrayList<>();
        try {
            for (int i = 0; i < WEB_SOCKETS; i++) {
                held.add(webSocket(visits.origin(), cookie));
            }
            for (int i = 0; i < SLOW_BODIES; i++) {
                held.add(send("POST /share HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                        + "Content-Length: 200000\r\n\r\nsecret="));
            }
            for (int i = 0; i < HALF_OPEN; i++) {
                held.add(send("GET / HTTP/1.1\r\nHost: x\r\nX-Slow: "));
            }

            double[] millis = new double[PAGES];
            for (int i = 0; i < PAGES; i++) {
                millis[i] = page();
            }
            Arrays.sort(millis);
            System.out.printf(
                    "%d connections held: a page takes %.1f ms in the median, %.1f ms at the 95th percentile, %.1f ms at most%n",
                    held.size(), millis[PAGES / 2], millis[PAGES * 95 / 100], millis[PAGES - 1]);
            assertThat(millis[PAGES * 95 / 100]).isLessThan(1000);
        } finally {
            for (Socket socket : held) {
                socket.close();
            }
        }
    }

    private Socket webSocket(String origin, String cookie) throws IOException {
        Socket socket = send("GET /stream/" + STUDY + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nOrigin: " + origin
                + "\r\nCookie: " + cookie
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: lightbox.v2\r\n\r\n");
        assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                .isEqualTo("HTTP/1.1 101");
        return socket;
    }

    /** Tomcat answers them by itself; what is read here is what it says. */
    @Test
    void aFloodOfPingsEndsItsStreamAndNoOther() throws Exception {
        StreamVisits visits = new StreamVisits(port);
        String cookie = visits.signIn("radiologist");
        byte[] ping = {(byte) 0x89, (byte) 0x80, 0, 0, 0, 0};
        byte[] pings = new byte[ping.length * 1000];
        for (int i = 0; i < pings.length; i++) {
            pings[i] = ping[i % ping.length];
        }
        try (Socket quiet = webSocket(visits.origin(), cookie);
                Socket flood = webSocket(visits.origin(), cookie)) {
            Thread reader = Thread.ofVirtual().start(() -> {
                try {
                    flood.setSoTimeout(60_000);
                    flood.getInputStream().transferTo(OutputStream.nullOutputStream());
                } catch (IOException closed) {
                    // As it should be.
                }
            });
            assertThatThrownBy(() -> {
                        while (true) {
                            flood.getOutputStream().write(pings);
                        }
                    })
                    .isInstanceOf(IOException.class);
            reader.join();

            quiet.getOutputStream().write(ping);
            int last = quiet.getInputStream().read();
            while (last >= 0 && last != 0x8A) {
                last = quiet.getInputStream().read();
            }
            assertThat(last).as("a pong").isEqualTo(0x8A);
        }
    }

    /** However steadily its bytes come: sooner than the form would be there, which its length puts at a day. */
    @Test
    void aBodyThatComesByteByByteIsCutOff() throws Exception {
        for (String path : List.of("/share", "/session", "/logout", "/no-such-page", "/dicomweb/studies")) {
            try (Socket socket = send("POST " + path
                    + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                    + "Content-Length: 200000\r\n\r\nsecret=")) {
                assertThat(isClosedWhileDripping(socket, "a")).as(path).isTrue();
            }
        }
        try (Socket socket =
                send("POST /share HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n")) {
            assertThat(isClosedWhileDripping(socket, "1\r\na\r\n")).isTrue();
        }
    }

    private static boolean isClosedWhileDripping(Socket socket, String piece) {
        for (int i = 0; i < 300; i++) {
            try {
                drain(socket, 200);
                socket.getOutputStream().write(piece.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                return true;
            }
        }
        return false;
    }

    @Test
    void aHeadThatComesByteByByteIsCutOff() throws Exception {
        long begun = System.nanoTime();
        try (Socket socket = send("GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ")) {
            assertThat(secondsUntilClosed(socket, begun)).isBetween(5L, 20L);
        }
    }

    @Test
    void aConnectionThatIsUsedAgainAndAgainIsNotCutOff() throws Exception {
        try (Socket socket = send("")) {
            long begun = System.nanoTime();
            while (System.nanoTime() - begun < Duration.ofSeconds(9).toNanos()) {
                socket.setSoTimeout(10_000);
                socket.getOutputStream()
                        .write("GET /actuator/health HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                String answer = "";
                while (!answer.contains("\"status\":\"UP\"")) {
                    int next = socket.getInputStream().read();
                    assertThat(next).as("closed after: %s", answer).isNotNegative();
                    answer += (char) next;
                }
                // Passes the time until the next request, and reads the rest of the answer.
                drain(socket, 500);
            }
        }
    }

    private static void drain(Socket socket, int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            while (socket.getInputStream().read() >= 0) {
                // nothing: only what is left of an answer
            }
        } catch (SocketTimeoutException e) {
            return;
        }
        throw new IOException("closed");
    }

    /** Sends a byte every half second. */
    private static long secondsUntilClosed(Socket socket, long begun) throws IOException {
        for (int i = 0; i < 60; i++) {
            try {
                drain(socket, 500);
                socket.getOutputStream().write('a');
            } catch (IOException e) {
                break;
            }
        }
        return Duration.ofNanos(System.nanoTime() - begun).toSeconds();
    }
}
