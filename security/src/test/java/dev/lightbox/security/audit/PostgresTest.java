package dev.lightbox.security.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.security.storage.Turns;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.mock.env.MockEnvironment;

/** The same on PostgreSQL, which several nodes share. */
@Timeout(180)
class PostgresTest {

    private static final AuditUser STRANGE =
            new AuditUser("a\u0000\uD800 ' ]]> \uD83D\uDE00", "s", "d", Set.of(), "192.0.2.7");

    private static PostgresServer server;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() throws Exception {
        server = PostgresServer.start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    private static TestDatabase open(String name) throws Exception {
        server.create(name);
        return TestDatabase.at(server.source(name));
    }

    private static void record(TestDatabase database, int count) {
        for (int i = 0; i < count; i++) {
            database.trail()
                    .record(AuditEvent.done(
                            AuditKind.STUDY_OPENED,
                            STRANGE,
                            new AuditObject.Patient("P-" + i, "Test^Patient"),
                            new AuditObject.Study("2.25." + i, "")));
        }
    }

    @Test
    void recordsAreStoredFoundAndVerified() throws Exception {
        TestDatabase database = open("finding");
        record(database, 3);

        AuditQuery query = new AuditQuery(
                Optional.of(Instant.now().minusSeconds(60)),
                Optional.of(Instant.now().plusSeconds(60)),
                Optional.of("a\uFFFD\uFFFD ' ]]> \uD83D\uDE00"),
                Optional.of("P-1"),
                Optional.of("2.25.1"),
                Optional.of(AuditKind.STUDY_OPENED),
                Optional.of(AuditOutcome.SUCCESS));
        assertThat(database.trail().find(query, Long.MAX_VALUE, 10))
                .extracting(AuditRecord::sequence)
                .containsExactly(2L);
        assertThat(database.trail().count(query, 10)).isEqualTo(1);
        assertThat(database.trail().count(AuditQuery.ALL, 2)).isEqualTo(2);
        assertThat(database.trail().verify().isIntact()).isTrue();

        database.jdbc()
                .sql("UPDATE audit_record SET username = 'x' WHERE sequence = 2")
                .update();
        assertThat(database.trail().verify().brokenAt()).isEqualTo(2);
    }

    @Test
    void twoNodesThatStartAndRecordAtOnceWriteOneChainAlsoWhereOneIsKilled() throws Exception {
        server.create("nodes");
        List<String> acknowledged = new ArrayList<>();
        Process one = node("one");
        Process two = node("two");
        Thread other = Thread.ofPlatform().start(() -> collect(one, acknowledged));
        BufferedReader lines = reader(two);
        for (int i = 0; i < 200; i++) {
            String line = lines.readLine();
            assertThat(line).as("node two").isNotNull();
            synchronized (acknowledged) {
                acknowledged.add(line);
            }
        }
        // SIGKILL: with the row of the chain's head in its hands, perhaps.
        two.toHandle().destroyForcibly();
        two.waitFor();
        other.join();
        assertThat(one.waitFor()).isZero();

        AuditTrail trail = TestDatabase.at(server.source("nodes")).trail();
        AuditVerdict verdict = trail.verify();
        assertThat(verdict.isIntact()).as(verdict.reason()).isTrue();
        List<String> stored = new ArrayList<>();
        List<AuditRecord> page = trail.find(AuditQuery.ALL, Long.MAX_VALUE, 1000);
        while (!page.isEmpty()) {
            page.forEach(audit -> stored.add(audit.patientId()));
            page = trail.find(AuditQuery.ALL, page.getLast().sequence(), 1000);
        }
        assertThat(stored).doesNotHaveDuplicates().containsAll(acknowledged);
        assertThat(acknowledged.stream().filter(id -> id.startsWith("one-"))).hasSize(Node.THREADS * Node.RECORDS);
        assertThat(stored.stream().filter(id -> id.startsWith("two-"))).hasSizeGreaterThanOrEqualTo(200);
    }

    private Process node(String name) throws IOException {
        ProcessBuilder node = new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Node.class.getName(),
                name,
                server.url("nodes"),
                server.user());
        node.environment().put("NODE_PASSWORD", server.password());
        return node.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private static void collect(Process process, List<String> acknowledged) {
        reader(process).lines().forEach(line -> {
            synchronized (acknowledged) {
                acknowledged.add(line);
            }
        });
    }

    /** A node: makes the tables if nobody has, and records from several threads. */
    static final class Node {

        static final int THREADS = 4;
        static final int RECORDS = 150;

        private Node() {}

        public static void main(String[] arguments) {
            // Its log goes to the standard output otherwise.
            PrintStream out = System.out;
            System.setOut(System.err);
            AuditTrail trail = TestDatabase.at(
                            new DriverManagerDataSource(arguments[1], arguments[2], System.getenv("NODE_PASSWORD")))
                    .trail();
            for (int thread = 0; thread < THREADS; thread++) {
                int number = thread;
                Thread.ofPlatform().start(() -> {
                    for (int i = 0; i < RECORDS; i++) {
                        String patient = arguments[0] + "-" + number + "-" + i;
                        trail.record(AuditEvent.done(
                                AuditKind.STUDY_OPENED,
                                AuditUser.unknown("192.0.2.7"),
                                new AuditObject.Patient(patient, "")));
                        synchronized (out) {
                            out.println(patient);
                            out.flush();
                        }
                    }
                });
            }
        }
    }

    @Test
    void ofTwoNodesOneSendsOnAtATimeAndNothingTwice() throws Exception {
        TestRepository.makeCertificate(directory, "server", "localhost");
        TestDatabase database = open("forwarding");
        record(database, 450);
        try (TestRepository repository = TestRepository.start(directory, "server", 0, null)) {
            AuditRepositoryProperties properties = repository.properties(directory.resolve("server.pem"), null);
            List<AuditForwarder> nodes = List.of(database.forwarder(properties), database.forwarder(properties));
            nodes.forEach(AuditForwarder::start);
            try {
                repository.await(450);
            } finally {
                for (AuditForwarder node : nodes) {
                    node.stop();
                }
            }
            assertThat(repository.sequences())
                    .isEqualTo(LongStream.rangeClosed(1, 450).boxed().toList());
        }
    }

    @Test
    void aTurnIsOnesAtATime() throws Exception {
        TestDatabase database = open("turns");
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch begin = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            Turns turns = new Turns(database.jdbc(), database.transactions());
            threads.add(Thread.ofPlatform().start(() -> {
                try {
                    begin.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                for (int n = 0; n < 20; n++) {
                    turns.take("administrators", () -> {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        inside.decrementAndGet();
                    });
                }
            }));
        }
        begin.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(most).hasValue(1);
    }

    @Test
    void aDumpThatIsRestoredElsewhereIsTheSameTrail() throws Exception {
        TestDatabase database = open("original");
        record(database, 20);
        String anchor = said("original", "").replaceAll("(?s).*--expect: ", "").strip();
        Path dump = directory.resolve("lightbox.dump");

        server.client("pg_dump", "-Fc", "-f", dump.toString(), "original");
        record(database, 1);
        server.create("restored");
        server.client("pg_restore", "--exit-on-error", "--no-owner", "-d", "restored", dump.toString());

        assertThat(said("restored", anchor)).contains("is intact: 20 records");
        // And it goes on from there.
        TestDatabase restored = TestDatabase.at(server.source("restored"));
        record(restored, 1);
        assertThat(restored.trail().verify().records()).isEqualTo(21);
    }

    /** What {@code lightbox audit verify} says of a database. */
    private static String said(String database, String expect) throws IOException {
        MockEnvironment settings = new MockEnvironment()
                .withProperty("spring.datasource.url", server.url(database))
                .withProperty("spring.datasource.username", server.user())
                .withProperty("spring.datasource.password", server.password())
                .withProperty("expect", expect);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8)) {
            assertThat(AuditCommand.run(settings, List.of("verify"), print, print))
                    .isZero();
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
