package dev.lightbox.security.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Backup and restore of the embedded database, as the administrator's guide tells it; of PostgreSQL see {@link PostgresTest}. */
@Timeout(120)
class BackupTest {

    private static final String FILE = "database/lightbox.mv.db";
    private static final int COPIES = 5;

    @TempDir
    Path directory;

    @Test
    void aCopyTakenWhileRecordsAreWrittenGoesOnInAnotherDirectory() throws Exception {
        TestDatabase database = TestDatabase.in(directory.resolve("original"));
        share(database);
        AtomicLong recorded = new AtomicLong();
        AtomicBoolean done = new AtomicBoolean();
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            writers.add(Thread.ofPlatform().start(() -> {
                while (!done.get()) {
                    record(database);
                    recorded.incrementAndGet();
                }
            }));
        }
        try {
            for (int copy = 0; copy < COPIES; copy++) {
                long before = recorded.get();
                while (recorded.get() < before + 20) {
                    Thread.onSpinWait();
                }
                long acknowledged = recorded.get();
                Path restored = directory.resolve("restored-" + copy);
                Files.createDirectories(restored.resolve("database"));
                Files.copy(directory.resolve("original").resolve(FILE), restored.resolve(FILE));

                goesOn(restored, acknowledged);
            }
        } finally {
            done.set(true);
            for (Thread writer : writers) {
                writer.join(Duration.ofSeconds(30));
            }
            database.shutDown();
        }
    }

    private static void goesOn(Path restored, long acknowledged) throws IOException {
        TestDatabase copy = TestDatabase.in(restored);
        try {
            AuditVerdict verdict = copy.trail().verify();
            assertThat(verdict.isIntact()).as(verdict.reason()).isTrue();
            assertThat(verdict.records()).isGreaterThanOrEqualTo(acknowledged);
            assertThat(copy.jdbc()
                            .sql("SELECT patient_name FROM share WHERE id = '0123456789abcdef'")
                            .query(String.class)
                            .single())
                    .isEqualTo("Test^Patient");
            record(copy);
            assertThat(copy.trail().verify().records()).isEqualTo(verdict.records() + 1);
        } finally {
            copy.shutDown();
        }
    }

    private static void record(TestDatabase database) {
        database.trail().record(AuditEvent.done(AuditKind.SIGNED_IN, AuditUser.unknown("192.0.2.7")));
    }

    private static void share(TestDatabase database) {
        database.jdbc().sql("""
                        INSERT INTO share (id, token_hash, code_hash, study_instance_uid, patient_id, patient_name,
                            study_description, sharer_subject, sharer_username, sharer_name, recipient, created_at,
                            expires_at, max_uses, uses, name_hidden, download, code_failures, revoked_by)
                        VALUES ('0123456789abcdef', '%s', '', '2.25.1', 'P-1', 'Test^Patient', '', 's', 'ruth', 'Ruth',
                            '', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 1, 0, FALSE, FALSE, 0, '')
                        """.formatted("a".repeat(64))).update();
    }
}
