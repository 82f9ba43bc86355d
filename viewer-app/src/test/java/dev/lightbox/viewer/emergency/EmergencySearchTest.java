package dev.lightbox.viewer.emergency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lightbox.security.Role;
import dev.lightbox.security.User;
import dev.lightbox.security.audit.AuditKind;
import dev.lightbox.security.audit.AuditQuery;
import dev.lightbox.security.audit.AuditTrail;
import dev.lightbox.security.emergency.EmergencyAccess;
import dev.lightbox.security.emergency.EmergencyRefusedException;
import dev.lightbox.viewer.pacs.StudySummary;
import dev.lightbox.viewer.viewing.MemoryStudySource;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

@SpringBootTest(properties = {"lightbox.emergency-access.enabled=true", "lightbox.emergency-access.max-searches=1000"})
class EmergencySearchTest {

    private static final User READER =
            new User("subject-of-eva", "eva", "Eva", Set.of(Role.REFERRING), List.of("Schneider^Eva"), "192.0.2.7");
    private static final String REASON = "unconscious in the emergency room";

    @TestConfiguration
    static class Setting {

        @Bean
        @Primary
        MemoryStudySource memoryStudySource() {
            MemoryStudySource source = new MemoryStudySource();
            source.addStudy(study("2.25.1", "P-1", "A-1", 1));
            source.addStudy(study("2.25.2", "P-1", "A-2", 2));
            source.addStudy(study("2.25.3", "P-11", "A-11", 3));
            source.addStudy(study("2.25.4", "*", "", 4));
            return source;
        }

        private static StudySummary study(String uid, String patientId, String accession, int day) {
            return new StudySummary(
                    uid,
                    "Test^Patient",
                    patientId,
                    null,
                    "O",
                    LocalDate.of(2026, 11, day),
                    null,
                    Set.of("CT"),
                    "",
                    accession,
                    "Weber^Karl",
                    -1,
                    -1);
        }
    }

    @Autowired
    EmergencySearch search;

    @Autowired
    EmergencyAccess access;

    @Autowired
    MemoryStudySource source;

    @Autowired
    AuditTrail trail;

    @ParameterizedTest
    @CsvSource({
        "PATIENT_ID,         P-1,        2.25.2 2.25.1",
        "PATIENT_ID,         ' P-1 ',    2.25.2 2.25.1",
        "PATIENT_ID,         P-11,       2.25.3",
        "PATIENT_ID,         P,          ''",
        "PATIENT_ID,         p-1,        ''",
        "PATIENT_ID,         P-*,        ''",
        "PATIENT_ID,         *,          ''",
        "PATIENT_ID,         '',         ''",
        "ACCESSION_NUMBER,   A-1,        2.25.1",
        "ACCESSION_NUMBER,   '',         ''",
        "ACCESSION_NUMBER,   A-?,        ''",
        "STUDY_INSTANCE_UID, 2.25.3,     2.25.3",
        "STUDY_INSTANCE_UID, 2.25.404,   ''",
        "STUDY_INSTANCE_UID, ../2.25.3,  ''",
        "STUDY_INSTANCE_UID, P-1,        ''",
    })
    void findsWhatHasExactlyThisValueTheNewestFirst(EmergencyCriterion criterion, String value, String found)
            throws Exception {
        assertThat(search.find(READER, criterion, value, REASON))
                .extracting(StudySummary::studyInstanceUid)
                .containsExactlyElementsOf(found.isEmpty() ? List.of() : List.of(found.split(" ")));
        assertThat(trail.find(AuditQuery.ALL, Long.MAX_VALUE, 1).getFirst()).satisfies(record -> {
            assertThat(record.kind()).isEqualTo(AuditKind.SEARCHED);
            assertThat(record.username()).isEqualTo("eva");
        });
    }

    @Test
    void looksForNothingWithoutAReason() {
        // So that an answer would show: the archive is asked for nothing.
        source.down(true);
        try {
            assertThatThrownBy(() -> search.find(READER, EmergencyCriterion.PATIENT_ID, "P-1", "short"))
                    .isInstanceOf(EmergencyRefusedException.class);
        } finally {
            source.down(false);
        }
    }

    @Test
    void opensWhatTheArchiveHas() throws Exception {
        assertThat(search.open(READER, "2.25.404", REASON)).isEmpty();
        assertThat(search.open(READER, "2.25.1", REASON)).hasValueSatisfying(use -> {
            assertThat(use.patientId()).isEqualTo("P-1");
            assertThat(use.studyInstanceUid()).isEqualTo("2.25.1");
        });
        assertThat(access.permitsView(READER, "2.25.1")).isTrue();
        assertThat(access.permitsView(READER, "2.25.2")).isFalse();
    }
}
