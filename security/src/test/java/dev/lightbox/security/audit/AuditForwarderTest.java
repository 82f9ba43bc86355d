package dev.lightbox.security.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** To a real TLS server. */
@Timeout(120)
class AuditForwarderTest {

    @TempDir
    static Path certificates;

    @TempDir
    Path directory;

    private TestDatabase database;

    @BeforeAll
    static void makeCertificates() throws Exception {
        TestRepository.makeCertificate(certificates, "server", "localhost");
        TestRepository.makeCertificate(certificates, "other", "other.example.org");
        TestRepository.makeCertificate(certificates, "node", "node.example.org");
    }

    @BeforeEach
    void open() throws Exception {
        database = TestDatabase.in(directory);
    }

    @AfterEach
    void close() {
        database.shutDown();
    }

    private static Path pem(String name) {
        return certificates.resolve(name + ".pem");
    }

    private void record(int count) {
        for (int i = 0; i < count; i++) {
            database.trail()
                    .record(AuditEvent.done(
                            AuditKind.STUDY_OPENED,
                            AuditUser.unknown("192.0.2.7"),
                            new AuditObject.Patient("P-" + i, "Müller^Jürgen")));
        }
    }

    private static List<Long> upTo(long last) {
        return LongStream.rangeClosed(1, last).boxed().toList();
    }

    private long arrived() {
        return database.jdbc()
                .sql("SELECT sequence FROM audit_forwarding")
                .query(Long.class)
                .single();
    }

    @Test
    void theTrailArrivesInItsOrderAndOnce() throws Exception {
        record(AuditForwarder.BATCH + 5);
        try (TestRepository repository = TestRepository.start(certificates, "server", 0, null)) {
            AuditForwarder forwarder = database.forwarder(repository.properties(pem("server"), null));
            assertThat(forwarder.state().backlog()).isEqualTo(205);

            assertThat(forwarder.forward()).isEqualTo(200);
            assertThat(forwarder.forward()).isEqualTo(5);
            assertThat(forwarder.forward()).isZero();

            assertThat(repository.sequences()).isEqualTo(upTo(205));
            assertThat(repository.connections()).isEqualTo(2);
            assertThat(forwarder.state().backlog()).isZero();
            assertThat(forwarder.state().lastArrival()).isPresent();
            assertThat(new String(repository.messages().getFirst(), StandardCharsets.UTF_8))
                    .startsWith("<85>1 ")
                    .contains(" node.example.org lightbox 4711 DICOM+RFC3881 [meta sequenceId=\"1\"] \uFEFF<?xml ")
                    .contains("<AuditMessage>", "Müller^Jürgen")
                    .endsWith("</AuditMessage>");
        }
    }

    @Test
    void whatWasCutOffIsSentAgainFromTheLastThatIsCertain() throws Exception {
        record(150);
        try (TestRepository repository = TestRepository.start(certificates, "server", 0, null)) {
            AuditForwarder forwarder = database.forwarder(repository.properties(pem("server"), null));
            repository.dropAfter(40);

            assertThatThrownBy(forwarder::forward).isInstanceOf(AuditForwarder.UndeliveredException.class);
            assertThat(arrived()).isZero();
            assertThat(forwarder.forward()).isEqualTo(150);

            assertThat(repository.sequences().subList(0, 40)).isEqualTo(upTo(40));
            assertThat(repository.sequences().subList(40, 190)).isEqualTo(upTo(150));
        }
    }

    @Test
    void aPoliteGoodbyeInTheMiddleIsNoReceipt() throws Exception {
        record(AuditForwarder.BATCH);
        try (TestRepository repository = TestRepository.start(certificates, "server", 0, null)) {
            AuditForwarder forwarder = database.forwarder(repository.properties(pem("server"), null));
            repository.leaveAfter(40);

            assertThatThrownBy(forwarder::forward).isInstanceOf(AuditForwarder.UndeliveredException.class);
            assertThat(arrived()).isZero();
            assertThat(forwarder.forward()).isEqualTo(AuditForwarder.BATCH);

            assertThat(repository.sequences().subList(40, 240)).isEqualTo(upTo(200));
        }
    }

    @Test
    void itWaitsWhileTheRepositoryIsAwayAndGoesOnWhenItIsBack() throws Exception {
        TestRepository before = TestRepository.start(certificates, "server", 0, null);
        int port = before.port();
        AuditForwarder forwarder = database.forwarder(before.properties(pem("server"), null));
        before.close();
        record(3);
        forwarder.start();
        try {
            while (forwarder.state().failure().isEmpty()) {
                Thread.onSpinWait();
            }
            record(2);
            assertThat(forwarder.state().backlog()).isEqualTo(5);
            try (TestRepository back = TestRepository.start(certificates, "server", port, null)) {
                back.await(5);
                assertThat(back.sequences()).isEqualTo(upTo(5));
                while (forwarder.state().backlog() > 0) {
                    Thread.onSpinWait();
                }
                record(1);
                back.await(6);
                assertThat(back.sequences()).isEqualTo(upTo(6));
            }
        } finally {
            forwarder.stop();
        }
    }

    @Test
    void aServerThatIsSomebodyElseGetsNothing() throws Exception {
        record(1);
        try (TestRepository repository = TestRepository.start(certificates, "other", 0, null)) {
            // Trusted, but its certificate is another host's.
            assertThatThrownBy(database.forwarder(repository.properties(pem("other"), null))::forward)
                    .hasRootCauseInstanceOf(CertificateException.class);
            // Nobody vouches for it.
            assertThatThrownBy(database.forwarder(repository.properties(pem("server"), null))::forward)
                    .isInstanceOf(AuditForwarder.UndeliveredException.class);

            assertThat(repository.messages()).isEmpty();
            assertThat(arrived()).isZero();
        }
    }

    @Test
    void aRepositoryThatAsksForACertificateGetsOurs() throws Exception {
        record(1);
        try (TestRepository repository = TestRepository.start(certificates, "server", 0, pem("node"))) {
            assertThatThrownBy(database.forwarder(repository.properties(pem("server"), null))::forward)
                    .isInstanceOf(AuditForwarder.UndeliveredException.class);
            assertThat(repository.messages()).isEmpty();

            assertThat(database.forwarder(repository.properties(pem("server"), certificates.resolve("node.p12")))
                            .forward())
                    .isEqualTo(1);

            assertThat(repository.sequences()).containsExactly(1L);
        }
    }

    @Test
    void afterAKillNothingIsMissingAndNothingOutOfOrder() throws Exception {
        database.shutDown();
        try (TestRepository repository = TestRepository.start(certificates, "server", 0, null)) {
            for (int round = 1; round <= 2; round++) {
                int before = repository.messages().size();
                Process process = new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Node.class.getName(),
                                directory.toString(),
                                Integer.toString(repository.port()),
                                pem("server").toString())
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                try {
                    repository.await(before + 300);
                } finally {
                    // SIGKILL, while it records and sends.
                    process.toHandle().destroyForcibly();
                    process.waitFor();
                }
            }
            database = TestDatabase.in(directory);
            long last = database.trail().verify().records();
            assertThat(last).isGreaterThanOrEqualTo(300);
            AuditForwarder rest = database.forwarder(repository.properties(pem("server"), null));
            while (rest.forward() > 0) {
                assertThat(rest.state().failure()).isEmpty();
            }

            // The order in which each came for the first time.
            assertThat(List.copyOf(new LinkedHashSet<>(repository.sequences()))).isEqualTo(upTo(last));
        }
    }

    /** A node that records from two threads, sends on, and is killed. */
    static final class Node {

        private Node() {}

        public static void main(String[] arguments) throws Exception {
            TestDatabase database = TestDatabase.in(Path.of(arguments[0]));
            database.forwarder(new AuditRepositoryProperties(
                            "localhost",
                            Integer.parseInt(arguments[1]),
                            AuditRepositoryProperties.MessageId.DICOM,
                            Path.of(arguments[2]),
                            "",
                            null,
                            "",
                            Duration.ofSeconds(5),
                            Duration.ofSeconds(5),
                            Duration.ofMillis(50)))
                    .start();
            for (int thread = 0; thread < 2; thread++) {
                Thread.ofPlatform().start(() -> {
                    for (int i = 0; i < 1_000_000; i++) {
                        database.trail()
                                .record(AuditEvent.done(AuditKind.STUDY_OPENED, AuditUser.unknown("192.0.2.7")));
                    }
                });
            }
        }
    }
}
