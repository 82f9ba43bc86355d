package dev.lightbox.viewer.viewing.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.Vr;
import dev.lightbox.security.User;
import dev.lightbox.security.sharing.NewShare;
import dev.lightbox.security.sharing.ShareTerms;
import dev.lightbox.security.sharing.SharedStudy;
import dev.lightbox.security.sharing.Shares;
import dev.lightbox.viewer.TestSignIn;
import dev.lightbox.viewer.TestUsers;
import dev.lightbox.viewer.pacs.InstanceHeader;
import dev.lightbox.viewer.pacs.InstanceReference;
import dev.lightbox.viewer.pacs.StudySummary;
import dev.lightbox.viewer.sharing.GuestBrowser;
import dev.lightbox.viewer.viewing.MemoryStudySource;
import dev.lightbox.viewer.viewing.TestImages;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;

/**
 * Every byte that a guest gets of a study whose patient's name the link hides, and whose files have the patient's name wherever a file can have one: in all of them there is nothing of
 * it. The same walk by a link that hides nothing finds it, so that the search is known to search.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(TestSignIn.class)
class HiddenNameTest {

    private static final String STUDY = "2.25.300";
    private static final String PICTURES = "2.25.301";
    private static final String BROKEN = "2.25.302";
    private static final String OVERLAID = "2.25.303";
    private static final String SCANNED = "2.25.304";
    private static final String STATES = "2.25.305";
    private static final String REPORTS = "2.25.306";
    private static final String LETTERS = "2.25.307";
    private static final String KEYS = "2.25.308";
    private static final String PRIOR = "2.25.310";
    private static final int SLICES = 4;

    private static final String NAME = "Quästenflosser^Zibeline^Ottokar^Prof.=檜垣^輝=ひがき^てる";
    private static final String ID = "QX-7704711";
    private static final String ACCESSION = "ACQ-99881";
    private static final LocalDate BORN = LocalDate.of(1953, 7, 19);
    private static final User RUTH = TestUsers.user("ruth", List.of("radiologist"), List.of());

    /** What must be nowhere, whatever the case and the spelling. */
    private static final List<String> TELLING = List.of(
            "quästenflosser",
            "quaestenflosser",
            "quastenflosser",
            "zibeline",
            "ottokar",
            "檜垣",
            "輝",
            "ひがき",
            "ヒガキ",
            "てる",
            "qx-7704711",
            "7704711",
            "acq-99881",
            "99881",
            "19530719",
            "1953-07-19",
            "19.07.1953",
            "nebelkrähe",
            "wurzelgnom");

    private static final String TYPED = "QUAESTENFLOSSER";

    @TestConfiguration
    static class Archive {

        @Bean
        @Primary
        MemoryStudySource memoryStudySource() {
            MemoryStudySource source = new MemoryStudySource();
            source.addStudy(summary(STUDY, "CT Quästenflosser, Zibeline"));
            source.addSeries(STUDY, PICTURES, "CT", TYPED);
            for (int number = 1; number <= SLICES; number++) {
                source.addInstance(TestImages.file(planted(PICTURES, number)));
            }
            source.addSeries(STUDY, BROKEN, "CT");
            source.addInstance(
                    TestImages.file(planted(BROKEN, 1).put(Tag.PhotometricInterpretation, "ZIBELINE " + TYPED)));
            // As of a folder whose files are called after the patient.
            source.addHeader(InstanceHeader.broken(
                    new InstanceReference(STUDY, BROKEN, BROKEN + ".9"),
                    "Quaestenflosser_Zibeline_19.07.1953.dcm can't be read (any longer)"));
            source.addSeries(STUDY, OVERLAID, "CT");
            source.addInstance(TestImages.file(planted(OVERLAID, 1)
                    .putInts(Tag.OverlayRows, Vr.US, TestImages.ROWS)
                    .putInts(0x60000011, Vr.US, TestImages.COLUMNS)
                    .put(Tag.OverlayDescription, Vr.LO, TYPED)
                    .put(Tag.OverlayLabel, Vr.LO, TYPED)));
            source.addSeries(STUDY, SCANNED, "OT");
            source.addInstance(TestImages.file(planted(SCANNED, 1).put(Tag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.7")));
            source.addSeries(STUDY, STATES, "PR");
            source.addInstance(document(STATES, "1.2.840.10008.5.1.4.1.1.11.1")
                    .put(Tag.ContentLabel, "ZIBELINE")
                    .file());
            source.addSeries(STUDY, REPORTS, "SR");
            source.addInstance(
                    document(REPORTS, "1.2.840.10008.5.1.4.1.1.88.11").file());
            source.addSeries(STUDY, KEYS, "KO");
            source.addInstance(document(KEYS, "1.2.840.10008.5.1.4.1.1.88.59").file());
            source.addSeries(STUDY, LETTERS, "DOC");
            source.addInstance(document(LETTERS, "1.2.840.10008.5.1.4.1.1.104.1")
                    .put(Tag.MIMETypeOfEncapsulatedDocument, "application/pdf")
                    .put(Tag.DocumentTitle, "Brief an " + TYPED)
                    .file());
            source.addStudy(summary(PRIOR, "MR"));
            return source;
        }
    }

    private static StudySummary summary(String study, String description) {
        return new StudySummary(
                study,
                NAME,
                ID,
                BORN,
                "F",
                LocalDate.of(2026, 2, 1),
                null,
                Set.of("CT"),
                description,
                ACCESSION,
                "Wurzelgnom^Alrun",
                -1,
                -1);
    }

    /** A picture with the patient wherever a picture's file has room for one. */
    private static DataSet.Builder planted(String series, int number) {
        return TestImages.slice(STUDY, series, number)
                .put(Tag.SpecificCharacterSet, "ISO_IR 192")
                .put(Tag.PatientName, Vr.PN, NAME)
                .put(Tag.PatientID, ID)
                .put(Tag.PatientBirthDate, "19530719")
                .put(Tag.AccessionNumber, ACCESSION)
                .put(0x00101000, Vr.LO, ID)
                .put(0x00101001, Vr.PN, "Nebelkrähe^Zora")
                .put(0x00101005, Vr.PN, "Nebelkrähe^Zibeline")
                .put(0x00102297, Vr.PN, "Wurzelgnom^Ottokar")
                .put(Tag.PatientComments, Vr.LT, NAME)
                .put(Tag.ImageComments, Vr.LT, NAME)
                .put(Tag.StudyDescription, Vr.LO, TYPED)
                .put(Tag.SeriesDescription, Vr.LO, TYPED)
                .put(Tag.ProtocolName, Vr.LO, TYPED)
                .put(Tag.ImageLaterality, Vr.CS, TYPED)
                .put(Tag.ViewPosition, Vr.CS, TYPED)
                .put(Tag.RescaleType, Vr.LO, TYPED)
                .put(Tag.WindowCenterWidthExplanation, Vr.LO, TYPED)
                .put(0x00200010, Vr.SH, ID)
                .put(0x00090010, Vr.LO, "QUAESTENFLOSSER")
                .put(0x00091001, Vr.LO, NAME);
    }

    private record Document(DataSet.Builder dataSet) {

        Document put(int tag, String value) {
            dataSet.put(tag, value);
            return this;
        }

        byte[] file() {
            return TestImages.file(dataSet);
        }
    }

    private static Document document(String series, String sopClass) {
        return new Document(planted(series, 1)
                .put(Tag.SOPClassUID, sopClass)
                .put(Tag.ContentLabel, Vr.CS, "ZIBELINE")
                .put(0x00700081, Vr.LO, NAME)
                .put(Tag.ValueType, "TEXT")
                .put(0x0040A160, Vr.UT, NAME)
                .putBytes(
                        Tag.EncapsulatedDocument,
                        Vr.OB,
                        ("%PDF-1.4 /Title (" + TYPED + ")").getBytes(StandardCharsets.UTF_8))
                .remove(Tag.Rows)
                .remove(Tag.Columns)
                .remove(Tag.PhotometricInterpretation)
                .remove(Tag.PixelData));
    }

    @LocalServerPort
    int port;

    @Autowired
    Shares shares;

    @Test
    void nothingOfThePatientIsInAnyByteThatAGuestGets() throws Exception {
        assertThat(found(walk(true))).isEmpty();
    }

    @Test
    void theSameWalkFindsThePatientWhereNothingIsHidden() throws Exception {
        assertThat(found(walk(false)))
                .contains("quästenflosser", "quaestenflosser", "zibeline", "ottokar", "qx-7704711", "acq-99881")
                .contains("1953-07-19");
    }

    /** All that a guest can ask for of the study, and what is refused. @return answers with their heads, and all messages of the stream */
    private String walk(boolean nameHidden) throws Exception {
        StringBuilder all = new StringBuilder();
        NewShare share = shares.create(
                RUTH,
                new SharedStudy(STUDY, ID, NAME, BORN, "CT Quästenflosser, Zibeline"),
                new ShareTerms("", Duration.ofHours(1), 1, nameHidden, !nameHidden, false));
        try (GuestBrowser guest = new GuestBrowser(port)) {
            add(all, guest.open(share.token(), ""));
            String base = "/shared/" + share.share().id();
            List<String> paths = new ArrayList<>(List.of(
                    "/viewer",
                    "/stream/" + STUDY + "/status",
                    "/stream/" + PRIOR + "/status",
                    "/documents/" + STUDY,
                    "/documents/" + PRIOR,
                    "/dicomweb/studies/" + STUDY,
                    "/dicomweb/studies/" + STUDY + "/metadata",
                    "/dicomweb/studies?PatientName=*",
                    "/nothing"));
            for (String series :
                    List.of(PICTURES, BROKEN, OVERLAID, SCANNED, STATES, REPORTS, LETTERS, KEYS, "2.25.1")) {
                String dicomweb = "/dicomweb/studies/" + STUDY + "/series/" + series;
                String document = "/documents/" + STUDY + "/series/" + series;
                String instance = "/instances/" + series + ".1";
                paths.addAll(List.of(
                        dicomweb + "/thumbnail",
                        dicomweb + "/thumbnail?accept=image/png",
                        dicomweb + "/thumbnail?viewport=-1",
                        dicomweb + "/rendered",
                        dicomweb + instance + "/rendered",
                        dicomweb + "/metadata",
                        document,
                        document + instance,
                        document + instance + "/pdf",
                        document + instance + "/file"));
            }
            for (String path : paths) {
                add(all, guest.get(base + path));
            }
            String path = base + "/stream/" + STUDY;
            StreamClient stream = StreamClient.open(
                    guest.http(), URI.create("ws://127.0.0.1:" + port + path), guest.cookies(path), guest.origin());
            look(stream);
            all.append(stream.heard());
            stream.leave();
            assertThatThrownBy(() -> StreamClient.open(
                            guest.http(),
                            URI.create("ws://127.0.0.1:" + port + base + "/stream/" + PRIOR),
                            guest.cookies(path),
                            guest.origin()))
                    .isNotNull();
            add(all, guest.leave(base));
            add(all, guest.get(base + "/viewer"));
        }
        return all.toString();
    }

    private static void look(StreamClient stream) throws Exception {
        stream.event("study");
        long sequence = 0;
        for (String series : List.of(OVERLAID, SCANNED, BROKEN, STATES, REPORTS, PICTURES)) {
            sequence++;
            stream.showSeries(sequence, series);
            // A refusal of the series, or its slices.
            shownOrRefused(stream, sequence);
            if (series.equals(BROKEN)) {
                for (int slice = 1; slice <= 2; slice++) {
                    stream.render(++sequence, slice, TestImages.COLUMNS, TestImages.ROWS, "exact");
                    assertThat(stream.eventAmong("failed").toString()).isNotEmpty();
                }
            }
        }
        for (int slice = 1; slice <= SLICES; slice++) {
            stream.render(++sequence, slice, TestImages.COLUMNS, TestImages.ROWS, "exact");
            assertThat(stream.tile().exact()).isTrue();
        }
        stream.measure(1, 1, "1", "rectangle", "[{\"x\":2,\"y\":2},{\"x\":9,\"y\":9}]");
        stream.eventAmong("measured");
        stream.send(("{\"type\":\"present\",\"viewport\":0,\"sequence\":%d,\"state\":{\"seriesInstanceUID\":\"%s\","
                        + "\"sopInstanceUID\":\"%s.1\"}}")
                .formatted(++sequence, STATES, STATES));
        stream.eventAmong("presentation");
        stream.send("{\"type\":\"beside\",\"studyInstanceUID\":\"" + PRIOR + "\"}");
        stream.eventAmong("beside");
        stream.send(
                "{\"type\":\"export\",\"viewport\":0,\"number\":1,\"form\":\"png\",\"slice\":1,\"patientText\":true}");
        stream.eventAmong("export");
        stream.showVolume(1, 1, PICTURES, "null");
        JsonNode volume = stream.eventAmong("volume");
        JsonNode center = volume.path("center");
        stream.probe(
                1,
                1,
                center.path("x").asDouble(),
                center.path("y").asDouble(),
                center.path("z").asDouble());
        stream.eventAmong("probe");
    }

    private static void shownOrRefused(StreamClient stream, long sequence) throws InterruptedException {
        JsonNode event = stream.eventOf("series", "failed");
        assertThat(event.path("sequence").asLong()).isEqualTo(sequence);
    }

    private static void add(StringBuilder all, HttpResponse<String> answer) {
        all.append(answer.statusCode()).append(answer.headers().map()).append(answer.body());
    }

    /** Which of the telling texts are in it, in any encoding that something of it could be in. */
    private static Set<String> found(String all) throws Exception {
        List<String> readings = new ArrayList<>(List.of(
                all,
                unescaped(all),
                HtmlUtils.htmlUnescape(all),
                URLDecoder.decode(all.replaceAll("%(?![0-9A-Fa-f]{2})", "%25"), StandardCharsets.UTF_8)));
        Set<String> found = new LinkedHashSet<>();
        for (String telling : TELLING) {
            Set<String> spellings = new LinkedHashSet<>(
                    List.of(telling, new StringBuilder(telling).reverse().toString()));
            spellings.add(
                    Base64.getEncoder().withoutPadding().encodeToString(telling.getBytes(StandardCharsets.UTF_8)));
            for (String charset : List.of("UTF-8", "ISO-2022-JP", "Shift_JIS", "EUC-JP", "UTF-16BE", "UTF-16LE")) {
                String bytes = new String(telling.getBytes(Charset.forName(charset)), StandardCharsets.ISO_8859_1);
                if (bytes.length() > 3 && bytes.indexOf('?') < 0) {
                    spellings.add(bytes);
                }
            }
            for (String reading : readings) {
                String small = reading.toLowerCase(Locale.ROOT);
                if (spellings.stream().anyMatch(spelling -> small.contains(spelling.toLowerCase(Locale.ROOT)))) {
                    found.add(telling);
                }
            }
        }
        return found;
    }

    private static String unescaped(String text) {
        return Pattern.compile("\\\\u([0-9a-fA-F]{4})")
                .matcher(text)
                .replaceAll(escape ->
                        Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(escape.group(1), 16))))
                .replace("\\/", "/");
    }
}
