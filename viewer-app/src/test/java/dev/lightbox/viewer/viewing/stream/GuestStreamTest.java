package dev.lightbox.viewer.viewing.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.security.User;
import dev.lightbox.security.sharing.NewShare;
import dev.lightbox.security.sharing.ShareTerms;
import dev.lightbox.security.sharing.SharedStudy;
import dev.lightbox.security.sharing.Shares;
import dev.lightbox.viewer.TestSignIn;
import dev.lightbox.viewer.TestUsers;
import dev.lightbox.viewer.sharing.GuestBrowser;
import dev.lightbox.viewer.viewing.MemoryStudySource;
import dev.lightbox.viewer.viewing.TestImages;
import java.net.URI;
import java.time.Duration;
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
import tools.jackson.databind.JsonNode;

/** The stream of somebody who came by a link. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(TestSignIn.class)
class GuestStreamTest {

    private static final String STUDY = "2.25.100";
    private static final String SERIES = "2.25.101";
    private static final String SCANNED = "2.25.102";
    private static final String OTHER = "2.25.200";
    private static final User RUTH = TestUsers.user("ruth", List.of("radiologist"), List.of());

    @TestConfiguration
    static class Archive {

        @Bean
        @Primary
        MemoryStudySource memoryStudySource() {
            MemoryStudySource source = new MemoryStudySource();
            source.addStudy(STUDY, "Weber^Karl^^Dr.");
            source.addSeries(STUDY, SERIES, "CT");
            source.addInstance(TestImages.file(TestImages.slice(STUDY, SERIES, 1)));
            source.addSeries(STUDY, SCANNED, "CT");
            source.addInstance(
                    TestImages.file(TestImages.slice(STUDY, SCANNED, 1).put(Tag.BurnedInAnnotation, "YES")));
            // Of the same patient.
            source.addStudy(OTHER, "Weber^Karl^^Dr.");
            return source;
        }
    }

    @LocalServerPort
    int port;

    @Autowired
    Shares shares;

    @Autowired
    JdbcClient jdbc;

    private GuestBrowser guest;

    @BeforeEach
    void begin() {
        guest = new GuestBrowser(port);
    }

    @AfterEach
    void end() {
        guest.close();
    }

    private NewShare opened(boolean nameHidden) throws Exception {
        NewShare share = shares.create(
                RUTH,
                new SharedStudy(STUDY, "ID-1", "Test^Patient", null, ""),
                new ShareTerms("", Duration.ofHours(1), 1, nameHidden, false, false));
        assertThat(guest.open(share.token(), "").statusCode()).isEqualTo(303);
        return share;
    }

    private StreamClient stream(NewShare share, String study) {
        String path = "/shared/" + share.share().id() + "/stream/" + study;
        return StreamClient.open(
                guest.http(), URI.create("ws://127.0.0.1:" + port + path), guest.cookies(path), guest.origin());
    }

    @Test
    void showsTheSharedStudyAndNothingOfOthers() throws Exception {
        NewShare share = opened(false);
        StreamClient stream = stream(share, STUDY);
        JsonNode study = stream.event("study");
        assertThat(study.path("patient").path("name").asString()).isNotEmpty();
        stream.showSeries(1, SERIES);
        assertThat(stream.event("series").path("seriesInstanceUID").asString()).isEqualTo(SERIES);
        stream.render(2, 1, TestImages.COLUMNS, TestImages.ROWS, "exact");
        assertThat(stream.tile().exact()).isTrue();

        assertThatThrownBy(() -> stream(share, OTHER)).isNotNull();
        stream.send("{\"type\":\"beside\",\"studyInstanceUID\":\"" + OTHER + "\"}");
        assertThat(stream.eventAmong("beside").path("refusal").asString()).isEqualTo("not-available");
        stream.leave();
    }

    @Test
    void anotherCookieOpensNoStream() throws Exception {
        NewShare share = opened(false);
        String path = "/shared/" + share.share().id() + "/stream/" + STUDY;
        assertThatThrownBy(() -> StreamClient.open(
                        guest.http(),
                        URI.create("ws://127.0.0.1:" + port + "/stream/" + STUDY),
                        guest.cookies(path),
                        guest.origin()))
                .as("the door of those who are signed in")
                .isNotNull();
        assertThatThrownBy(() -> StreamClient.open(
                        guest.http(), URI.create("ws://127.0.0.1:" + port + path), "A=B", guest.origin()))
                .isNotNull();
        assertThatThrownBy(() -> StreamClient.open(
                        guest.http(),
                        URI.create("ws://127.0.0.1:" + port + path),
                        guest.cookies(path),
                        "https://elsewhere.example"))
                .isNotNull();
    }

    @Test
    void aHiddenNameIsInNoMessage() throws Exception {
        NewShare share = opened(true);
        StreamClient stream = stream(share, STUDY);
        JsonNode study = stream.event("study");
        JsonNode patient = study.path("patient");
        for (String field : List.of("name", "id", "birthDate")) {
            assertThat(patient.path(field).asString()).as(field).isEmpty();
        }
        assertThat(study.path("accessionNumber").asString()).isEmpty();
        assertThat(study.path("referringPhysician").asString()).isEmpty();
        assertThat(study.toString()).doesNotContain("ID-1").doesNotContain("Weber");
        stream.showSeries(1, SCANNED);
        JsonNode refused = stream.event("failed");
        assertThat(refused.path("message").path("text").asString()).contains("may name the patient");
        stream.showSeries(2, SERIES);
        assertThat(stream.event("series").path("seriesInstanceUID").asString()).isEqualTo(SERIES);
        stream.leave();
    }

    @Test
    void revokingClosesItAtOnce() throws Exception {
        NewShare share = opened(false);
        StreamClient stream = stream(share, STUDY);
        stream.event("study");
        long begun = System.nanoTime();
        assertThat(shares.revoke(RUTH, share.share().id())).isTrue();
        assertThat(stream.closeCode()).isEqualTo(4401);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void revokingOnAnotherNodeClosesItWithinFiveSeconds() throws Exception {
        NewShare share = opened(false);
        StreamClient stream = stream(share, STUDY);
        stream.event("study");
        long begun = System.nanoTime();
        jdbc.sql("UPDATE share SET revoked_at = created_at WHERE id = ?")
                .param(share.share().id())
                .update();
        assertThat(stream.closeCode()).isEqualTo(4401);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void expiringClosesItWithinFiveSeconds() throws Exception {
        NewShare share = opened(false);
        StreamClient stream = stream(share, STUDY);
        stream.event("study");
        long begun = System.nanoTime();
        jdbc.sql("UPDATE share SET expires_at = created_at WHERE id = ?")
                .param(share.share().id())
                .update();
        assertThat(stream.closeCode()).isEqualTo(4401);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }
}
