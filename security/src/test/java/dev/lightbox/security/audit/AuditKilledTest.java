package dev.lightbox.security.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.security.storage.EmbeddedDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/** A process that records from several threads is killed without notice. */
class AuditKilledTest {

    private static final int THREADS = 4;
    private static final int ACKNOWLEDGED = 200;

    @TempDir
    Path directory;

    @RepeatedTest(2)
    void whatWasAcknowledgedIsThereAndTheChainIsWhole() throws Exception {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Recorder.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .start();
        List<String> acknowledged = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null && acknowledged.size() < ACKNOWLEDGED) {
                if (line.startsWith("recorded ")) {
                    acknowledged.add(line.substring("recorded ".length()));
                }
                line = lines.readLine();
            }
            verifyACopyWhileItIsWritten();
            // SIGKILL: nothing is flushed, nothing is closed.
            process.toHandle().destroyForcibly();
            while (line != null) {
                if (line.startsWith("recorded ") && line.endsWith(".")) {
                    acknowledged.add(line.substring("recorded ".length()));
                }
                line = lines.readLine();
            }
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ACKNOWLEDGED);

        TestDatabase database = TestDatabase.in(directory);
        AuditVerdict verdict = database.trail().verify();
        assertThat(verdict.isIntact()).as(verdict.reason()).isTrue();
        List<String> stored = new ArrayList<>();
        long before = Long.MAX_VALUE;
        List<AuditRecord> page = database.trail().find(AuditQuery.ALL, before, 1000);
        while (!page.isEmpty()) {
            page.forEach(record -> stored.add(record.patientId()));
            page = database.trail().find(AuditQuery.ALL, page.getLast().sequence(), 1000);
        }
        assertThat(stored).doesNotHaveDuplicates().containsAll(acknowledged);
        assertThat(stored.size() - acknowledged.size())
                .as("recorded, but killed before it could say so")
                .isBetween(0, THREADS);
        database.shutDown();
    }

    private void verifyACopyWhileItIsWritten() throws IOException {
        TestDatabase copy = TestDatabase.at(
                EmbeddedDatabase.in(directory).copyTo(Files.createDirectory(directory.resolve("copy"))));
        AuditVerdict verdict = copy.trail().verify();
        assertThat(verdict.isIntact()).as(verdict.reason()).isTrue();
        assertThat(verdict.records()).isGreaterThanOrEqualTo(ACKNOWLEDGED);
        copy.shutDown();
    }

    /** The process that is killed. */
    static final class Recorder {

        private Recorder() {}

        public static void main(String[] arguments) throws IOException {
            AuditTrail trail = TestDatabase.in(Path.of(arguments[0])).trail();
            for (int thread = 0; thread < THREADS; thread++) {
                int number = thread;
                Thread.ofPlatform().start(() -> {
                    for (int i = 0; i < 1_000_000; i++) {
                        String patient = "P-" + number + "-" + i + ".";
                        trail.record(AuditEvent.done(
                                AuditKind.STUDY_OPENED,
                                AuditUser.unknown("192.0.2.7"),
                                new AuditObject.Patient(patient, "")));
                        synchronized (System.out) {
                            System.out.println("recorded " + patient);
                            System.out.flush();
                        }
                    }
                });
            }
        }
    }
}
