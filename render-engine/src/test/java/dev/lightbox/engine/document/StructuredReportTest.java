package dev.lightbox.engine.document;

import static dev.lightbox.engine.document.Documents.code;
import static dev.lightbox.engine.document.Documents.item;
import static dev.lightbox.engine.document.Documents.outline;
import static dev.lightbox.engine.document.Documents.read;
import static dev.lightbox.engine.document.Documents.root;
import static dev.lightbox.engine.document.Documents.shared;
import static dev.lightbox.engine.document.Documents.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.DicomReader;
import dev.lightbox.engine.dicom.DicomWriter;
import dev.lightbox.engine.dicom.Tag;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StructuredReportTest {

    /** Against {@code dsrdump} of DCMTK. */
    @Test
    void readsEveryKindOfItemOfAComprehensiveReport() throws Exception {
        StructuredReport report = read(shared("sr-basic-text.dcm"));

        assertThat(report.title()).contains(new Coded("1111", "TEST", "Diagnosis"));
        assertThat(report.completion()).isEqualTo("COMPLETE");
        assertThat(report.verification()).isEqualTo("VERIFIED");
        assertThat(report.written().date()).contains(LocalDate.of(2001, 2, 13));
        assertThat(report.predecessors()).isOne();
        assertThat(report.verifiers())
                .extracting(StructuredReport.Verifier::name, StructuredReport.Verifier::organization)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Riesmeier, Jörg", "OFFIS e.V."),
                        org.assertj.core.groups.Tuple.tuple("Observer, Verifying", "Organisation"));
        assertThat(outline(report.content())).isEqualTo("""
                1.1 observationContext [Some UID] 1.2.3.4.5
                1.2 contains [] continuous
                1.2.1 contains [Text Code] A mass of
                1.2.1.1 modifier [Code] Sample Code 1 (2222, 99_OFFIS_DCMTK)
                1.2.1.2 modifier [Code] Sample Code 2 (2222, 99_OFFIS_DCMTK)
                1.2.2 contains [Diameter] 3|Length Unit
                1.2.2.1 modifier [Code] Sample Code (2222, 99_OFFIS_DCMTK)
                1.2.3 contains [Text Code] was detected.
                1.2.4 contains [] separate
                1.2.4.1 contains [Text Code] A mass of
                1.2.4.2 contains [Diameter] 3|Length Unit
                1.2.4.3 contains [Text Code] was detected.
                1.3 contains [Code] Sample Text⏎A⏎B⏎C⏎⏎
                1.3.1 inferredFrom [Code] Inferred Sample Text⏎New line.⏎⏎&%$§"!()<>{}/;
                1.3.2 property [SCoord Code] CIRCLE
                1.3.3 property [TCoord Code] SEGMENT
                1.3.3.1 selectedFrom [] see 1.3.2
                1.4 contains [] object 1.2.840.10008.5.1.4.1.1.88.11
                1.4.1 acquisitionContext [Date] 2000-12-06 - 20001206
                1.4.2 acquisitionContext [Time] - 12:00 120000
                1.4.3 acquisitionContext [DateTime] 2000-12-06 12:00 20001206120000
                1.5 contains [] image [5, 2]
                1.5.1 modifier [Code] Sample Code 3 (2222, 99_OFFIS_DCMTK)
                1.5.1.1 modifier [Code] Sample Code 2 (2222, 99_OFFIS_DCMTK)
                1.5.1.1.1 inferredFrom [] see 1.2.2.1
                1.5.2 modifier [Code] Sample Text 2
                1.5.2.1 property [Key Image] image []
                1.5.2.2 property [] object 1.2.840.10008.5.1.4.1.1.9.2.1
                """);
        assertThat(report.images()).hasSize(2);
        assertThat(report.images().getFirst().withPresentationState()).isTrue();
        assertThat(report.warnings()).isEmpty();
    }

    @Test
    void readsMeasurementsWithTheirUnitsAndWhereTheyWereTaken() throws Exception {
        StructuredReport report = read(shared("sr-tid1500-highdicom.dcm"));

        assertThat(report.title().map(Coded::meaning)).contains("Imaging Measurement Report");
        assertThat(report.preliminary()).isTrue();
        assertThat(outline(report.content()))
                .contains("contains [Area of defined region] 1.7|cm2\n")
                .contains("modifier [Finding Site] Cervico-thoracic spine (T-D00F7, SRT)\n")
                .contains("contains [Image Region] CIRCLE\n")
                .contains("selectedFrom [Source Image] image []\n");
        ObjectReference source = report.images().getFirst();
        assertThat(source.seriesInstanceUid()).isNotEmpty();
        assertThat(source.studyInstanceUid()).isNotEmpty();
    }

    @Test
    void readsADeflatedReportAndAGermanOne() throws Exception {
        assertThat(outline(read(shared("sr-deflated.dcm")).content()))
                .contains("observationContext [Observer Name] Packer, David M.")
                .contains("contains [Diameter] 1.5|cm");
        StructuredReport german = read(shared("sr-report-german.dcm"));
        assertThat(outline(german.content())).contains("1.5.1 contains [Report Text] Enter text\n");
    }

    @Test
    void readsTheCharacterSetsOfTheFile() throws Exception {
        DataSet japanese = root(
                        text("所見", "異常なし"),
                        item("PNAME", "読影者")
                                .put(Tag.PersonName, "Yamada^Tarou=山田^太郎")
                                .build())
                .put(Tag.SpecificCharacterSet, "", "ISO 2022 IR 87")
                .build();
        byte[] file = DicomWriter.toBytes(
                japanese.toBuilder()
                        .put(Tag.SOPInstanceUID, "1.2.3")
                        .put(Tag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.88.33")
                        .build(),
                "1.2.840.10008.1.2.1");

        StructuredReport report = read(DicomReader.read(file, "x").dataSet());

        assertThat(outline(report.content())).isEqualTo("""
                1.1 contains [所見] 異常なし
                1.2 contains [読影者] Yamada, Tarou (山田 太郎)
                """);
    }

    @Test
    void textStaysTextAndCannotSteerTheScreen() throws Exception {
        StructuredReport report = read(root(
                        text(
                                "<b>Finding</b>",
                                "<script>alert(1)</script>\r\nA\u202Ecnacilam\u202C \u2066x\u0007\u0000y \uD800"),
                        text("ממצא", "תקין\u200E"))
                .build());

        assertThat(outline(report.content())).isEqualTo("""
                1.1 contains [<b>Finding</b>] <script>alert(1)</script>⏎A\uFFFDcnacilam\uFFFD \uFFFDx\uFFFD\uFFFDy ?
                1.2 contains [ממצא] תקין\u200E
                """.replace(" ?\n", " " + lastOf(report) + "\n"));
    }

    /** How the encoder wrote half a surrogate pair is not this test's matter: it isn't one any more. */
    private static String lastOf(StructuredReport report) {
        String text = ((ContentValue.Text) report.content().getFirst().value()).text();
        char last = text.charAt(text.length() - 1);
        assertThat(Character.isSurrogate(last)).isFalse();
        return String.valueOf(last);
    }

    @Test
    void aNumberThatIsMissingSaysWhy() throws Exception {
        DataSet missing = item("NUM", "Volume")
                .putItems(Tag.MeasuredValueSequence)
                .putItems(Tag.NumericValueQualifierCodeSequence, code("114006", "DCM", "Measurement failure"))
                .build();
        DataSet ratio = item("NUM", "Ratio")
                .putItems(
                        Tag.MeasuredValueSequence,
                        DataSet.builder()
                                .put(Tag.NumericValue, "0.50")
                                .putItems(Tag.MeasurementUnitsCodeSequence, code("1", "UCUM", "no units"))
                                .build())
                .build();
        DataSet suv = item("NUM", "SUV")
                .putItems(
                        Tag.MeasuredValueSequence,
                        DataSet.builder()
                                .put(Tag.NumericValue, "3.10")
                                .putItems(Tag.MeasurementUnitsCodeSequence, code("{SUVbw}g/ml", "UCUM", "SUVbw"))
                                .build())
                .build();

        assertThat(outline(read(root(missing, ratio, suv).build()).content())).isEqualTo("""
                1.1 contains [Volume] ||Measurement failure
                1.2 contains [Ratio] 0.50|
                1.3 contains [SUV] 3.10|SUVbw
                """);
    }

    @Test
    void partsOfDatesAreToldAsTheyStand() throws Exception {
        DataSet partial = item("DATETIME", "Onset").put(Tag.DateTime, "200102").build();
        DataSet wrong = item("DATE", "Onset").put(Tag.Date, "20010230").build();
        DataSet exact = item("TIME", "At").put(Tag.Time, "070907.5").build();

        List<ContentItem> content = read(root(partial, wrong, exact).build()).content();

        assertThat(content)
                .map(ContentItem::value)
                .containsExactly(
                        new ContentValue.At(new Moment(Optional.empty(), Optional.empty(), "200102")),
                        new ContentValue.At(new Moment(Optional.empty(), Optional.empty(), "20010230")),
                        new ContentValue.At(new Moment(
                                Optional.empty(), Optional.of(LocalTime.of(7, 9, 7, 500_000_000)), "070907.5")));
    }

    @Test
    void whatHasNoValueIsToldAndTheRestIsShown() throws Exception {
        StructuredReport report = read(root(
                        item("NUM", "Empty").build(),
                        item("TABLE", "New").build(),
                        item("IMAGE", "Nowhere").build(),
                        text("Finding", "Normal"))
                .build());

        assertThat(outline(report.content())).isEqualTo("""
                1.1 contains [Empty] unknown NUM
                1.2 contains [New] unknown TABLE
                1.3 contains [Nowhere] unknown IMAGE
                1.4 contains [Finding] Normal
                """);
        assertThat(report.warnings()).containsExactly("Some entries of this document have no value that can be shown.");
    }

    @Test
    void anItemThatRefersToAnItemAboveItIsNotFollowed() throws Exception {
        DataSet loop = DataSet.builder()
                .put(Tag.RelationshipType, "INFERRED FROM")
                .putInts(Tag.ReferencedContentItemIdentifier, 1, 1)
                .build();
        DataSet finding = item("TEXT", "Finding")
                .put(Tag.TextValue, "Round and round")
                .putItems(Tag.ContentSequence, loop)
                .build();

        assertThat(outline(read(root(finding).build()).content())).isEqualTo("""
                1.1 contains [Finding] Round and round
                1.1.1 inferredFrom [] see 1.1
                """);
    }

    @Test
    void stopsAtTheLimitsAndSaysSo() throws Exception {
        DataSet deep = text("Bottom", "deep");
        for (int i = 0; i < 6; i++) {
            deep = item("CONTAINER", "Level")
                    .putItems(Tag.ContentSequence, deep)
                    .build();
        }
        StructuredReport shallow = StructuredReport.read(root(deep).build(), new DocumentLimits(4, 1000, 1000, 10));
        assertThat(outline(shallow.content()).lines()).hasSize(4);
        assertThat(shallow.warnings()).containsExactly("Parts of this document are nested too deeply and left out.");

        DataSet many = root(Collections.nCopies(50, text("a", "b")).toArray(DataSet[]::new))
                .build();
        StructuredReport first = StructuredReport.read(many, new DocumentLimits(4, 20, 1000, 10));
        assertThat(first.content()).hasSize(20);
        assertThat(first.warnings()).containsExactly("This document is too long: only its first 20 entries are shown.");

        StructuredReport wordy = StructuredReport.read(
                root(text("a", "x".repeat(5000)), text("b", "y")).build(), new DocumentLimits(4, 20, 1000, 10));
        assertThat(outline(wordy.content()).length()).isLessThan(1200);
        assertThat(wordy.warnings())
                .containsExactly("This document has more than 1000 characters; its end is left out.");

        DataSet picture = item("IMAGE", "")
                .putItems(
                        Tag.ReferencedSOPSequence,
                        DataSet.builder()
                                .put(Tag.ReferencedSOPInstanceUID, "1.2.3")
                                .putInts(Tag.ReferencedFrameNumber, 1, 2, 3, 4, 5, 6, 7)
                                .build())
                .build();
        StructuredReport pictured =
                StructuredReport.read(root(picture, picture, picture).build(), new DocumentLimits(4, 20, 1000, 10));
        assertThat(pictured.images().stream()
                        .mapToInt(image -> image.frames().size())
                        .sum())
                .isEqualTo(10);
        assertThat(pictured.warnings())
                .contains("This document refers to more than 10 pictures; the others are left out.");
    }

    @Test
    void whatIsNoReportIsRefused() {
        assertThatThrownBy(() -> read(DataSet.builder().put(Tag.Modality, "SR").build()))
                .isInstanceOf(DocumentException.class)
                .hasMessage("the file has neither a title nor any content.");
    }
}
