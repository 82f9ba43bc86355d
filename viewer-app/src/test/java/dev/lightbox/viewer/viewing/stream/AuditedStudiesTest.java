package dev.lightbox.viewer.viewing.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lightbox.security.audit.AuditKind;
import dev.lightbox.security.audit.AuditOutcome;
import dev.lightbox.security.audit.AuditQuery;
import dev.lightbox.security.audit.AuditRecord;
import dev.lightbox.security.audit.AuditTrail;
import dev.lightbox.viewer.TestSignIn;
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

/** What is done to a study leaves one record each; what can't be recorded isn't done. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(TestSignIn.class)
class AuditedStudiesTest {

    private static final String STUDY = "2.25.100";
    private static final String SERIES = "2.25.101";
    private static final String OTHERS = "2.25.200";
    private static final String LATE_SERIES = "2.25.109";
    private static final String RENDERED =
            "/dicomweb/studies/" + STUDY + "/series/" + SERIES + "/instances/" + SERIES + ".1/rendered";
    private static final String THUMBNAIL = "/dicomweb/studies/" + STUDY + "/series/" + SERIES + "/thumbnail";

    @Autowired
    private MemoryStudySource archive;

    @TestConfiguration
    static class Setting {

        @Bean
        @Primary
        MemoryStudySource memoryStudySource() {
            MemoryStudySource source = new MemoryStudySource();
            source.addStudy(STUDY, "Weber^Karl^^Dr.");
            source.addSeries(STUDY, SERIES, "CT");
            source.addInstance(TestImages.file(TestImages.slice(STUDY, SERIES, 1)));
            source.addStudy(OTHERS, "Schneider^Eva^^Dr.");
            return source;
        }
    }

    @LocalServerPort
    int port;

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

    /** Since this test began, oldest first. */
    private List<AuditRecord> records() {
        return trail.find(AuditQuery.ALL, Long.MAX_VALUE, 100).reversed().stream()
                .filter(record -> record.sequence() > before)
                .toList();
    }

    @Test
    void anOpenedStreamIsAStudyOpened() throws Exception {
        visits.open(STUDY, visits.signIn("radiologist")).event("study");
        assertThat(records()).singleElement().satisfies(record -> {
            assertThat(record.kind()).isEqualTo(AuditKind.STUDY_OPENED);
            assertThat(record.outcome()).isEqualTo(AuditOutcome.SUCCESS);
            assertThat(record.username()).isEqualTo("radiologist");
            assertThat(record.patientId()).isEqualTo("ID-1");
            assertThat(record.studyInstanceUid()).isEqualTo(STUDY);
            assertThat(record.sourceAddress()).isEqualTo("127.0.0.1");
        });
    }

    @Test
    void aStreamThatIsBegunBeforeItsPageHasTheArchiveAskedAnewAndIsOneStudyOpened() throws Exception {
        String cookie = visits.signIn("radiologist");
        visits.open(STUDY, cookie).event("study");
        archive.addSeries(STUDY, LATE_SERIES, "CT");
        assertThat(visits.open(STUDY + "?anew", cookie).event("study").toString())
                .contains(LATE_SERIES);
        assertThat(records())
                .hasSize(2)
                .allSatisfy(record -> assertThat(record.kind()).isEqualTo(AuditKind.STUDY_OPENED));
    }

    @Test
    void anUnknownAndAForbiddenStudyAreDeniedAlike() throws Exception {
        String cookie = visits.signIn("weber");
        for (String study : List.of(OTHERS, "2.25.999")) {
            assertThatThrownBy(() -> visits.open(study, cookie).event("study")).isNotNull();
            assertThat(visits.get(RENDERED.replace(STUDY, study), cookie).statusCode())
                    .isEqualTo(404);
        }
        assertThat(records()).hasSize(4).allSatisfy(record -> {
            assertThat(record.kind()).isEqualTo(AuditKind.ACCESS_DENIED);
            assertThat(record.outcome()).isEqualTo(AuditOutcome.MINOR_FAILURE);
            assertThat(record.patientId()).isEmpty();
        });
        assertThat(records())
                .extracting(AuditRecord::studyInstanceUid)
                .containsExactly(OTHERS, OTHERS, "2.25.999", "2.25.999");
    }

    @Test
    void eachRenderedPictureIsATransferAndAListsThumbnailsAreOne() throws Exception {
        String cookie = visits.signIn("radiologist");
        for (int i = 0; i < 2; i++) {
            assertThat(visits.get(RENDERED, cookie).statusCode()).isEqualTo(200);
            assertThat(visits.get(THUMBNAIL, cookie).statusCode()).isEqualTo(200);
        }
        assertThat(visits.get(RENDERED.replace(".1/", ".7/"), cookie).statusCode())
                .as("no such instance: nothing was sent")
                .isEqualTo(404);
        assertThat(records()).hasSize(3).allSatisfy(record -> {
            assertThat(record.kind()).isEqualTo(AuditKind.IMAGES_TRANSFERRED);
            assertThat(record.patientId()).isEqualTo("ID-1");
        });
        assertThat(trail.verify().isIntact()).isTrue();
    }

    @Test
    void nothingIsShownThatCannotBeRecorded() throws Exception {
        String cookie = visits.signIn("radiologist");
        jdbc.sql("ALTER TABLE audit_record RENAME TO elsewhere").update();
        try {
            assertThat(visits.get(RENDERED, cookie).statusCode()).isEqualTo(503);
            assertThatThrownBy(() -> visits.open(STUDY, cookie).event("study")).isNotNull();
        } finally {
            jdbc.sql("ALTER TABLE elsewhere RENAME TO audit_record").update();
        }
        assertThat(records()).isEmpty();
        visits.open(STUDY, cookie).event("study");
        assertThat(records()).hasSize(1);
    }
}
