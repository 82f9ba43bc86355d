package dev.lightbox.viewer.documents;

import static dev.lightbox.viewer.documents.TestDocuments.code;
import static dev.lightbox.viewer.documents.TestDocuments.encapsulated;
import static dev.lightbox.viewer.documents.TestDocuments.evidence;
import static dev.lightbox.viewer.documents.TestDocuments.image;
import static dev.lightbox.viewer.documents.TestDocuments.item;
import static dev.lightbox.viewer.documents.TestDocuments.object;
import static dev.lightbox.viewer.documents.TestDocuments.tree;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.security.audit.AuditKind;
import dev.lightbox.security.audit.AuditQuery;
import dev.lightbox.security.audit.AuditRecord;
import dev.lightbox.security.audit.AuditTrail;
import dev.lightbox.viewer.TestSignIn;
import dev.lightbox.viewer.administration.AuditMessages;
import dev.lightbox.viewer.pacs.InstanceReference;
import dev.lightbox.viewer.pacs.StudySourceException;
import dev.lightbox.viewer.viewing.MemoryStudySource;
import dev.lightbox.viewer.viewing.TestImages;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Documents from outside: a real server and real sessions; only the sign-in and the archive are the test's. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"lightbox.documents.max-bytes=100000", "lightbox.documents.max-download-bytes=200000"})
@Import(TestSignIn.class)
@ExtendWith(OutputCaptureExtension.class)
class DocumentEndpointTest {

    private static final String STUDY = "2.25.500";
    private static final String REPORT = "2.25.501";
    private static final String KEYS = "2.25.502";
    private static final String PDF = "2.25.503";
    private static final String NO_PDF = "2.25.504";
    private static final String CDA = "2.25.505";
    private static final String ECG = "2.25.506";
    private static final String DAMAGED = "2.25.507";
    private static final String PICTURES = "2.25.508";
    private static final String LARGE = "2.25.509";
    private static final String STRANGER = "2.25.510";
    private static final String OTHER_STUDY = "2.25.600";
    private static final String OTHER_REPORT = "2.25.601";

    private static final Path FIXTURES = Path.of("../docs/fixtures/documents");

    @LocalServerPort
    int port;

    @Autowired
    MemoryStudySource source;

    @Autowired
    AuditTrail trail;

    private final HttpClient http = HttpClient.newHttpClient();
    private String cookie = "";

    @TestConfiguration
    static class Archive {

        @Bean
        @Primary
        MemoryStudySource memoryStudySource() {
            MemoryStudySource source = new MemoryStudySource();
            source.addStudy(STUDY, "Weber^Karl^^Dr.");
            source.addSeries(STUDY, PICTURES, "CT");
            source.addInstance(TestImages.file(TestImages.slice(STUDY, PICTURES, 1)));
            add(source, REPORT, "SR", TestImages.file(report()));
            add(
                    source,
                    KEYS,
                    "KO",
                    TestImages.file(tree(
                                    object(STUDY, KEYS, "88.59", "KO"),
                                    "Of Interest",
                                    image(PICTURES + ".1"),
                                    image(PICTURES + ".7", 2, 5))
                            .putItems(
                                    Tag.CurrentRequestedProcedureEvidenceSequence,
                                    evidence(STUDY, PICTURES, PICTURES + ".1", PICTURES + ".7"))));
            add(source, PDF, "DOC", encapsulated(STUDY, PDF, "104.1", "Arztbrief", "%PDF-1.4\n…"));
            add(source, NO_PDF, "DOC", encapsulated(STUDY, NO_PDF, "104.1", "Page", "<html><script>alert(1)</script>"));
            add(
                    source,
                    CDA,
                    "DOC",
                    encapsulated(
                            STUDY,
                            CDA,
                            "104.2",
                            "",
                            "<ClinicalDocument><title>Letter</title><section><title>A &lt;b></title><text>x<br/>y</text></section></ClinicalDocument>"));
            add(source, ECG, "ECG", TestImages.file(object(STUDY, ECG, "9.1.1", "ECG")));
            byte[] whole = TestImages.file(tree(
                    object(STUDY, DAMAGED, "88.11", "SR"),
                    "Report",
                    item("TEXT", "a").put(Tag.TextValue, "b".repeat(500)).build()));
            source.addSeries(STUDY, DAMAGED, "SR");
            source.addInstance(
                    new InstanceReference(STUDY, DAMAGED, DAMAGED + ".1"), Arrays.copyOf(whole, whole.length - 300));
            add(source, LARGE, "DOC", encapsulated(STUDY, LARGE, "104.1", "Large", "%PDF-1.4\n" + "x".repeat(150_000)));
            source.addSeries(STUDY, STRANGER, "SR");
            source.addInstance(
                    new InstanceReference(STUDY, STRANGER, STRANGER + ".1"),
                    TestImages.file(tree(object(OTHER_STUDY, STRANGER, "88.11", "SR"), "Of somebody else")));
            source.addStudy(OTHER_STUDY, "Schneider^Eva^^Dr.");
            source.addSeries(OTHER_STUDY, OTHER_REPORT, "SR");
            source.addInstance(TestImages.file(tree(object(OTHER_STUDY, OTHER_REPORT, "88.11", "SR"), "Another's")));
            return source;
        }

        private static void add(MemoryStudySource source, String series, String modality, byte[] file) {
            source.addSeries(STUDY, series, modality);
            source.addInstance(file);
        }

        private static DataSet.Builder report() {
            DataSet length = item("NUM", "Length")
                    .putItems(
                            Tag.MeasuredValueSequence,
                            DataSet.builder()
                                    .put(Tag.NumericValue, "12.50")
                                    .putItems(
                                            Tag.MeasurementUnitsCodeSequence,
                                            DataSet.builder()
                                                    .put(Tag.CodeValue, "mm")
                                                    .put(Tag.CodingSchemeDesignator, "UCUM")
                                                    .put(Tag.CodeMeaning, "millimeter")
                                                    .build())
                                    .build())
                    .putItems(Tag.ContentSequence, image(PICTURES + ".1"))
                    .build();
            DataSet finding = item("TEXT", "<b>Finding</b>")
                    .put(Tag.TextValue, "Größe <script>alert(1)</script>\r\n\u202Ezweite Zeile")
                    .putItems(Tag.ContentSequence, length)
                    .build();
            return tree(
                            object(STUDY, REPORT, "88.33", "SR"),
                            "Imaging Report",
                            item("CONTAINER", "Findings")
                                    .put(Tag.ContinuityOfContent, "SEPARATE")
                                    .putItems(Tag.ContentSequence, finding)
                                    .build(),
                            item("DATETIME", "Observed")
                                    .put(Tag.DateTime, "20260227143000")
                                    .build(),
                            item("PNAME", "Reader")
                                    .put(Tag.PersonName, "Schneider^Eva")
                                    .build(),
                            item("CODE", "Result")
                                    .putItems(Tag.ConceptCodeSequence, code("Normal"))
                                    .build(),
                            item("UIDREF", "Device").put(Tag.UID, "1.2.3").build(),
                            item("SCOORD", "Region")
                                    .put(Tag.GraphicType, "CIRCLE")
                                    .build(),
                            DataSet.builder()
                                    .put(Tag.RelationshipType, "INFERRED FROM")
                                    .putInts(Tag.ReferencedContentItemIdentifier, 1, 1, 1)
                                    .build(),
                            item("TABLE", "Values").build())
                    .putItems(Tag.CurrentRequestedProcedureEvidenceSequence, evidence(STUDY, PICTURES, PICTURES + ".1"))
                    .put(Tag.CompletionFlag, "COMPLETE")
                    .put(Tag.VerificationFlag, "VERIFIED")
                    .putItems(
                            Tag.VerifyingObserverSequence,
                            DataSet.builder()
                                    .put(Tag.VerifyingObserverName, "Weber^Karl")
                                    .put(Tag.VerifyingOrganization, "Radiology")
                                    .put(Tag.VerificationDateTime, "20260228")
                                    .build());
        }
    }

    @BeforeEach
    void signIn() throws Exception {
        signIn("radiologist");
    }

    @AfterEach
    void leave() {
        source.down(false);
        source.recover();
        http.close();
    }

    private void signIn(String user) throws IOException, InterruptedException {
        HttpResponse<Void> response = http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/test-sign-in/" + user))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        cookie = response.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    }

    private HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/documents/" + path))
                        .header("Cookie", cookie)
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    @Test
    void whatIsReadAndDownloadedIsRecordedAndSoIsWhoIsNotLetIn() throws Exception {
        long before = trail.verify().records();
        for (int i = 0; i < 2; i++) {
            assertThat(get(STUDY).statusCode()).isEqualTo(200);
        }
        assertThat(get(instance(REPORT)).statusCode()).isEqualTo(200);
        assertThat(get(instance(REPORT) + "/file").statusCode()).isEqualTo(200);
        assertThat(get(instance(NO_PDF) + "/pdf").statusCode())
                .as("nothing was sent")
                .isEqualTo(422);
        assertThat(get("2.25.999").statusCode()).isEqualTo(404);
        assertThat(trail.find(AuditQuery.ALL, Long.MAX_VALUE, 100).reversed().stream()
                        .filter(record -> record.sequence() > before && !isOfAList(record))
                        .map(AuditRecord::kind))
                .containsExactly(AuditKind.IMAGES_TRANSFERRED, AuditKind.EXPORTED, AuditKind.ACCESS_DENIED);
        assertThat(trail.find(AuditQuery.ALL, Long.MAX_VALUE, 1000).stream()
                        .filter(record -> record.username().equals("radiologist") && isOfAList(record)))
                .as("lists of all these tests, once")
                .hasSize(1);
    }

    @Test
    void openingAPdfIsOneRecordThatNamesIt() throws Exception {
        long before = trail.verify().records();
        assertThat(get(instance(PDF)).statusCode()).isEqualTo(200);
        assertThat(get(instance(PDF) + "/pdf").statusCode()).isEqualTo(200);
        assertThat(trail.find(AuditQuery.ALL, Long.MAX_VALUE, 100).stream()
                        .filter(record -> record.sequence() > before))
                .singleElement()
                .satisfies(record -> {
                    assertThat(record.kind()).isEqualTo(AuditKind.IMAGES_TRANSFERRED);
                    assertThat(AuditMessages.readable(record.message())).contains("document " + PDF + ".1");
                });
    }

    private static boolean isOfAList(AuditRecord record) {
        return AuditMessages.readable(record.message()).contains("list of documents");
    }

    private static String instance(String series) {
        return STUDY + "/series/" + series + "/instances/" + series + ".1";
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    private JsonNode json(String path) throws Exception {
        HttpResponse<byte[]> response = get(path);
        assertThat(response.statusCode()).as(text(response)).isEqualTo(200);
        assertThat(header(response, "Content-Type")).isEqualTo("application/json");
        assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
        return new ObjectMapper().readTree(response.body());
    }

    /** What the browser's own tests read as well. */
    private static void assertIsFixture(JsonNode said, String name) throws IOException {
        assertThat(said.toPrettyString().strip())
                .isEqualTo(new ObjectMapper()
                        .readTree(Files.readAllBytes(FIXTURES.resolve(name)))
                        .toPrettyString()
                        .strip());
    }

    @Test
    void listsTheDocumentsOfAStudy() throws Exception {
        assertIsFixture(json(STUDY), "list.json");
    }

    @Test
    void listsWhatIsNoStillPictureInASeries() throws Exception {
        assertThat(json(STUDY + "/series/" + PICTURES).get("documents")).isEmpty();
        assertThat(json(STUDY + "/series/" + ECG)
                        .get("documents")
                        .get(0)
                        .get("kind")
                        .asString())
                .isEqualTo("waveform");
    }

    @Test
    void opensAReport() throws Exception {
        assertIsFixture(json(instance(REPORT)), "report.json");
    }

    @Test
    void opensALetterAndAPdfsDescription() throws Exception {
        assertIsFixture(json(instance(CDA)), "cda.json");
        assertIsFixture(json(instance(PDF)), "pdf.json");
    }

    @Test
    void handsOutAPdfThatCanDoNothingHere() throws Exception {
        HttpResponse<byte[]> response = get(instance(PDF) + "/pdf");

        assertThat(text(response)).isEqualTo("%PDF-1.4\n…");
        assertThat(header(response, "Content-Type")).isEqualTo("application/pdf");
        assertThat(header(response, "Content-Disposition")).isEqualTo("inline; filename=\"document.pdf\"");
        assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
        assertThat(response.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("sandbox;", "default-src 'none'", "frame-ancestors 'self'");
    }

    @ParameterizedTest
    @ValueSource(strings = {NO_PDF, CDA, REPORT, PICTURES})
    void nothingElseComesAsAPdf(String series) throws Exception {
        HttpResponse<byte[]> response = get(instance(series) + "/pdf");

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(header(response, "Content-Type")).isEqualTo("text/plain;charset=UTF-8");
        assertThat(text(response)).startsWith("This document can't be shown: ").doesNotContain("script");
    }

    @Test
    void aDownloadIsForThoseWhoMay(CapturedOutput output) throws Exception {
        HttpResponse<byte[]> response = get(instance(ECG) + "/file");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Type")).isEqualTo("application/dicom");
        assertThat(header(response, "Content-Disposition")).isEqualTo("attachment; filename=\"" + ECG + ".1.dcm\"");
        assertThat(new String(response.body(), 128, 4, StandardCharsets.US_ASCII))
                .isEqualTo("DICM");
        assertThat(output)
                .contains("Downloaded: " + ECG + ".1 by subject-of-radiologist")
                .doesNotContain("Test^Patient");

        signIn("weber");
        assertThat(json(instance(ECG)).get("download").asString()).isEmpty();
        HttpResponse<byte[]> refused = get(instance(ECG) + "/file");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(text(refused)).contains("not download");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/pdf", "/file"})
    void nothingOfAStudyThatIsntOpenToTheUser(String what) throws Exception {
        signIn("weber");
        String others = OTHER_STUDY + "/series/" + OTHER_REPORT;
        for (String path : new String[] {
            others + "/instances/" + OTHER_REPORT + ".1" + what,
            // By way of a study that is open.
            STUDY + "/series/" + OTHER_REPORT + "/instances/" + OTHER_REPORT + ".1" + what,
            "2.25.999/series/2.25.999/instances/2.25.999" + what,
            STUDY + "/series/" + REPORT + "/instances/2.25.999" + what.replace("/file", "/pdf"),
            STUDY + "/series/" + REPORT + "/instances/.." + what,
        }) {
            HttpResponse<byte[]> response = get(path);
            assertThat(response.statusCode()).as(path).isIn(400, 404);
            assertThat(text(response)).as(path).doesNotContain("Another");
        }
        assertThat(get(OTHER_STUDY).statusCode()).isEqualTo(404);
        assertThat(get(others).statusCode()).isEqualTo(404);
        assertThat(get(STUDY + "/series/" + OTHER_REPORT).statusCode()).isEqualTo(404);
        cookie = "";
        assertThat(get(instance(REPORT) + what).statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/file"})
    void anObjectOfAnotherStudyUnderThisOnesNameIsRefused(String what) throws Exception {
        HttpResponse<byte[]> response = get(instance(STRANGER) + what);

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(text(response))
                .startsWith("The archive delivered another object")
                .doesNotContain("somebody");
    }

    @ParameterizedTest
    @CsvSource({
        DAMAGED + ", 422, its file is damaged or incomplete",
        NO_PDF + ", 422, its file is no PDF",
        LARGE + ", 413, larger than the server may handle",
        PICTURES + ", 422, it is a picture",
    })
    void saysWhatIsWrongWithOne(String series, int status, String why) throws Exception {
        HttpResponse<byte[]> response = get(instance(series));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(text(response)).contains(why);
    }

    @Test
    void saysWhenTheArchiveDoesNotAnswer() throws Exception {
        source.fail(REPORT + ".1", StudySourceException.Kind.UNREACHABLE);
        HttpResponse<byte[]> response = get(instance(REPORT));

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(header(response, "Retry-After")).isEqualTo("10");
        assertThat(text(response)).isEqualTo("The archive didn't deliver it. Try again.");
    }
}
