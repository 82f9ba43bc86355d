package dev.lightbox.security.emergency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lightbox.security.AccessProperties;
import dev.lightbox.security.Role;
import dev.lightbox.security.RoleBasedStudyAccess;
import dev.lightbox.security.SteppingClock;
import dev.lightbox.security.StudyAttributes;
import dev.lightbox.security.User;
import dev.lightbox.security.audit.AuditEvent;
import dev.lightbox.security.audit.AuditKind;
import dev.lightbox.security.audit.AuditUnavailableException;
import dev.lightbox.security.emergency.EmergencyRefusedException.Why;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

class EmergencyAccessTest {

    private static final User WEBER = user("weber", Role.REFERRING);
    private static final User OTHER = user("other", Role.REFERRING);
    private static final User ADMIN = user("admin", Role.ADMIN);
    private static final String STUDY = "2.25.1";
    private static final String REASON = "unconscious in the emergency room";

    private final SteppingClock clock = new SteppingClock(Instant.parse("2026-11-01T08:00:00Z"));
    private final List<AuditEvent> recorded = new ArrayList<>();
    private boolean recording = true;
    private final DriverManagerDataSource database =
            new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "lightbox", "");
    private final EmergencyAccess access = access(true, Set.of(Role.RADIOLOGIST, Role.REFERRING));

    private EmergencyAccess access(boolean enabled, Set<Role> roles) {
        Flyway.configure().dataSource(database).load().migrate();
        return new EmergencyAccess(
                new EmergencyProperties(enabled, Duration.ofHours(1), roles, 10, 3),
                JdbcClient.create(database),
                new JdbcTransactionManager(database),
                event -> {
                    if (!recording) {
                        throw new AuditUnavailableException(new IllegalStateException("no disk"));
                    }
                    recorded.add(event);
                },
                clock);
    }

    private EmergencyUse start(User user) throws EmergencyRefusedException {
        return access.start(user, STUDY, "P-1", "Test^Patient", REASON);
    }

    @Test
    void opensOneStudyToOneUserForALimitedTime() throws Exception {
        assertThat(access.permitsView(WEBER, STUDY)).isFalse();
        EmergencyUse use = start(WEBER);

        assertThat(use.expiresAt()).isEqualTo(clock.instant().plus(Duration.ofHours(1)));
        assertThat(access.permitsView(WEBER, STUDY)).isTrue();
        assertThat(access.permitsDownload(WEBER, STUDY)).isFalse();
        assertThat(access.permitsView(WEBER, "2.25.11")).isFalse();
        assertThat(access.permitsView(OTHER, STUDY)).isFalse();
        assertThat(access.permitsView(user("weber", Role.ADMIN), STUDY))
                .as("no reader any longer")
                .isFalse();
        var decider = new RoleBasedStudyAccess(AccessProperties.DEFAULTS, List.of(access));
        assertThat(decider.mayView(WEBER, StudyAttributes.of(STUDY, "Schneider^Eva")))
                .isTrue();

        clock.step(Duration.ofHours(1).minusMillis(1));
        assertThat(access.permitsView(WEBER, STUDY)).isTrue();
        clock.step(Duration.ofMillis(1));
        assertThat(access.permitsView(WEBER, STUDY)).isFalse();
        assertThat(access.current()).isEmpty();
    }

    @Test
    void recordsWhoWhatAndWhyAndTheEndOnce() throws Exception {
        start(WEBER);
        assertThat(recorded).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(AuditKind.EMERGENCY_ACCESS_STARTED);
            assertThat(event.user().username()).isEqualTo("weber");
            assertThat(event.description()).isEqualTo(REASON);
            assertThat(event.objects().toString()).contains("P-1", STUDY);
        });
        clock.step(Duration.ofMinutes(30));
        access.endOverdue();
        assertThat(recorded).hasSize(1);

        clock.step(Duration.ofMinutes(30));
        access.endOverdue();
        access.endOverdue();

        assertThat(recorded).hasSize(2);
        assertThat(recorded.getLast().kind()).isEqualTo(AuditKind.EMERGENCY_ACCESS_STOPPED);
        assertThat(recorded.getLast().description()).isEqualTo("its time is up");
        assertThat(access.history(10)).singleElement().satisfies(use -> {
            assertThat(use.reason()).isEqualTo(REASON);
            assertThat(use.endedAt()).isEqualTo(clock.instant());
            assertThat(use.endedBy()).isEmpty();
        });
    }

    @Test
    void endsAtOnceWhenTheUserOrAnAdministratorSaysSo() throws Exception {
        EmergencyUse use = start(WEBER);
        assertThat(access.current()).containsExactly(use);
        assertThat(access.of(WEBER)).containsExactly(use);
        assertThat(access.of(OTHER)).isEmpty();

        assertThat(access.end(OTHER, use.id())).as("nobody else's").isFalse();
        assertThat(access.permitsView(WEBER, STUDY)).isTrue();
        assertThat(access.end(ADMIN, use.id())).isTrue();
        assertThat(access.end(ADMIN, use.id())).isFalse();

        assertThat(access.permitsView(WEBER, STUDY)).isFalse();
        assertThat(access.history(10).getFirst().endedBy()).isEqualTo("admin");
        assertThat(recorded).hasSize(2);
        assertThat(recorded.getLast().user().username()).isEqualTo("admin");
    }

    @Test
    void nothingIsOpenedThatCannotBeRecorded() {
        recording = false;
        assertThatThrownBy(() -> start(WEBER)).isInstanceOf(AuditUnavailableException.class);
        recording = true;
        assertThat(access.history(10)).isEmpty();
        assertThat(access.permitsView(WEBER, STUDY)).isFalse();
    }

    @Test
    void whoeverHasItOpenGoesOnWithThat() throws Exception {
        EmergencyUse use = start(WEBER);
        clock.step(Duration.ofMinutes(10));
        assertThat(start(WEBER)).isEqualTo(use);
        assertThat(recorded).hasSize(1);
        clock.step(Duration.ofHours(1));
        assertThat(start(WEBER).id()).isNotEqualTo(use.id());
    }

    @Test
    void refusesWithoutAReason() {
        for (String reason : List.of("", "         ", "a reason", " \n \t a \n reason", "x".repeat(1001))) {
            assertThatThrownBy(() -> access.start(WEBER, STUDY, "P-1", "", reason))
                    .isInstanceOfSatisfying(
                            EmergencyRefusedException.class,
                            e -> assertThat(e.why()).isEqualTo(Why.REASON));
            assertThatThrownBy(() -> access.searching(WEBER, "PatientID=P-1", reason))
                    .isInstanceOfSatisfying(
                            EmergencyRefusedException.class,
                            e -> assertThat(e.why()).isEqualTo(Why.REASON));
        }
        assertThat(access.history(10)).isEmpty();
        assertThat(recorded).isEmpty();
    }

    @Test
    void isOfferedOnlyWhereConfiguredAndToReaders() throws Exception {
        EmergencyAccess off = access(false, Set.of(Role.RADIOLOGIST, Role.REFERRING));
        EmergencyAccess radiologistsOnly = access(true, Set.of(Role.RADIOLOGIST));
        for (EmergencyAccess refusing : List.of(off, radiologistsOnly)) {
            assertThat(refusing.isOfferedTo(WEBER)).isFalse();
            assertThatThrownBy(() -> refusing.start(WEBER, STUDY, "P-1", "", REASON))
                    .isInstanceOfSatisfying(
                            EmergencyRefusedException.class,
                            e -> assertThat(e.why()).isEqualTo(Why.NOT_OFFERED));
            assertThatThrownBy(() -> refusing.searching(WEBER, "PatientID=P-1", REASON))
                    .isInstanceOf(EmergencyRefusedException.class);
        }
        assertThat(recorded)
                .hasSize(4)
                .allSatisfy(event -> assertThat(event.kind()).isEqualTo(AuditKind.ACCESS_DENIED));
        assertThat(access.isOfferedTo(ADMIN)).isFalse();
        assertThat(radiologistsOnly.isOfferedTo(user("r", Role.RADIOLOGIST))).isTrue();

        start(WEBER);
        assertThat(off.permitsView(WEBER, STUDY)).as("switched off while open").isFalse();
        off.endOverdue();
        assertThat(recorded.getLast().description()).isEqualTo("no longer offered");
        assertThatThrownBy(() -> access(true, Set.of(Role.ADMIN))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void searchesAreRecordedAndBounded() throws Exception {
        for (int i = 0; i < 3; i++) {
            access.searching(WEBER, "PatientID=P-" + i, REASON);
            clock.step(Duration.ofMinutes(1));
        }
        assertThat(recorded).allSatisfy(event -> {
            assertThat(event.kind()).isEqualTo(AuditKind.SEARCHED);
            assertThat(event.description()).contains(REASON);
        });

        assertThatThrownBy(() -> access.searching(WEBER, "PatientID=P-4", REASON))
                .isInstanceOfSatisfying(
                        EmergencyRefusedException.class,
                        e -> assertThat(e.why()).isEqualTo(Why.TOO_MANY));
        assertThat(recorded.getLast().kind()).isEqualTo(AuditKind.ATTACK_SUSPECTED);
        access.searching(OTHER, "PatientID=P-4", REASON);

        clock.step(Duration.ofMinutes(58));
        access.searching(WEBER, "PatientID=P-5", REASON);
        assertThat(recorded.getLast().kind()).isEqualTo(AuditKind.SEARCHED);
    }

    @Test
    void anotherNodesAccessCountsWithinASecond() throws Exception {
        EmergencyAccess node = access(true, Set.of(Role.REFERRING));
        assertThat(node.permitsView(WEBER, STUDY)).isFalse();
        start(WEBER);
        clock.step(Duration.ofSeconds(1));
        assertThat(node.permitsView(WEBER, STUDY)).isTrue();
        clock.step(Duration.ofHours(2));
        access.endOverdue();
        node.endOverdue();
        assertThat(recorded)
                .as("one record of the end, whichever node makes it")
                .hasSize(2);
    }

    private static User user(String name, Role role) {
        return new User("subject-of-" + name, name, name, Set.of(role), List.of(), "192.0.2.7");
    }
}
