package dev.lightbox.viewer.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.Vr;
import dev.lightbox.security.User;
import dev.lightbox.security.audit.AuditKind;
import dev.lightbox.security.audit.AuditOutcome;
import dev.lightbox.security.audit.AuditQuery;
import dev.lightbox.security.audit.AuditRecord;
import dev.lightbox.security.audit.AuditTrail;
import dev.lightbox.security.sharing.NewShare;
import dev.lightbox.security.sharing.ShareTerms;
import dev.lightbox.security.sharing.SharedStudy;
import dev.lightbox.security.sharing.Shares;
import dev.lightbox.viewer.TestSignIn;
import dev.lightbox.viewer.TestUsers;
import dev.lightbox.viewer.viewing.MemoryStudySource;
import dev.lightbox.viewer.viewing.TestImages;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Links and guests from outside: a real server; only the sign-in and the archive are the test's. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(TestSignIn.class)
@ExtendWith(OutputCaptureExtension.class)
class SharePagesTest {

    private static final String STUDY = "2.25.100";
    private static final String PICTURES = "2.25.101";
    private static final String DOCUMENTS = "2.25.102";
    private static final String SCANNED = "2.25.103";
    private static final String OTHER = "2.25.200";
    private static final String OTHER_PICTURES = "2.25.201";
    private static final User RUTH = TestUsers.user("ruth", List.of("radiologist"), List.of());

    @TestConfiguration
    static class Archive {

        @Bean
        @Primary
        MemoryStudySource memoryStudySource() {
            MemoryStudySource source = new MemoryStudySource();
            source.addStudy(STUDY, "Weber^Karl^^Dr.");
            source.addSeries(STUDY, PICTURES, "CT");
            source.addInstance(TestImages.file(TestImages.slice(STUDY, PICTURES, 1)));
            source.addSeries(STUDY, SCANNED, "OT");
            source.addInstance(TestImages.file(
                    TestImages.slice(STUDY, SCANNED, 1).put(Tag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.7")));
            source.addSeries(STUDY, DOCUMENTS, "DOC");
            source.addInstance(TestImages.file(TestImages.slice(STUDY, DOCUMENTS, 1)
                    .put(Tag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.104.1")
                    .remove(Tag.Rows)
                    .remove(Tag.Columns)
                    .remove(Tag.PhotometricInterpretation)
                    .remove(Tag.PixelData)
                    .put(Tag.MIMETypeOfEncapsulatedDocument, "application/pdf")
                    .putBytes(Tag.EncapsulatedDocument, Vr.OB, "%PDF-1.4 of the patient".getBytes())));
            source.addStudy(OTHER, "Weber^Karl^^Dr.");
            source.addSeries(OTHER, OTHER_PICTURES, "CT");
            source.addInstance(TestImages.file(TestImages.slice(OTHER, OTHER_PICTURES, 1)));
            return source;
        }
    }

    @LocalServerPort
    int port;

    @Autowired
    Shares shares;

    @Autowired
    AuditTrail trail;

    @Autowired
    JdbcClient jdbc;

    private GuestBrowser guest;
    private long before;

    @BeforeEach
    void begin() {
        guest = new GuestBrowser(port);
        before = trail.verify().records();
    }

    @AfterEach
    void end() {
        guest.close();
    }

    private NewShare share(int uses, boolean nameHidden, boolean download, boolean withCode) {
        return shares.create(
                RUTH,
                new SharedStudy(STUDY, "ID-1", "Test^Patient", null, ""),
                new ShareTerms("", Duration.ofHours(1), uses, nameHidden, download, withCode));
    }

    private static String base(NewShare share) {
        return "/shared/" + share.share().id();
    }

    private static String pictures(NewShare share) {
        return base(share) + "/dicomweb/studies/" + STUDY + "/series/" + PICTURES + "/thumbnail";
    }

    private static String document(NewShare share) {
        return base(share) + "/documents/" + STUDY + "/series/" + DOCUMENTS + "/instances/" + DOCUMENTS + ".1";
    }

    private List<AuditRecord> records(AuditKind kind) {
        return trail.find(AuditQuery.ALL, Long.MAX_VALUE, 1000).reversed().stream()
                .filter(record -> record.sequence() > before && record.kind() == kind)
                .toList();
    }

    @Test
    void whatARobotFetchesUsesNothingUpAndKeepsNoSession() throws Exception {
        NewShare share = share(1, false, false, false);
        for (int i = 0; i < 5; i++) {
            HttpResponse<String> page = guest.get("/share");
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("Open the study").doesNotContain(share.token());
            assertThat(page.headers().allValues("Set-Cookie"))
                    .allMatch(cookie -> cookie.contains("_CSRF=")
                            && cookie.contains("HttpOnly")
                            && cookie.contains("SameSite=Strict"));
            assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
            assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
        }
        assertThat(shares.uses(share.share().id())).isEmpty();
    }

    @Test
    void theButtonOpensExactlyTheSharedStudy(CapturedOutput log) throws Exception {
        NewShare share = share(1, false, true, false);
        HttpResponse<String> opened = guest.open(share.token(), "");
        assertThat(opened.statusCode()).isEqualTo(303);
        assertThat(opened.headers().firstValue("Location")).hasValue(base(share) + "/viewer");
        assertThat(opened.headers().allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.contains("Path=" + base(share))
                        && cookie.contains("HttpOnly")
                        && cookie.contains("SameSite=Strict"));

        HttpResponse<String> viewer = guest.get(base(share) + "/viewer");
        assertThat(viewer.statusCode()).isEqualTo(200);
        assertThat(viewer.body()).contains(STUDY).doesNotContain("Patient").doesNotContain(share.token());
        assertThat(viewer.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy ->
                        assertThat(policy).contains("script-src 'self';").doesNotContain("eval"));
        assertThat(guest.get(pictures(share)).statusCode()).isEqualTo(200);
        assertThat(guest.get(base(share) + "/stream/" + STUDY + "/status").statusCode())
                .isEqualTo(204);
        assertThat(guest.get(base(share) + "/documents/" + STUDY).statusCode()).isEqualTo(200);
        assertThat(guest.get(document(share)).statusCode()).isEqualTo(200);
        assertThat(guest.get(document(share) + "/file").statusCode()).isEqualTo(200);

        assertThat(guest.get(pictures(share).replace(STUDY, OTHER).replace(PICTURES, OTHER_PICTURES))
                        .statusCode())
                .isEqualTo(404);
        assertThat(guest.get(pictures(share).replace(PICTURES, OTHER_PICTURES)).statusCode())
                .as("another study's series by the shared study's address")
                .isEqualTo(404);
        assertThat(guest.get(base(share) + "/stream/" + OTHER + "/status").statusCode())
                .isEqualTo(404);
        assertThat(guest.get(base(share) + "/documents/" + OTHER).statusCode()).isEqualTo(404);
        assertThat(log.getAll()).doesNotContain(share.token());

        assertThat(records(AuditKind.SHARE_USED)).singleElement().satisfies(record -> {
            assertThat(record.outcome()).isEqualTo(AuditOutcome.SUCCESS);
            assertThat(record.studyInstanceUid()).isEqualTo(STUDY);
            assertThat(record.patientId()).isEqualTo("ID-1");
            assertThat(record.sourceAddress()).isEqualTo(guest.address());
        });
        assertThat(records(AuditKind.EXPORTED))
                .singleElement()
                .satisfies(record -> assertThat(record.username())
                        .isEqualTo("share:" + share.share().id()));
        assertThat(records(AuditKind.ACCESS_DENIED))
                .as("the other study's pictures, its stream and its documents")
                .hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/viewer?StudyInstanceUIDs=" + STUDY,
                "/shares",
                "/stream/" + STUDY + "/status",
                "/dicomweb/studies/" + STUDY + "/series/" + PICTURES + "/thumbnail",
                "/documents/" + STUDY,
                "@/",
                "@/stream/" + STUDY + "/../../../../",
                "@/dicomweb/studies",
                "@/dicomweb/studies/" + STUDY + "/thumbnail",
                "@/dicomweb/studies/" + STUDY + "/series/" + PICTURES + "/instances/" + PICTURES + ".1/rendered",
                "@/dicomweb/studies/" + STUDY + "/series/" + PICTURES + "/renderedmpr",
                "@/dicomweb/studies/" + STUDY + "/series/" + PICTURES + "/rendered3d",
                "@/worklist",
                "@/vaadinServlet/",
            })
    void noOtherDoorIsOpenToAGuest(String door) throws Exception {
        NewShare share = share(1, false, true, false);
        guest.open(share.token(), "");
        String path = door.replace("@", base(share));
        // Whatever a browser would do, everything that the guest was given comes along.
        String given = guest.cookies(base(share) + "/viewer");
        for (String cookie : given.split("; ")) {
            guest.keep(cookie);
        }
        assertThat(guest.get(path).statusCode()).isIn(302, 400, 401, 403, 404);
    }

    @Test
    void withoutTheCsrfTokenOrFromAnotherPageNothingIsOpened() throws Exception {
        NewShare share = share(1, false, false, false);
        assertThat(guest.post("/share", Map.of("token", share.token())).statusCode())
                .isEqualTo(404);
        guest.get("/share");
        assertThat(guest.post("/share", Map.of("token", share.token(), "_csrf", "forged"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(shares.uses(share.share().id())).isEmpty();
    }

    @Test
    void allThatOpensNothingLooksAlike() throws Exception {
        NewShare usedUp = share(1, false, false, false);
        guest.open(usedUp.token(), "");
        NewShare revoked = share(1, false, false, false);
        shares.revoke(RUTH, revoked.share().id());
        NewShare expired = share(1, false, false, false);
        jdbc.sql("UPDATE share SET expires_at = created_at WHERE id = ?")
                .param(expired.share().id())
                .update();

        HttpResponse<String> unknown = guest.open("AAAAAAAAAAAAAAAAAAAAAA", "");
        assertThat(unknown.statusCode()).isEqualTo(404);
        for (NewShare share : List.of(usedUp, revoked, expired)) {
            HttpResponse<String> answer = guest.open(share.token(), "");
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).isEqualTo(unknown.body());
            assertThat(answer.headers().map().keySet())
                    .isEqualTo(unknown.headers().map().keySet());
        }
        assertThat(records(AuditKind.SHARE_USED))
                .filteredOn(record -> record.outcome() == AuditOutcome.MINOR_FAILURE)
                .hasSize(4);
    }

    @Test
    void revokingShowsTheGuestOut() throws Exception {
        NewShare share = share(2, false, false, false);
        guest.open(share.token(), "");
        assertThat(guest.get(pictures(share)).statusCode()).isEqualTo(200);
        shares.revoke(RUTH, share.share().id());
        assertThat(guest.get(pictures(share)).statusCode()).isEqualTo(401);
        assertThat(guest.get(document(share)).statusCode()).isEqualTo(401);
        HttpResponse<String> viewer = guest.get(base(share) + "/viewer");
        assertThat(viewer.statusCode()).isEqualTo(401);
        assertThat(viewer.body()).contains("This study isn’t open here").doesNotContain(STUDY);
        assertThat(records(AuditKind.SHARE_REVOKED)).hasSize(1);
    }

    @Test
    void aGuestMayLeave() throws Exception {
        NewShare share = share(1, false, false, false);
        guest.open(share.token(), "");
        guest.get(base(share) + "/viewer");
        String cookies = guest.cookies(base(share) + "/viewer");
        assertThat(guest.leave(base(share)).statusCode()).isEqualTo(200);
        for (String cookie : cookies.split("; ")) {
            guest.keep(cookie);
        }
        assertThat(guest.get(pictures(share)).statusCode()).as("the old cookie").isEqualTo(401);
    }

    @Test
    void aCodeIsAskedForOnThePage() throws Exception {
        NewShare share = share(1, false, false, true);
        HttpResponse<String> asked = guest.open(share.token(), "");
        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(asked.body()).contains("name=\"code\"").contains(share.token());
        HttpResponse<String> wrong = guest.open(share.token(), "AAAA-AAAA");
        assertThat(wrong.statusCode()).isEqualTo(403);
        assertThat(wrong.body()).contains("This code isn’t right");
        assertThat(guest.open(share.token(), share.code()).statusCode()).isEqualTo(303);
    }

    @Test
    void aHiddenNameMeansNoDocumentsNoFilesAndNoPicturesWithText() throws Exception {
        NewShare share = share(1, true, false, false);
        guest.open(share.token(), "");
        assertThat(guest.get(base(share) + "/viewer").body()).contains("name-hidden");
        HttpResponse<String> list = guest.get(base(share) + "/documents/" + STUDY);
        assertThat(list.statusCode()).isEqualTo(200);
        assertThat(list.body()).contains("\"documents\":[]").contains("Documents may name the patient");
        for (String part : List.of("", "/pdf", "/file")) {
            HttpResponse<String> withheld = guest.get(document(share) + part);
            assertThat(withheld.statusCode()).isEqualTo(403);
            assertThat(withheld.body()).startsWith("Documents may name the patient");
        }
        assertThat(guest.get(pictures(share)).statusCode()).isEqualTo(200);
        assertThat(guest.get(pictures(share).replace(PICTURES, SCANNED)).statusCode())
                .as("a secondary capture")
                .isEqualTo(406);
        assertThat(records(AuditKind.IMAGES_TRANSFERRED))
                .isNotEmpty()
                .allSatisfy(record -> assertThat(record.patientId())
                        .as("the record knows whose it is")
                        .isEqualTo("ID-1"));
    }

    @Test
    void withoutDownloadThereAreNoFiles() throws Exception {
        NewShare share = share(1, false, false, false);
        guest.open(share.token(), "");
        assertThat(guest.get(document(share)).statusCode()).isEqualTo(200);
        assertThat(guest.get(document(share) + "/file").statusCode()).isEqualTo(403);
    }

    @Test
    void whoeverIsSignedInStaysSoAndIsAGuestInThatTab() throws Exception {
        HttpResponse<String> signedIn = guest.get("/test-sign-in/weber");
        assertThat(signedIn.statusCode()).isEqualTo(200);
        String own = "/documents/" + OTHER;
        assertThat(guest.get(own).statusCode()).isEqualTo(200);

        NewShare share = share(1, true, false, false);
        guest.open(share.token(), "");
        assertThat(guest.get(base(share) + "/documents/" + STUDY).body()).contains("\"documents\":[]");
        assertThat(guest.get(base(share) + own).statusCode()).as("as a guest").isEqualTo(404);
        assertThat(guest.get(own).statusCode()).as("as themselves").isEqualTo(200);
        guest.leave(base(share));
        assertThat(guest.get(own).statusCode()).isEqualTo(200);
    }

    @Test
    void twoSharesStandBesideEachOtherInOneBrowser() throws Exception {
        NewShare first = share(1, false, false, false);
        NewShare second = share(1, false, false, false);
        guest.open(first.token(), "");
        String firstCookies = guest.cookies(base(first) + "/viewer");
        guest.open(second.token(), "");
        assertThat(guest.get(pictures(second)).statusCode()).isEqualTo(200);
        for (String cookie : firstCookies.split("; ")) {
            guest.keep(cookie);
        }
        assertThat(guest.get(pictures(first)).statusCode()).isEqualTo(200);
        assertThat(guest.get(pictures(second)).statusCode())
                .as("one share's secret at another's door")
                .isEqualTo(401);
    }

    @Test
    void whatCannotBeRecordedIsNotOpened() throws Exception {
        NewShare share = share(1, false, false, false);
        jdbc.sql("ALTER TABLE audit_record RENAME TO elsewhere").update();
        try {
            assertThat(guest.open(share.token(), "").statusCode()).isEqualTo(503);
        } finally {
            jdbc.sql("ALTER TABLE elsewhere RENAME TO audit_record").update();
        }
        assertThat(guest.get(pictures(share)).statusCode()).isEqualTo(401);
        assertThat(guest.open(share.token(), "").statusCode())
                .as("no opening was used up")
                .isEqualTo(303);
    }

    @Test
    void guessesAreSlowedAndToldOf() throws Exception {
        share(1, false, false, false);
        int looked = 0;
        for (int i = 0; i < 200; i++) {
            HttpResponse<String> answer = guest.open("guess-%016d".formatted(i), "");
            assertThat(answer.statusCode()).isIn(404, 429);
            if (answer.statusCode() == 404) {
                looked++;
            } else {
                assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow())
                        .isPositive();
            }
        }
        assertThat(looked).isLessThan(12);
        assertThat(records(AuditKind.ATTACK_SUSPECTED)).isNotEmpty();
        assertThat(guest.get("/actuator/health").statusCode()).isEqualTo(200);
    }
}
