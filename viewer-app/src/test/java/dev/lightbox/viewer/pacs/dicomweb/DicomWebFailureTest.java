package dev.lightbox.viewer.pacs.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpHandler;
import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.viewer.pacs.InstanceReference;
import dev.lightbox.viewer.pacs.SourceHealth;
import dev.lightbox.viewer.pacs.StudyQuery;
import dev.lightbox.viewer.pacs.StudySourceException;
import dev.lightbox.viewer.pacs.StudySourceException.Kind;
import dev.lightbox.viewer.pacs.StudySummary;
import dev.lightbox.viewer.pacs.TestStudies;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the user is told, and what is tried again, when the PACS fails. */
class DicomWebFailureTest {

    private static final InstanceReference INSTANCE = new InstanceReference("2.25.1", "2.25.11", "2.25.111");

    @Test
    void refusedConnection() throws IOException {
        URI nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
        }
        assertFails(new Settings().url(nobody), Kind.UNREACHABLE, "The image archive can't be reached");
    }

    @Test
    void noAnswerInTimeIsNotTriedAgain() throws IOException {
        try (FakePacs pacs = new FakePacs(exchange -> FakePacs.pause(exchange, 10_000))) {
            assertFails(shortTimeouts(pacs), Kind.UNREACHABLE, "The image archive didn't answer in time");
            assertThat(pacs.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "401, UNAUTHORIZED, The image archive refused Lightbox's own credentials, 1",
        "403, UNAUTHORIZED, The image archive refused Lightbox's own credentials, 1",
        "404, BAD_ANSWER, The image archive offers no search where it was configured to be, 1",
        "400, BAD_ANSWER, The image archive answered with an error (HTTP 400), 1",
        "500, BAD_ANSWER, The image archive answered with an error (HTTP 500), 1",
        "302, BAD_ANSWER, The image archive answered with an error (HTTP 302), 1",
        "502, UNREACHABLE, The image archive is not available at the moment (HTTP 502), 2",
        "503, UNREACHABLE, The image archive is not available at the moment (HTTP 503), 2",
        "504, UNREACHABLE, The image archive is not available at the moment (HTTP 504), 2",
        "429, UNREACHABLE, The image archive is not available at the moment (HTTP 429), 2",
    })
    void statusOfASearch(int status, Kind kind, String message, int requests) throws IOException {
        try (FakePacs pacs = new FakePacs(FakePacs.status(status))) {
            assertFails(pacs.settings(), kind, message);
            assertThat(pacs.requests()).hasSize(requests);
        }
    }

    @Test
    void unavailableAndThenFine() throws IOException {
        try (FakePacs pacs = new FakePacs(FakePacs.status(503), FakePacs.status(204));
                DicomWebStudySource source =
                        new DicomWebStudySource(pacs.settings().build())) {
            assertThat(source.findStudies(StudyQuery.ANY, 10).studies()).isEmpty();
            assertThat(pacs.requests()).hasSize(2);
        }
    }

    @Test
    void notFoundInstance() throws IOException {
        try (FakePacs pacs = new FakePacs(FakePacs.status(404))) {
            assertFails(
                    pacs.settings(),
                    source -> source.retrieve(INSTANCE),
                    Kind.NOT_FOUND,
                    "The image archive doesn't have this image (any longer).");
        }
    }

    @Test
    void redirectsAreNotFollowed() throws IOException {
        try (FakePacs elsewhere = new FakePacs(FakePacs.status(204));
                FakePacs pacs = new FakePacs(exchange -> {
                    exchange.getResponseHeaders()
                            .set("Location", elsewhere.url().toString());
                    exchange.sendResponseHeaders(307, -1);
                })) {
            assertFails(
                    pacs.settings().credentials("u", "p"),
                    Kind.BAD_ANSWER,
                    "The image archive answered with an error (HTTP 307)");
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void somethingElseThanDicomJson() throws IOException {
        byte[] html = "<html>Sign in</html>".getBytes(StandardCharsets.UTF_8);
        try (FakePacs pacs = new FakePacs(FakePacs.answer("text/html; charset=utf-8", html))) {
            assertFails(
                    pacs.settings(),
                    Kind.BAD_ANSWER,
                    "The image archive's answer can't be used: it is text/html where DICOM JSON was asked for");
        }
        try (FakePacs pacs = new FakePacs(FakePacs.answer("application/dicom+json", html))) {
            assertFails(pacs.settings(), Kind.BAD_ANSWER, "The image archive's answer can't be used: ");
        }
        try (FakePacs pacs = new FakePacs(FakePacs.json("[{\"0020000D\": {\"vr\": \"UI\", \"Value\": [\"2.25"))) {
            assertFails(pacs.settings(), Kind.BAD_ANSWER, "The image archive's answer can't be used: ");
        }
        try (FakePacs pacs = new FakePacs(FakePacs.json("[" + FakePacs.study("../1", "X") + "]"))) {
            assertFails(pacs.settings(), Kind.BAD_ANSWER, "The image archive's answer can't be used: a study without");
        }
    }

    @Test
    void endlessBody() throws IOException {
        HttpHandler endless = exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/dicom+json");
            exchange.sendResponseHeaders(200, 0);
            byte[] much = " ".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
            while (true) {
                exchange.getResponseBody().write(much);
            }
        };
        try (FakePacs pacs = new FakePacs(endless)) {
            assertFails(
                    pacs.settings().set("max-answer-bytes", "100KB"),
                    Kind.BAD_ANSWER,
                    "The image archive's answer can't be used: it is larger than the 102400 bytes allowed");
            assertThat(pacs.requests()).hasSize(1);
        }
    }

    @Test
    void aBodyThatStops() throws IOException {
        HttpHandler stops = exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/dicom+json");
            exchange.sendResponseHeaders(200, 1000);
            exchange.getResponseBody().write('[');
            exchange.getResponseBody().flush();
            FakePacs.pause(exchange, 10_000);
        };
        try (FakePacs pacs = new FakePacs(stops)) {
            assertFails(shortTimeouts(pacs), Kind.UNREACHABLE, "The image archive didn't answer in time");
            assertThat(pacs.requests()).hasSize(1);
        }
    }

    @Test
    void aBodyThatDripsForEver() throws IOException {
        HttpHandler drips = exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/dicom+json");
            exchange.sendResponseHeaders(200, 0);
            while (true) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
                FakePacs.pause(exchange, 20);
            }
        };
        try (FakePacs pacs = new FakePacs(drips)) {
            assertFails(
                    pacs.settings().set("transfer-timeout", "500ms"),
                    Kind.UNREACHABLE,
                    "The image archive didn't answer in time");
        }
    }

    @Test
    void aConnectionThatBreaksIsTriedAgainOnce() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            AtomicInteger connections = new AtomicInteger();
            Thread server = Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        try (Socket connection = socket.accept()) {
                            connection.getInputStream().read(new byte[10_000]);
                            OutputStream out = connection.getOutputStream();
                            if (connections.incrementAndGet() == 2) {
                                out.write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                            } else {
                                // Half an answer, and the end of the connection.
                                out.write(
                                        "HTTP/1.1 200 OK\r\nContent-Type: application/dicom+json\r\nContent-Length: 99\r\n\r\n["
                                                .getBytes(StandardCharsets.US_ASCII));
                            }
                        }
                    }
                } catch (IOException e) {
                    assertThat(socket.isClosed()).isTrue();
                }
            });
            URI url = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
            try (DicomWebStudySource source =
                    new DicomWebStudySource(new Settings().url(url).build())) {
                assertThat(source.findStudies(StudyQuery.ANY, 10).studies()).isEmpty();
            }
            assertThat(connections).hasValue(2);
            assertFails(new Settings().url(url), Kind.UNREACHABLE, "The image archive can't be reached");
            assertThat(connections).hasValue(4);
            assertThat(server.isAlive()).isTrue();
        }
    }

    @Test
    void anotherStudyThanTheOneAskedFor() throws IOException {
        try (FakePacs pacs = new FakePacs(FakePacs.json("[" + FakePacs.study("2.25.2", "X") + "]"))) {
            assertFails(
                    pacs.settings(),
                    source -> source.study("2.25.1"),
                    Kind.BAD_ANSWER,
                    "The image archive's answer can't be used: another study than the one asked for");
        }
    }

    @Test
    void everyStudyWhereOneWasAskedFor() throws IOException {
        String all = "[" + FakePacs.study("2.25.2", "X") + "," + FakePacs.study("2.25.1", "Y") + "]";
        try (FakePacs pacs = new FakePacs(FakePacs.json(all));
                DicomWebStudySource source =
                        new DicomWebStudySource(pacs.settings().build())) {
            assertThat(source.study("2.25.1").map(StudySummary::patientId)).contains("Y");
        }
    }

    @Test
    void oneStudyOfTwoPatients() throws IOException {
        String two = "[" + FakePacs.study("2.25.1", "X") + "," + FakePacs.study("2.25.1", "Y") + "]";
        try (FakePacs pacs = new FakePacs(FakePacs.json(two))) {
            assertFails(
                    pacs.settings(),
                    source -> source.study("2.25.1"),
                    Kind.BAD_ANSWER,
                    "The image archive's answer can't be used: it keeps this study under two different patients");
        }
    }

    @Test
    void anotherInstanceThanTheOneAskedFor() throws IOException {
        byte[] right = instance("2.25.1", "2.25.111");
        try (FakePacs pacs = new FakePacs(FakePacs.answer("multipart/related; boundary=b", multipart(right)));
                DicomWebStudySource source =
                        new DicomWebStudySource(pacs.settings().build())) {
            assertThat(source.retrieve(INSTANCE)).isEqualTo(right);
        }
        for (byte[] wrong : List.of(instance("2.25.2", "2.25.111"), instance("2.25.1", "2.25.112"))) {
            try (FakePacs pacs = new FakePacs(FakePacs.answer("multipart/related; boundary=b", multipart(wrong)))) {
                assertFails(
                        pacs.settings(),
                        source -> source.retrieve(INSTANCE),
                        Kind.BAD_ANSWER,
                        "The image archive's answer can't be used: another instance than the one asked for");
            }
        }
    }

    @Test
    void notAnInstanceAtAll() throws IOException {
        byte[] junk = "not DICOM".getBytes(StandardCharsets.US_ASCII);
        try (FakePacs pacs = new FakePacs(FakePacs.answer("application/dicom", junk))) {
            assertFails(
                    pacs.settings(),
                    source -> source.retrieve(INSTANCE),
                    Kind.BAD_ANSWER,
                    "The image archive's answer can't be used: ");
        }
        try (FakePacs pacs = new FakePacs(FakePacs.answer("image/jpeg", junk))) {
            assertFails(
                    pacs.settings(),
                    source -> source.retrieve(INSTANCE),
                    Kind.BAD_ANSWER,
                    "The image archive's answer can't be used: it is image/jpeg where a DICOM instance was asked for");
        }
        try (FakePacs pacs = new FakePacs(
                FakePacs.answer("multipart/related; boundary=b", multipart(instance("2.25.1", "2.25.111"))))) {
            assertFails(
                    pacs.settings().set("max-instance-bytes", "100B"),
                    source -> source.retrieve(INSTANCE),
                    Kind.BAD_ANSWER,
                    "The image archive's answer can't be used: an instance larger than the 100 bytes allowed");
        }
    }

    @Test
    void metadataOfAnotherSeries() throws IOException {
        String other = """
                [{"0020000D": {"vr": "UI", "Value": ["2.25.1"]}, "0020000E": {"vr": "UI", "Value": ["2.25.12"]},
                  "00080018": {"vr": "UI", "Value": ["2.25.121"]}}]""";
        try (FakePacs pacs = new FakePacs(FakePacs.json(other))) {
            assertFails(
                    pacs.settings(),
                    source -> source.instances("2.25.1", "2.25.11"),
                    Kind.BAD_ANSWER,
                    "The image archive's answer can't be used: another instance than the one asked for");
        }
    }

    @Test
    void anArchiveThatIgnoresPaging() throws IOException {
        String same = "[" + FakePacs.study("2.25.1", "X") + "," + FakePacs.study("2.25.2", "Y") + "]";
        try (FakePacs pacs = new FakePacs(FakePacs.json(same));
                DicomWebStudySource source =
                        new DicomWebStudySource(pacs.settings().pageSize(2).build())) {
            assertThat(source.findStudies(StudyQuery.ANY, 10).studies()).hasSize(2);
            assertThat(pacs.requests()).hasSize(2);
        }
    }

    @Test
    void anArchiveThatGivesLessThanAskedForAndSaysSo() throws IOException {
        HttpHandler first = exchange -> {
            exchange.getResponseHeaders()
                    .set("Warning", "299 pacs: \"There are additional results that can be requested\"");
            FakePacs.json("[" + FakePacs.study("2.25.1", "X") + "]").handle(exchange);
        };
        try (FakePacs pacs = new FakePacs(first, FakePacs.json("[" + FakePacs.study("2.25.2", "Y") + "]"));
                DicomWebStudySource source =
                        new DicomWebStudySource(pacs.settings().build())) {
            assertThat(source.findStudies(StudyQuery.ANY, 10).studies()).hasSize(2);
            assertThat(pacs.requests().get(1)).contains("&offset=1&");
        }
    }

    @Test
    void aSearchThatWouldNeverEndIsTruncated() throws IOException {
        AtomicInteger next = new AtomicInteger();
        HttpHandler more = exchange -> FakePacs.json("[" + FakePacs.study("2.25." + next.incrementAndGet(), "X") + "]")
                .handle(exchange);
        try (FakePacs pacs = new FakePacs(more);
                DicomWebStudySource source = new DicomWebStudySource(pacs.settings()
                        .pageSize(1)
                        .set("max-scanned-studies", 7)
                        .build())) {
            assertThat(source.findStudies(StudyQuery.ANY, 1000)).satisfies(list -> {
                assertThat(list.studies()).hasSize(7);
                assertThat(list.truncated()).isTrue();
            });
        }
    }

    @Test
    void noMoreRequestsAtOnceThanAllowed() throws Exception {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        try (FakePacs pacs = new FakePacs(exchange -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    FakePacs.pause(exchange, 30);
                    running.decrementAndGet();
                    exchange.sendResponseHeaders(204, -1);
                });
                DicomWebStudySource source = new DicomWebStudySource(
                        pacs.settings().set("max-requests", 2).build())) {
            List<Thread> callers = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                callers.add(Thread.ofVirtual().start(() -> source.series("2.25.1")));
            }
            for (Thread caller : callers) {
                caller.join();
            }
            assertThat(pacs.requests()).hasSize(10);
            assertThat(most).hasValue(2);
        }
    }

    @Test
    void anInterruptedCallerIsLetGo() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        try (FakePacs pacs = new FakePacs(exchange -> {
                    asked.countDown();
                    FakePacs.pause(exchange, 10_000);
                });
                DicomWebStudySource source =
                        new DicomWebStudySource(pacs.settings().build())) {
            List<Object> outcome = new ArrayList<>();
            Thread caller = Thread.ofVirtual().start(() -> {
                try {
                    source.series("2.25.1");
                } catch (StudySourceException e) {
                    outcome.add(e.kind());
                    outcome.add(Thread.currentThread().isInterrupted());
                }
            });
            asked.await();
            caller.interrupt();
            assertThat(caller.join(Duration.ofSeconds(5))).isTrue();
            assertThat(outcome).containsExactly(Kind.UNREACHABLE, true);
            assertThat(pacs.requests()).hasSize(1);
        }
    }

    @Test
    void credentialsAreSent() throws IOException {
        try (FakePacs pacs = new FakePacs(FakePacs.status(204))) {
            search(pacs.settings().credentials("user", "pass:wörd"));
            search(pacs.settings().set("bearer-token", "abc.def"));
            search(pacs.settings());
            assertThat(pacs.requests())
                    .extracting(request -> request.substring(request.indexOf(' ') + 1))
                    .containsExactly("Basic dXNlcjpwYXNzOnfDtnJk", "Bearer abc.def", "null");
            assertThat(pacs.requests().getFirst())
                    .startsWith("/pacs/studies?limit=5000&offset=0&includefield=00080020&");
        }
    }

    @Test
    void healthSaysWhatFailed() throws IOException {
        try (FakePacs pacs = new FakePacs(FakePacs.status(401));
                DicomWebStudySource source =
                        new DicomWebStudySource(pacs.settings().build())) {
            assertThat(source.health())
                    .isEqualTo(new SourceHealth(
                            false,
                            "The image archive refused Lightbox's own credentials. Please tell your administrator.",
                            List.of()));
        }
    }

    private static void search(Settings settings) {
        try (DicomWebStudySource source = new DicomWebStudySource(settings.build())) {
            source.findStudies(StudyQuery.ANY, 10);
        }
    }

    private static Settings shortTimeouts(FakePacs pacs) {
        return pacs.settings().readTimeout(Duration.ofMillis(300));
    }

    private static void assertFails(Settings settings, Kind kind, String message) {
        assertFails(settings, source -> source.findStudies(StudyQuery.ANY, 10), kind, message);
    }

    private static void assertFails(Settings settings, Consumer<DicomWebStudySource> call, Kind kind, String message) {
        try (DicomWebStudySource source = new DicomWebStudySource(settings.build())) {
            StudySourceException e = catchThrowableOfType(StudySourceException.class, () -> call.accept(source));
            assertThat(e).isNotNull();
            assertThat(e.getMessage()).startsWith(message).doesNotContain("127.0.0.1", "localhost", "http:", "java.");
            assertThat(e.kind()).isEqualTo(kind);
        }
    }

    private static byte[] instance(String studyUid, String sopInstanceUid) {
        DataSet study = DataSet.builder().put(Tag.StudyInstanceUID, studyUid).build();
        return TestStudies.image("x", study, "2.25.11", "1", "CT", "1.2.840.10008.5.1.4.1.1.2", sopInstanceUid)
                .bytes();
    }

    private static byte[] multipart(byte[] part) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("--b\r\nContent-Type: application/dicom\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(part);
        out.writeBytes("\r\n--b--\r\n".getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }
}
