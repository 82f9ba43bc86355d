package dev.lightbox.security.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lightbox.security.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditTrailTest {

    private static final AuditUser RUTH =
            new AuditUser("ruth", "sub-1", "Ruth Radiologist", Set.of(Role.RADIOLOGIST), "192.0.2.7");

    @TempDir
    Path directory;

    private TestDatabase database;
    private AuditTrail trail;

    @BeforeEach
    void open() throws IOException {
        database = TestDatabase.in(directory);
        trail = database.trail();
    }

    @AfterEach
    void close() {
        database.shutDown();
    }

    private static AuditEvent opened(String patientId, String study) {
        return AuditEvent.done(
                AuditKind.STUDY_OPENED,
                RUTH,
                new AuditObject.Patient(patientId, "Test^Patient"),
                new AuditObject.Study(study, ""));
    }

    private void recordThree() {
        trail.record(AuditEvent.done(AuditKind.SIGNED_IN, RUTH));
        trail.record(opened("P-1", "2.25.1"));
        trail.record(AuditEvent.refused(
                AuditKind.ACCESS_DENIED,
                AuditUser.unknown("192.0.2.9"),
                "not theirs",
                new AuditObject.Study("2.25.2", "")));
    }

    private List<AuditRecord> all() {
        return trail.find(AuditQuery.ALL, Long.MAX_VALUE, 100);
    }

    @Test
    void whatIsRecordedIsFoundNewestFirst() {
        Instant before = Instant.now().minusSeconds(1);
        recordThree();
        List<AuditRecord> found = all();
        assertThat(found).extracting(AuditRecord::sequence).containsExactly(3L, 2L, 1L);
        AuditRecord second = found.get(1);
        assertThat(second.kind()).isEqualTo(AuditKind.STUDY_OPENED);
        assertThat(second.outcome()).isEqualTo(AuditOutcome.SUCCESS);
        assertThat(second.username()).isEqualTo("ruth");
        assertThat(second.sourceAddress()).isEqualTo("192.0.2.7");
        assertThat(second.patientId()).isEqualTo("P-1");
        assertThat(second.studyInstanceUid()).isEqualTo("2.25.1");
        assertThat(second.recordedAt()).isBetween(before, Instant.now().plusSeconds(1));
        assertThat(trail.verify())
                .isEqualTo(AuditVerdict.intact(3, found.getFirst().hash()));
    }

    @Test
    void findsByEachCriterionAndPageByPage() {
        recordThree();
        assertThat(find(query(Optional.of("ruth"), Optional.empty(), Optional.empty(), Optional.empty())))
                .containsExactly(2L, 1L);
        assertThat(find(query(Optional.empty(), Optional.of("P-1"), Optional.empty(), Optional.empty())))
                .containsExactly(2L);
        assertThat(find(query(Optional.empty(), Optional.empty(), Optional.of("2.25.2"), Optional.empty())))
                .containsExactly(3L);
        assertThat(find(query(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(AuditKind.SIGNED_IN))))
                .containsExactly(1L);
        assertThat(find(query(Optional.of("' OR '1'='1"), Optional.empty(), Optional.empty(), Optional.empty())))
                .isEmpty();
        Instant later = Instant.now().plus(Duration.ofHours(1));
        assertThat(find(within(Optional.of(later), Optional.empty()))).isEmpty();
        assertThat(find(within(Optional.empty(), Optional.of(later)))).hasSize(3);
        assertThat(trail.find(AuditQuery.ALL, 3, 1))
                .extracting(AuditRecord::sequence)
                .containsExactly(2L);
        assertThatThrownBy(() -> trail.find(AuditQuery.ALL, 3, 1001)).isInstanceOf(IllegalArgumentException.class);
    }

    private List<Long> find(AuditQuery query) {
        return trail.find(query, Long.MAX_VALUE, 100).stream()
                .map(AuditRecord::sequence)
                .toList();
    }

    private static AuditQuery query(
            Optional<String> username, Optional<String> patient, Optional<String> study, Optional<AuditKind> kind) {
        return new AuditQuery(Optional.empty(), Optional.empty(), username, patient, study, kind, Optional.empty());
    }

    private static AuditQuery within(Optional<Instant> from, Optional<Instant> until) {
        return new AuditQuery(
                from,
                until,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(AuditOutcome.SUCCESS).filter(outcome -> from.isPresent()));
    }

    @Test
    void aChangedRecordShows() throws IOException {
        recordThree();
        for (String change : List.of(
                "username = 'carl'",
                "recorded_at = recorded_at - INTERVAL '1' SECOND",
                "message = REPLACE(message, 'Login', 'Logout')",
                "outcome = 4",
                "patient_id = 'P-2'")) {
            TestDatabase fresh = TestDatabase.in(directory.resolve("" + change.hashCode()));
            fresh.trail().record(AuditEvent.done(AuditKind.SIGNED_IN, RUTH));
            fresh.trail().record(opened("P-1", "2.25.1"));
            assertThat(fresh.trail().verify().isIntact()).isTrue();
            assertThat(fresh.jdbc()
                            .sql("UPDATE audit_record SET " + change + " WHERE sequence = 1")
                            .update())
                    .isEqualTo(1);
            AuditVerdict verdict = fresh.trail().verify();
            assertThat(verdict.isIntact()).as(change).isFalse();
            assertThat(verdict.brokenAt()).isEqualTo(1);
            fresh.shutDown();
        }
    }

    @Test
    void aMissingRecordShowsInTheMiddleAndAtTheEnd() {
        recordThree();
        database.jdbc().sql("DELETE FROM audit_record WHERE sequence = 3").update();
        assertThat(trail.verify())
                .isEqualTo(AuditVerdict.broken(3, 2, all().getFirst().hash(), "the last 1 records are missing"));
        database.jdbc().sql("DELETE FROM audit_record WHERE sequence = 1").update();
        assertThat(trail.verify().reason()).isEqualTo("record 1 is missing");
    }

    @Test
    void aRecordThatIsCutOutWithTheRestRenumberedShows() {
        recordThree();
        database.jdbc().sql("DELETE FROM audit_record WHERE sequence = 2").update();
        database.jdbc()
                .sql("UPDATE audit_record SET sequence = 2 WHERE sequence = 3")
                .update();
        assertThat(trail.verify().brokenAt()).isEqualTo(2);
    }

    @Test
    void manyAtOnceGiveOneChain() throws Exception {
        List<Future<?>> running = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int thread = 0; thread < 8; thread++) {
                String patient = "P-" + thread;
                running.add(threads.submit(() -> {
                    for (int i = 0; i < 25; i++) {
                        trail.record(opened(patient, "2.25.1"));
                    }
                }));
            }
        }
        for (Future<?> done : running) {
            done.get();
        }
        assertThat(trail.verify().isIntact()).isTrue();
        assertThat(trail.find(AuditQuery.ALL, Long.MAX_VALUE, 1000))
                .extracting(AuditRecord::sequence)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 200).map(n -> 201 - n).boxed().toList());
    }

    @Test
    void whereItCannotBeStoredTheCallerIsToldAndNothingIsHalfDone() {
        recordThree();
        database.jdbc().sql("ALTER TABLE audit_record RENAME TO elsewhere").update();
        assertThatThrownBy(() -> trail.record(opened("P-1", "2.25.1"))).isInstanceOf(AuditUnavailableException.class);
        database.jdbc().sql("ALTER TABLE elsewhere RENAME TO audit_record").update();
        assertThat(trail.verify().records()).isEqualTo(3);
        trail.record(opened("P-1", "2.25.1"));
        assertThat(trail.verify().isIntact()).isTrue();
        assertThat(trail.verify().records()).isEqualTo(4);
    }

    @Test
    void anInterruptedThreadDoesNotTakeTheDatabaseAway() throws Exception {
        Thread interrupted = Thread.ofPlatform().start(() -> {
            Thread.currentThread().interrupt();
            recordThree();
        });
        interrupted.join();
        recordThree();

        assertThat(trail.verify().records()).isGreaterThanOrEqualTo(3);
        assertThat(trail.verify().isIntact()).isTrue();
    }

    @Test
    void whatSomebodySentIsRecordedHoweverStrange() {
        String strange = "\u0000\uD800 ]]> & <x> \u202E" + "9".repeat(10_000);
        trail.record(AuditEvent.refused(
                AuditKind.ACCESS_DENIED,
                new AuditUser(strange, strange, strange, Set.of(), strange),
                strange,
                new AuditObject.Patient(strange, strange),
                new AuditObject.Study(strange, strange),
                new AuditObject.Query(strange, strange),
                new AuditObject.ChangedUser(strange, strange),
                new AuditObject.Resource(strange, strange)));
        assertThat(trail.verify().isIntact()).isTrue();
        AuditRecord stored = all().getFirst();
        assertThat(stored.studyInstanceUid()).hasSize(64).startsWith("\uFFFD\uFFFD ]]> & <x> ");
        assertThat(stored.patientId()).hasSize(255);
        assertThat(stored.message()).hasSizeLessThan(200_000);
    }
}
