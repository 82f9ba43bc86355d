package dev.lightbox.viewer.viewing.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.viewer.TestSignIn;
import dev.lightbox.viewer.viewing.MemoryStudySource;
import dev.lightbox.viewer.viewing.TestImages;
import java.io.IOException;
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
                Socket socket = send("GET /stream/" + STUDY + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nOrigin: "
                        + visits.origin() + "\r\nCookie: " + cookie
                        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Protocol: lightbox.v2\r\n\r\n");
                held.add(socket);
                assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                        .isEqualTo("HTTP/1.1 101");
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
