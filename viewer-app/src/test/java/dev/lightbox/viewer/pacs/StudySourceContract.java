package dev.lightbox.viewer.pacs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.security.StudyOrigin;
import dev.lightbox.viewer.pacs.StudySourceException.Kind;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every archive must do alike. Subclasses supply one that holds {@link TestStudies#all()} and nothing else. */
public abstract class StudySourceContract {

    private static final String REAL_MR_STUDY = "1.3.6.1.4.1.5962.1.2.4.20040826185059.5457";
    private static final String REAL_CT_STUDY = "1.2.840.113619.2.30.1.1762295590.1623.978668949.886";
    private static final String REAL_CT_SERIES = "1.2.840.113619.2.30.1.1762295590.1623.978668949.890";

    /** The archive under test. */
    protected abstract StudySource source();

    @Test
    void allStudies() {
        StudyList all = source().findStudies(StudyQuery.ANY, 100);
        assertThat(all.truncated()).isFalse();
        assertThat(all.studies())
                .extracting(StudySummary::studyInstanceUid)
                .containsExactlyInAnyOrder(
                        TestStudies.MUELLER_CT,
                        TestStudies.MUELLER_SR,
                        TestStudies.YAMADA_MR,
                        TestStudies.OBRIEN_US,
                        TestStudies.AENEAS,
                        REAL_CT_STUDY,
                        REAL_MR_STUDY);
    }

    @Test
    void truncatedWhereThereAreMoreThanTheLimit() {
        StudyList two = source().findStudies(StudyQuery.ANY, 2);
        assertThat(two.studies()).hasSize(2);
        assertThat(two.truncated()).isTrue();
        StudyList seven = source().findStudies(StudyQuery.ANY, 7);
        assertThat(seven.studies()).hasSize(7);
        assertThat(seven.truncated()).isFalse();
        assertThatThrownBy(() -> source().findStudies(StudyQuery.ANY, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    static Stream<Arguments> searches() {
        return Stream.of(
                search("name without umlaut", q().name("muller"), TestStudies.MUELLER_CT, TestStudies.MUELLER_SR),
                search("name with umlaut", q().name("MÜLLER"), TestStudies.MUELLER_CT, TestStudies.MUELLER_SR),
                search("family and given name", q().name("müller, j"), TestStudies.MUELLER_CT),
                search("umlaut in a Latin-1 file", q().name("äneas rud"), TestStudies.AENEAS),
                search("ideographic name", q().name("山田"), TestStudies.YAMADA_MR),
                search("phonetic name", q().name("たろう"), TestStudies.YAMADA_MR),
                search("alphabetic of three", q().name("tarou yamada"), TestStudies.YAMADA_MR),
                search("apostrophe", q().name("o'brien"), TestStudies.OBRIEN_US),
                search("no apostrophe", q().name("obrien"), TestStudies.OBRIEN_US),
                search("typed wildcards", q().name("m?ll*r"), TestStudies.MUELLER_CT, TestStudies.MUELLER_SR),
                search("no such name", q().name("weber")),
                search("ID in the other case", q().id("PAT-77"), TestStudies.OBRIEN_US),
                search("part of an ID", q().id("100"), TestStudies.MUELLER_CT, TestStudies.MUELLER_SR),
                search("ID that a URL can't hold", q().id("h/31&x=1 #%7"), TestStudies.YAMADA_MR),
                search("wildcard in an ID", q().id("pat-10*2"), TestStudies.MUELLER_SR),
                search("literal star", q().accession("b*7"), TestStudies.OBRIEN_US),
                search("accession number", q().accession("2026"), TestStudies.MUELLER_CT, TestStudies.YAMADA_MR),
                search("birth date", q().born(LocalDate.of(1950, 7, 4)), TestStudies.MUELLER_CT),
                search("sex", q().sex("F").name("muller"), TestStudies.MUELLER_SR),
                search(
                        "first day is inclusive",
                        q().period(date(15), null),
                        TestStudies.YAMADA_MR,
                        TestStudies.OBRIEN_US),
                search(
                        "last day is inclusive",
                        q().period(date(1), date(15)),
                        TestStudies.MUELLER_CT,
                        TestStudies.YAMADA_MR),
                search("one modality", q().modalities(Set.of("MR")), TestStudies.YAMADA_MR, REAL_MR_STUDY),
                search(
                        "modalities",
                        q().modalities(Set.of("MR", "SR")),
                        TestStudies.MUELLER_CT,
                        TestStudies.MUELLER_SR,
                        TestStudies.YAMADA_MR,
                        REAL_MR_STUDY),
                search("description", q().description("abdomen thorax"), TestStudies.MUELLER_CT),
                search("description with umlaut", q().description("SCHADEL"), TestStudies.YAMADA_MR),
                search("star in the description", q().description("t2*"), TestStudies.OBRIEN_US),
                search("free text: name", q().freeText("jurg"), TestStudies.MUELLER_CT),
                search("free text: ID and name", q().freeText("1002 anna"), TestStudies.MUELLER_SR),
                search("free text: accession", q().freeText("a-2026-2"), TestStudies.YAMADA_MR),
                search("free text: nowhere", q().freeText("thorax")),
                search("referring physician", q().referring("ngozi"), TestStudies.YAMADA_MR),
                search("referred by", q().referredBy("WEBER^Karl"), TestStudies.MUELLER_CT, TestStudies.MUELLER_SR),
                search(
                        "referred by one of two",
                        q().referredBy("Schneider^Eva", "Okafor^Ngozi"),
                        TestStudies.YAMADA_MR,
                        TestStudies.OBRIEN_US),
                search("referred by nobody", q().referredBy("^")),
                search(
                        "all together",
                        q().name("mull")
                                .id("1001")
                                .sex("M")
                                .born(LocalDate.of(1950, 7, 4))
                                .period(date(1), date(1))
                                .modalities(Set.of("CT"))
                                .description("thorax")
                                .accession("2026")
                                .freeText("jürgen")
                                .referring("weber")
                                .referredBy("Weber^Karl^^Dr."),
                        TestStudies.MUELLER_CT),
                search("all but one", q().name("mull").id("1001").sex("F")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("searches")
    void findsExactlyWhatMatches(String name, StudyQuery query, List<String> expected) {
        StudyList found = source().findStudies(query, 100);
        assertThat(found.studies())
                .extracting(StudySummary::studyInstanceUid)
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(found.truncated()).isFalse();
    }

    @Test
    void aStudyWithAllItsAttributes() {
        assertThat(source().study(TestStudies.MUELLER_CT))
                .contains(new StudySummary(
                        "2.25.1001",
                        "Müller^Jürgen",
                        "PAT-1001",
                        LocalDate.of(1950, 7, 4),
                        "M",
                        LocalDate.of(2026, 11, 1),
                        LocalTime.of(10, 15, 30),
                        Set.of("CT", "SR"),
                        "CT Thorax/Abdomen",
                        "A-2026-1",
                        "Weber^Karl^^Dr.",
                        3,
                        4));
    }

    @Test
    void aStudyWithFewAttributes() {
        assertThat(source().study(TestStudies.MUELLER_SR))
                .contains(new StudySummary(
                        "2.25.1002",
                        "Müller^Anna",
                        "PAT-1002",
                        null,
                        "F",
                        null,
                        null,
                        Set.of("SR"),
                        "",
                        "",
                        "Weber^Karl^^Prof.",
                        1,
                        1));
    }

    @Test
    void namesInEveryWriting() {
        assertThat(source().study(TestStudies.YAMADA_MR))
                .map(StudySummary::patientName)
                .contains("Yamada^Tarou=山田^太郎=やまだ^たろう");
        assertThat(source().study(TestStudies.AENEAS))
                .map(StudySummary::patientName)
                .contains("Äneas^Rüdiger");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.25.404", "", "..", "../../1", "2.25.1001?x=1", "2.25.1001/series", "2.25.*"})
    void unknownStudies(String uid) {
        assertThat(source().study(uid)).isEmpty();
        assertThat(source().series(uid)).isEmpty();
        assertThatThrownBy(() -> source().instances(uid, "2.25.100101"))
                .isInstanceOfSatisfying(
                        StudySourceException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND));
    }

    @Test
    void seriesByNumberAndThoseWithoutLast() {
        assertThat(source().series(TestStudies.MUELLER_CT))
                .containsExactly(
                        new SeriesSummary("2.25.1001", "2.25.100101", "CT", OptionalInt.of(1), "Series 1", "", 1),
                        new SeriesSummary("2.25.1001", "2.25.100102", "CT", OptionalInt.of(2), "Series 2", "", 2),
                        new SeriesSummary("2.25.1001", "2.25.100103", "SR", OptionalInt.empty(), "", "", 1));
    }

    @Test
    void whereAStudyComesFrom() {
        assertThat(source().origin(TestStudies.MUELLER_CT))
                .isEqualTo(new StudyOrigin(
                        Set.of("99LANR:123456789"), Set.of(new StudyOrigin.Place("Klinikum Süd", "Neuroradiologie"))));
        assertThat(source().origin(TestStudies.MUELLER_SR))
                .isEqualTo(new StudyOrigin(Set.of(), Set.of(new StudyOrigin.Place("Praxis Nord", ""))));
        assertThat(source().origin(TestStudies.YAMADA_MR)).isEqualTo(StudyOrigin.NONE);
        assertThat(source().origin("2.25.404")).isEqualTo(StudyOrigin.NONE);
        assertThat(source().origin("../../1")).isEqualTo(StudyOrigin.NONE);
    }

    @Test
    void headersWithoutPixelData() {
        List<InstanceHeader> headers = source().instances(TestStudies.MUELLER_CT, "2.25.100102");
        assertThat(headers)
                .extracting(header -> header.reference().sopInstanceUid())
                .containsExactlyInAnyOrder("2.25.10010201", "2.25.10010202");
        for (InstanceHeader header : headers) {
            assertThat(header.error()).isEmpty();
            DataSet dataSet = header.header();
            assertThat(dataSet.contains(Tag.PixelData)).isFalse();
            assertThat(dataSet.integer(Tag.Rows)).hasValue(2);
            assertThat(dataSet.string(Tag.PatientName)).contains("Müller^Jürgen");
            assertThat(header.reference().isOf(dataSet)).isTrue();
        }
    }

    @Test
    void aStudyOfNothingButAReport() {
        assertThat(source().series(TestStudies.MUELLER_SR))
                .containsExactly(new SeriesSummary("2.25.1002", "2.25.100201", "SR", OptionalInt.empty(), "", "", 1));
        List<InstanceHeader> headers = source().instances(TestStudies.MUELLER_SR, "2.25.100201");
        assertThat(headers).singleElement().satisfies(header -> {
            assertThat(header.header().string(Tag.Modality)).contains("SR");
            assertThat(header.header().contains(Tag.Rows)).isFalse();
        });
    }

    @Test
    void headersOfARealImage() {
        assertThat(source().instances(REAL_CT_STUDY, REAL_CT_SERIES))
                .singleElement()
                .satisfies(header -> {
                    assertThat(header.header().integer(Tag.Columns)).hasValue(512);
                    assertThat(header.header().strings(Tag.ImageOrientationPatient))
                            .hasSize(6);
                    assertThat(header.header().contains(Tag.PixelData)).isFalse();
                });
    }

    /** Also proves that the archive transcodes nothing: RLE, JPEG lossless, explicit and implicit little endian. */
    @Test
    void retrievesEveryInstanceByteForByte() {
        List<String> retrieved = new ArrayList<>();
        for (StudySummary study : source().findStudies(StudyQuery.ANY, 100).studies()) {
            for (SeriesSummary series : source().series(study.studyInstanceUid())) {
                for (InstanceHeader header : source().instances(study.studyInstanceUid(), series.seriesInstanceUid())) {
                    retrieved.add(digest(source().retrieve(header.reference())));
                }
            }
        }
        assertThat(retrieved)
                .containsExactlyInAnyOrderElementsOf(TestStudies.all().stream()
                        .map(file -> digest(file.bytes()))
                        .toList());
    }

    @Test
    void unknownInstances() {
        for (InstanceReference unknown : List.of(
                new InstanceReference("2.25.1001", "2.25.100101", "2.25.404"),
                new InstanceReference("2.25.1001", "2.25.404", "2.25.10010101"),
                // Known, but of another study: access to one study must not open another's images.
                new InstanceReference("2.25.1003", "2.25.100101", "2.25.10010101"),
                new InstanceReference("2.25.1003", "2.25.100301", "2.25.10010101"),
                new InstanceReference("2.25.1001", "2.25.100101", "../../../2.25.1003"))) {
            assertThatThrownBy(() -> source().retrieve(unknown))
                    .isInstanceOfSatisfying(
                            StudySourceException.class,
                            e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND));
        }
        assertThatThrownBy(() -> source().instances("2.25.1001", "2.25.100301"))
                .isInstanceOfSatisfying(
                        StudySourceException.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_FOUND));
    }

    @Test
    void healthy() {
        SourceHealth health = source().health();
        assertThat(health.reachable()).isTrue();
        assertThat(health.problems()).isEmpty();
    }

    /** Length and checksum: a failure that lists whole files tells nothing. */
    private static String digest(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return bytes.length + " bytes, CRC " + Long.toHexString(crc.getValue());
    }

    private static Arguments search(String name, Studies.QueryBuilder query, String... expected) {
        return Arguments.of(name, query.build(), List.of(expected));
    }

    private static Studies.QueryBuilder q() {
        return new Studies.QueryBuilder();
    }

    private static LocalDate date(int dayOfNovember) {
        return LocalDate.of(2026, 11, dayOfNovember);
    }
}
