package dev.lightbox.viewer.viewing.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.Vr;
import dev.lightbox.security.oidc.SignedInUser;
import dev.lightbox.security.session.ActiveSessions;
import dev.lightbox.security.session.SignedInSession;
import dev.lightbox.viewer.TestSignIn;
import dev.lightbox.viewer.TestUsers;
import dev.lightbox.viewer.pacs.InstanceReference;
import dev.lightbox.viewer.pacs.StudySource;
import dev.lightbox.viewer.viewing.MemoryStudySource;
import dev.lightbox.viewer.viewing.TestImages;
import dev.lightbox.viewer.viewing.stream.protocol.SliceRows;
import java.awt.image.BufferedImage;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The stream from outside: a real server, real sessions, a client of its own. Only the sign-in and the archive are the test's. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "lightbox.viewing.max-connections-per-user=3",
            "lightbox.viewing.max-messages-per-second=200",
            "lightbox.decoding.max-frame-bytes=4000000",
        })
@Import(TestSignIn.class)
class StreamTest {

    private static final String STUDY = "2.25.100";
    private static final String SERIES = "2.25.101";
    private static final String DAMAGED = "2.25.102";
    private static final String REPORT = "2.25.103";
    private static final String LARGE = "2.25.104";
    private static final String ONLY_ONCE = "2.25.105";
    private static final String CONTRADICTORY = "2.25.106";
    private static final String OTHER_STUDY = "2.25.200";
    private static final String OTHER_SERIES = "2.25.201";
    private static final int SLICES = 5;
    private static final int LARGE_EDGE = 1024;

    @TestConfiguration
    static class Setting {

        @Bean
        @Primary
        MemoryStudySource memoryStudySource() {
            MemoryStudySource source = new MemoryStudySource();
            source.addStudy(STUDY, "Weber^Karl^^Dr.");
            source.addSeries(STUDY, SERIES, "CT");
            for (int number : new int[] {3, 1, 5, 2, 4}) {
                source.addInstance(TestImages.file(TestImages.slice(STUDY, SERIES, number)));
            }
            source.addSeries(STUDY, DAMAGED, "CT");
            for (int number = 1; number <= 3; number++) {
                byte[] file = TestImages.file(TestImages.slice(STUDY, DAMAGED, number));
                InstanceReference reference = new InstanceReference(STUDY, DAMAGED, DAMAGED + "." + number);
                source.addInstance(reference, number == 2 ? Arrays.copyOf(file, file.length - 100) : file);
            }
            source.addInstance(TestImages.file(TestImages.slice(STUDY, DAMAGED, 4, 2000, 1001)));
            source.addSeries(STUDY, REPORT, "SR");
            source.addInstance(TestImages.file(DataSet.builder()
                    .put(Tag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.88.11")
                    .put(Tag.SOPInstanceUID, REPORT + ".1")
                    .put(Tag.StudyInstanceUID, STUDY)
                    .put(Tag.SeriesInstanceUID, REPORT)
                    .put(Tag.Modality, "SR")));
            source.addSeries(STUDY, LARGE, "CT");
            for (int number = 1; number <= 40; number++) {
                source.addInstance(TestImages.file(TestImages.slice(STUDY, LARGE, number, LARGE_EDGE, LARGE_EDGE)
                        .putBytes(Tag.PixelData, Vr.OW, noise(number))));
            }
            source.addSeries(STUDY, ONLY_ONCE, "CT");
            source.addInstance(TestImages.file(TestImages.slice(STUDY, ONLY_ONCE, 1)));
            source.addSeries(STUDY, CONTRADICTORY, "US");
            source.addInstance(TestImages.jpegThatIsNotRgb(STUDY, CONTRADICTORY));
            source.addStudy(OTHER_STUDY, "Schneider^Eva^^Dr.");
            source.addSeries(OTHER_STUDY, OTHER_SERIES, "CT");
            source.addInstance(TestImages.file(TestImages.slice(OTHER_STUDY, OTHER_SERIES, 1)));
            return source;
        }

        private static byte[] noise(int seed) {
            byte[] noise = new byte[2 * LARGE_EDGE * LARGE_EDGE];
            new java.util.Random(seed).nextBytes(noise);
            for (int i = 1; i < noise.length; i += 2) {
                noise[i] &= 0x0F;
            }
            return noise;
        }
    }

    @LocalServerPort
    int port;

    @Autowired
    MemoryStudySource source;

    @Autowired
    StudySource effectiveSource;

    @Autowired
    ActiveSessions sessions;

    private StreamVisits visits;

    @BeforeEach
    void visit() {
        visits = new StreamVisits(port);
    }

    @AfterEach
    void leave() {
        source.down(false);
        visits.close();
    }

    @Test
    void endsWhenItsUserMayViewTheStudyNoLonger() throws Exception {
        StreamClient client = open(visits.signIn("weber"));
        client.event("study");
        SignedInSession session = sessions.all().stream()
                .filter(one -> one.user().username().equals("weber"))
                .reduce((earlier, later) -> later)
                .orElseThrow();

        // As when Keycloak tells that the account has another name now.
        sessions.renew(
                session.key(),
                ((SignedInUser) TestUsers.authentication("weber", List.of("referring"), List.of("Schneider^Eva"))
                                .getPrincipal())
                        .user());

        assertThat(client.closeCode()).isEqualTo(4404);
    }

    private StreamClient open(String cookie) {
        return visits.open(STUDY, cookie);
    }

    private StreamClient openSeries(String series) throws Exception {
        StreamClient client = open(visits.signIn("radiologist"));
        client.event("study");
        client.priors();
        client.showSeries(1, series);
        return client;
    }

    private int refusal(String cookie, String study, @Nullable String origin) {
        try {
            visits.open(study, cookie, origin);
            return 101;
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                return refused.getResponse().statusCode();
            }
            throw e;
        }
    }

    @Test
    void tellsTheStudyFirst() throws Exception {
        assertThat(effectiveSource).isSameAs(source);
        JsonNode study = open(visits.signIn("radiologist")).event("study");
        assertThat(study.get("patient").get("name").stringValue()).isEqualTo("Test, Patient");
        assertThat(study.get("series")).hasSize(6);
        assertThat(study.get("series").get(2).get("images").booleanValue())
                .as("a report holds no pictures")
                .isFalse();
        assertThat(study.get("series").get(0).get("thumbnail").stringValue())
                .isEqualTo("dicomweb/studies/2.25.100/series/2.25.101/thumbnail");
    }

    @Test
    void listsThePatientsOtherStudies() throws Exception {
        StreamClient client = open(visits.signIn("radiologist"));
        client.event("study");
        JsonNode others = client.priors().get("studies");
        assertThat(others).hasSize(1);
        assertThat(others.get(0).get("studyInstanceUID").stringValue()).isEqualTo(OTHER_STUDY);
        assertThat(others.get(0).get("relation").stringValue())
                .as("neither has a date")
                .isEqualTo("other");
    }

    @Test
    void sortsASeriesByGeometry() throws Exception {
        JsonNode series = openSeries(SERIES).event("series");
        List<ObjectNode> slices = SliceRows.of(series);
        assertThat(slices).hasSize(SLICES);
        for (int i = 0; i < SLICES; i++) {
            JsonNode slice = slices.get(i);
            assertThat(slice.get("instanceNumber").intValue()).isEqualTo(i + 1);
            assertThat(slice.get("location").doubleValue()).isEqualTo(i + 1);
        }
        assertThat(slices.getFirst().get("orientation").get("left").stringValue())
                .isEqualTo("R");
        assertThat(series.get("presets").get(0).get("name").stringValue()).isEqualTo("Abdomen");
        assertThat(series.get("warnings")).isEmpty();
    }

    @Test
    void sendsTheExactPixelsOfTheFirstTile() throws Exception {
        StreamClient client = openSeries(SERIES);
        client.event("series");
        client.render(2, 3, TestImages.COLUMNS, TestImages.ROWS, "exact");
        StreamClient.TileMessage tile = client.tile();
        assertThat(tile.sequence()).isEqualTo(2);
        assertThat(tile.slice()).isEqualTo(3);
        assertThat(tile.format()).isEqualTo(1);
        assertThat(tile.flags()).as("exact, source not lossy, not inverted").isEqualTo(1);
        assertThat(tile.region()).containsExactly(0, 0, TestImages.COLUMNS, TestImages.ROWS);
        assertThat(tile.windowCenter()).isEqualTo(300);
        assertThat(tile.windowWidth()).isEqualTo(700);
        assertPixels(tile, 3, 300, 700);
    }

    @Test
    void usesTheWindowAskedFor() throws Exception {
        StreamClient client = openSeries(SERIES);
        client.event("series");
        client.render(
                2,
                1,
                "{\"center\":150.5,\"width\":333}",
                TestImages.COLUMNS,
                TestImages.ROWS,
                TestImages.COLUMNS,
                TestImages.ROWS,
                "exact");
        assertPixels(client.tile(), 1, 150.5, 333);
    }

    private static void assertPixels(StreamClient.TileMessage tile, int number, double center, double width)
            throws Exception {
        BufferedImage image = tile.decode();
        for (int y = 0; y < TestImages.ROWS; y++) {
            for (int x = 0; x < TestImages.COLUMNS; x++) {
                assertThat(image.getRaster().getSample(x, y, 0))
                        .as("pixel %d, %d", x, y)
                        .isEqualTo(TestImages.level(number, x, y, center, width));
            }
        }
    }

    @Test
    void sendsALossyPictureWhileMovingAndTheExactOneAtRest() throws Exception {
        StreamClient client = openSeries(SERIES);
        client.event("series");
        client.render(2, 1, "null", TestImages.COLUMNS, TestImages.ROWS, 64, 48, "interactive");
        StreamClient.TileMessage moving = client.tile();
        assertThat(moving.format()).isEqualTo(2);
        assertThat(moving.exact()).isFalse();
        assertThat(moving.width()).as("no more pixels than the source has").isEqualTo(TestImages.COLUMNS);
        assertThat(ImageIO.getImageReadersByFormatName("jpeg").hasNext()).isTrue();
        assertThat(moving.decode().getWidth()).isEqualTo(TestImages.COLUMNS);
        client.painted(2);
        client.render(3, 1, "null", TestImages.COLUMNS, TestImages.ROWS, 64, 48, "exact");
        StreamClient.TileMessage resting = client.tile();
        assertThat(resting.exact()).isTrue();
        assertThat(resting.width()).isEqualTo(64);
    }

    @Test
    void answersTheNewestOfABurst() throws Exception {
        StreamClient client = openSeries(LARGE);
        client.event("series");
        for (int i = 0; i < 40; i++) {
            client.render(2 + i, 1 + i, LARGE_EDGE, LARGE_EDGE, "exact");
        }
        int tiles = 0;
        long last = 0;
        while (last < 41) {
            StreamClient.TileMessage tile = client.tile();
            assertThat(tile.sequence()).isGreaterThan(last);
            assertThat(tile.slice()).isEqualTo(tile.sequence() - 1);
            last = tile.sequence();
            client.painted(last);
            tiles++;
        }
        assertThat(tiles).as("tiles for 40 requests").isLessThan(30);
    }

    @Test
    void saysWhichPictureOfASeriesIsDamagedAndShowsTheOthers() throws Exception {
        StreamClient client = openSeries(DAMAGED);
        assertThat(SliceRows.of(client.event("series"))).hasSize(4);
        client.render(2, 2, TestImages.COLUMNS, TestImages.ROWS, "exact");
        JsonNode failed = client.event("failed");
        assertThat(failed.get("sequence").longValue()).isEqualTo(2);
        assertThat(failed.get("slice").intValue()).isEqualTo(2);
        assertThat(failed.get("message").get("text").stringValue())
                .isEqualTo("Picture 2 can't be shown: its file is damaged or incomplete."
                        + " Have it sent to the archive again.");
        assertThat(failed.get("detail").stringValue()).contains("2.25.102.2");
        client.render(3, 3, TestImages.COLUMNS, TestImages.ROWS, "exact");
        assertPixels(client.tile(), 3, 300, 700);
    }

    @Test
    void aPictureOverTheServersLimitsCostsNoneOfTheOthers() throws Exception {
        StreamClient client = openSeries(DAMAGED);
        client.event("series");
        client.render(2, 4, TestImages.COLUMNS, TestImages.ROWS, "exact");
        JsonNode failed = client.event("failed");
        assertThat(failed.get("message").get("text").stringValue())
                .isEqualTo("Picture 4 can't be shown: it costs more than this server may spend on one picture."
                        + " Tell your administrator.");
        assertThat(failed.get("detail").stringValue())
                .contains("1001 x 2000 pixels needs 4004000 bytes", "limit of 4000000 bytes");
        client.render(3, 3, TestImages.COLUMNS, TestImages.ROWS, "exact");
        assertPixels(client.tile(), 3, 300, 700);
    }

    @Test
    void measuresInThePictureThatIsMeant() throws Exception {
        StreamClient client = openSeries(SERIES);
        client.event("series");
        client.measure(5, 12, "3", "rectangle", "[{\"x\":2,\"y\":1},{\"x\":4,\"y\":2}]");
        JsonNode measured = client.event("measured");
        assertThat(measured.get("number").intValue()).isEqualTo(5);
        assertThat(measured.get("revision").intValue()).isEqualTo(12);
        assertThat(measured.get("image").get("sopInstanceUID").stringValue()).isEqualTo("2.25.101.3");
        double left = TestImages.stored(3, 2, 1) + TestImages.INTERCEPT;
        double right = TestImages.stored(3, 3, 1) + TestImages.INTERCEPT;
        assertThat(values(measured))
                .containsExactly(
                        "mean " + (left + right) / 2 + " HU",
                        "standardDeviation " + (right - left) / 2 + " HU",
                        "minimum " + left + " HU",
                        "maximum " + right + " HU",
                        "area 0.5 mm²",
                        "pixelCount 2.0 px");
        assertThat(measured.get("spacing").stringValue()).isEqualTo("patient");
        assertThat(measured.get("refusal").isNull()).isTrue();
        client.measure(6, 0, "3", "length", "[{\"x\":2,\"y\":1},{\"x\":5,\"y\":5}]");
        assertThat(values(client.event("measured"))).containsExactly("length 2.5 mm");
    }

    private static List<String> values(JsonNode measured) {
        return measured.get("values")
                .valueStream()
                .map(value -> value.get("name").stringValue() + " "
                        + value.get("value").doubleValue() + " "
                        + value.get("unit").stringValue())
                .toList();
    }

    @Test
    void saysWhyItCantMeasure() throws Exception {
        StreamClient client = openSeries(DAMAGED);
        client.event("series");
        client.measure(1, 0, "2", "length", "[{\"x\":2,\"y\":1},{\"x\":5,\"y\":5}]");
        JsonNode damaged = client.event("measured");
        assertThat(damaged.get("values")).isEmpty();
        assertThat(damaged.get("refusal").get("reason").stringValue()).isEqualTo("picture");
        assertThat(damaged.get("refusal").get("message").stringValue()).startsWith("its file is damaged");
        client.measure(2, 0, "3", "length", "[{\"x\":2,\"y\":1},{\"x\":17,\"y\":5}]");
        assertThat(reason(client)).isEqualTo("outside");
        client.measure(3, 0, "99", "length", "[{\"x\":2,\"y\":1},{\"x\":7,\"y\":5}]");
        assertThat(reason(client)).isEqualTo("not-shown");
        client.measureInPlane(0, 4, "null", "length", StreamClient.AXIAL_PLANE, 2, 1, 0, 7, 5, 0);
        assertThat(reason(client)).isEqualTo("not-shown");
        client.showSeries(2, OTHER_SERIES);
        client.event("failed");
        client.measure(5, 0, "1", "length", "[{\"x\":2,\"y\":1},{\"x\":7,\"y\":5}]");
        assertThat(reason(client)).as("nothing is measured in another study").isEqualTo("not-shown");
    }

    private static String reason(StreamClient client) throws InterruptedException {
        return client.event("measured").get("refusal").get("reason").stringValue();
    }

    @Test
    void tellsOnceWhatOnlyDecodingBroughtToLight() throws Exception {
        StreamClient client = openSeries(CONTRADICTORY);
        assertThat(client.event("series").get("warnings")).isEmpty();
        client.render(2, 1, TestImages.COLUMNS, TestImages.ROWS, "exact");
        assertThat(client.event("warning").get("message").get("text").stringValue())
                .isEqualTo("Picture 1: The data set says RGB, the JPEG codestream holds YCbCr;"
                        + " shown as in the codestream.");
        client.tile();
        client.render(3, 1, TestImages.COLUMNS, TestImages.ROWS, "exact");
        assertThat(client.tile().sequence()).isEqualTo(3);
        client.showSeries(4, REPORT);
        assertThat(client.event("failed").get("sequence").longValue())
                .as("no second warning came before this")
                .isEqualTo(4);
    }

    @Test
    void saysThatASeriesHoldsNoPictures() throws Exception {
        JsonNode failed = openSeries(REPORT).event("failed");
        assertThat(failed.get("slice").isNull()).isTrue();
        assertThat(failed.get("message").get("text").stringValue())
                .isEqualTo("The series can't be shown: it holds no pictures.");
    }

    @Test
    void refusesASeriesOfAnotherStudy() throws Exception {
        JsonNode failed = openSeries(OTHER_SERIES).event("failed");
        assertThat(failed.get("message").get("text").stringValue())
                .isEqualTo(
                        "The series can't be shown: it isn't part of this study (any longer). Open the study again.");
    }

    @Test
    void recoversWhenTheArchiveComesBack() throws Exception {
        // A series that no other test looks at: its picture isn't in the cache.
        StreamClient client = openSeries(ONLY_ONCE);
        client.event("series");
        source.down(true);
        client.render(2, 1, TestImages.COLUMNS, TestImages.ROWS, "exact");
        JsonNode failed = client.event("failed");
        assertThat(failed.get("message").get("text").stringValue())
                .isEqualTo("Picture 1 can't be shown: the archive didn't deliver it. Scroll or click to try again.");
        source.down(false);
        client.render(3, 1, TestImages.COLUMNS, TestImages.ROWS, "exact");
        assertPixels(client.tile(), 1, 300, 700);
    }

    @Test
    void answersARenderThatCannotBe() throws Exception {
        StreamClient client = open(visits.signIn("radiologist"));
        client.event("study");
        client.render(1, 1, 10, 10, "exact");
        assertThat(client.event("failed").get("message").get("text").stringValue())
                .isEqualTo("No series is open here. Choose one.");
        client.showSeries(2, SERIES);
        client.event("series");
        client.render(3, SLICES + 1, 10, 10, "exact");
        assertThat(client.event("failed").get("message").get("text").stringValue())
                .isEqualTo("There is no picture 6 in this series.");
    }

    @Test
    void closesOnAMessageThatItCannotUnderstand() throws Exception {
        StreamClient malformed = open(visits.signIn("radiologist"));
        malformed.send("{\"type\":\"render\"}");
        assertThat(malformed.closeCode()).isEqualTo(4400);

        StreamClient tooLarge = open(visits.signIn("radiologist"));
        tooLarge.send("{\"type\":\"close\",\"viewport\":0,\"x\":\"" + "x".repeat(9000) + "\"}");
        assertThat(tooLarge.closeCode()).isEqualTo(4400);

        StreamClient binary = open(visits.signIn("radiologist"));
        binary.sendBinary();
        assertThat(binary.closeCode()).isEqualTo(4400);

        StreamClient falling = open(visits.signIn("radiologist"));
        falling.showSeries(5, SERIES);
        falling.showSeries(5, SERIES);
        assertThat(falling.closeCode()).isEqualTo(4400);
    }

    @Test
    void tellsAPageOfAnOlderVersionThatItIsNotUnderstood() throws Exception {
        StreamClient outdated = visits.openOutdated(STUDY, visits.signIn("radiologist"));
        assertThat(outdated.closeCode()).isEqualTo(4400);
    }

    @Test
    void closesOnAFloodOfMessages() throws Exception {
        StreamClient client = open(visits.signIn("radiologist"));
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 100_000; i++) {
                        client.painted(i);
                    }
                })
                .isInstanceOf(CompletionException.class);
        assertThat(client.closeCode()).isEqualTo(4429);
    }

    @Test
    void limitsTheConnectionsOfAUser() throws Exception {
        String cookie = visits.signIn("weber");
        for (int i = 0; i < 3; i++) {
            open(cookie).event("study");
        }
        assertThat(open(cookie).closeCode()).isEqualTo(4429);
    }

    @Test
    void admitsOnlyWhoMayViewTheStudyFromAPageOfOurs() throws Exception {
        String radiologist = visits.signIn("radiologist");
        String weber = visits.signIn("weber");
        assertThat(refusal(weber, STUDY, visits.origin())).isEqualTo(101);
        assertThat(refusal(weber, OTHER_STUDY, visits.origin()))
                .as("another doctor's patient")
                .isEqualTo(404);
        assertThat(refusal(radiologist, OTHER_STUDY, visits.origin())).isEqualTo(101);
        assertThat(refusal(radiologist, "2.25.999", visits.origin()))
                .as("unknown")
                .isEqualTo(404);
        assertThat(refusal(radiologist, "..;", visits.origin())).isIn(400, 404);
        assertThat(refusal(visits.signIn("admin"), STUDY, visits.origin())).isEqualTo(404);
        assertThat(refusal("", STUDY, visits.origin())).isEqualTo(401);
        assertThat(refusal(radiologist, STUDY, "https://evil.example")).isEqualTo(403);
        assertThat(refusal(radiologist, STUDY, null)).isEqualTo(403);
        source.down(true);
        assertThat(refusal(radiologist, "2.25.998", visits.origin()))
                .as("archive down")
                .isEqualTo(503);
    }

    @Test
    void tellsTheStatusOfARefusedHandshake() throws Exception {
        assertThat(visits.get("/stream/" + STUDY + "/status", "").statusCode()).isEqualTo(401);
        String weber = visits.signIn("weber");
        assertThat(visits.get("/stream/" + STUDY + "/status", weber).statusCode())
                .isEqualTo(204);
        assertThat(visits.get("/stream/" + OTHER_STUDY + "/status", weber).statusCode())
                .isEqualTo(404);
        assertThat(visits.get("/stream/2.25.999/status", weber).statusCode()).isEqualTo(404);
    }

    @Test
    void closesWhenTheSessionEnds() throws Exception {
        String cookie = visits.signIn("radiologist");
        StreamClient client = open(cookie);
        client.event("study");
        visits.get("/test-sign-in/out", cookie);
        assertThat(client.closeCode()).isEqualTo(4401);
    }

    @Test
    void servesAThumbnailOfTheMiddlePicture() throws Exception {
        HttpResponse<byte[]> thumbnail = thumbnail(STUDY, SERIES, visits.signIn("radiologist"));
        assertThat(thumbnail.statusCode()).isEqualTo(200);
        assertThat(thumbnail.headers().firstValue("Content-Type")).hasValue("image/jpeg");
        assertThat(thumbnail.headers().firstValue("Cache-Control")).hasValue("no-store");
        BufferedImage image = ImageIO.read(new java.io.ByteArrayInputStream(thumbnail.body()));
        assertThat(image.getWidth()).isEqualTo(192);
        assertThat(image.getHeight()).isEqualTo(144);
        assertThat(image.getRaster().getSample(96, 72, 0))
                .as("the middle of slice 3 of 5, but for JPEG and enlarging")
                .isBetween(TestImages.level(3, 7, 5, 300, 700) - 3, TestImages.level(3, 8, 6, 300, 700) + 3);
    }

    @Test
    void servesNoThumbnailOfWhatIsUnknownForbiddenOrNoPictureAllAlike() throws Exception {
        String weber = visits.signIn("weber");
        assertThat(thumbnail(STUDY, SERIES, weber).statusCode()).isEqualTo(200);
        assertThat(thumbnail(OTHER_STUDY, OTHER_SERIES, weber).statusCode()).isEqualTo(404);
        assertThat(thumbnail(STUDY, OTHER_SERIES, weber).statusCode()).isEqualTo(404);
        assertThat(thumbnail(STUDY, REPORT, weber).statusCode()).isEqualTo(404);
        assertThat(thumbnail("2.25.999", SERIES, weber).statusCode()).isEqualTo(404);
        assertThat(thumbnail(STUDY, SERIES, "").statusCode()).isEqualTo(401);
        assertThat(thumbnail(STUDY, SERIES, visits.signIn("admin")).statusCode())
                .isEqualTo(404);
    }

    private HttpResponse<byte[]> thumbnail(String study, String series, String cookie) throws Exception {
        return visits.get("/dicomweb/studies/" + study + "/series/" + series + "/thumbnail", cookie);
    }
}
