package dev.lightbox.viewer.viewing.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lightbox.security.User;
import dev.lightbox.security.audit.AuditKind;
import dev.lightbox.security.audit.AuditQuery;
import dev.lightbox.security.audit.AuditRecord;
import dev.lightbox.security.audit.AuditTrail;
import dev.lightbox.security.emergency.EmergencyAccess;
import dev.lightbox.security.emergency.EmergencyUse;
import dev.lightbox.viewer.TestSignIn;
import dev.lightbox.viewer.TestUsers;
import dev.lightbox.viewer.viewing.MemoryStudySource;
import dev.lightbox.viewer.viewing.TestImages;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A study that is open in an emergency, and what becomes of its stream when the emergency is over. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "lightbox.emergency-access.enabled=true")
@Import(TestSignIn.class)
class EmergencyStreamTest {

    private static final String FOREIGN = "2.25.200";
    private static final User WEBER = TestUsers.user("weber", List.of("referring"), List.of("Weber^Karl^^Dr."));

    @TestConfiguration
    static class Setting {

        @Bean
        @Primary
        MemoryStudySource memoryStudySource() {
            MemoryStudySource source = new MemoryStudySource();
            source.addStudy(FOREIGN, "Schneider^Eva^^Dr.");
            source.addSeries(FOREIGN, FOREIGN + ".1", "CT");
            source.addInstance(TestImages.file(TestImages.slice(FOREIGN, FOREIGN + ".1", 1)));
            return source;
        }
    }

    @LocalServerPort
    int port;

    @Autowired
    EmergencyAccess emergency;

    @Autowired
    AuditTrail trail;

    @Autowired
    JdbcClient jdbc;

    private StreamVisits visits;
    private long before;

    @BeforeEach
    void visit() {
        visits = new StreamVisits(port);
        before = trail.verify().records();
    }

    @AfterEach
    void leave() {
        visits.close();
    }

    private EmergencyUse begin() throws Exception {
        return emergency.start(WEBER, FOREIGN, "ID-1", "Test^Patient", "found unconscious, no letter");
    }

    private List<AuditKind> records() {
        return trail.find(AuditQuery.ALL, Long.MAX_VALUE, 100).reversed().stream()
                .filter(record -> record.sequence() > before)
                .map(AuditRecord::kind)
                .toList();
    }

    @Test
    void endingItClosesTheOpenStreamAndTheDoor() throws Exception {
        EmergencyUse use = begin();
        String cookie = visits.signIn("weber");
        StreamClient stream = visits.open(FOREIGN, cookie);
        stream.event("study");
        assertThat(emergency.end(WEBER, use.id())).isTrue();
        assertThat(stream.closeCode()).isEqualTo(4404);
        assertThatThrownBy(() -> visits.open(FOREIGN, cookie)).isNotNull();
        assertThat(records())
                .containsExactly(
                        AuditKind.EMERGENCY_ACCESS_STARTED,
                        AuditKind.STUDY_OPENED,
                        AuditKind.EMERGENCY_ACCESS_STOPPED,
                        AuditKind.ACCESS_DENIED);
    }

    @Test
    void itsTimeBeingUpClosesTheOpenStreamAndTheDoor() throws Exception {
        EmergencyUse use = begin();
        String cookie = visits.signIn("weber");
        StreamClient stream = visits.open(FOREIGN, cookie);
        stream.event("study");
        jdbc.sql("UPDATE emergency_access SET expires_at = started_at WHERE id = ?")
                .param(use.id())
                .update();
        assertThat(stream.closeCode()).isEqualTo(4404);
        assertThatThrownBy(() -> visits.open(FOREIGN, cookie)).isNotNull();
    }
}
