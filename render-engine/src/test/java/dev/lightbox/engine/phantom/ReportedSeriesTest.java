package dev.lightbox.engine.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.Vr;
import dev.lightbox.engine.document.Coded;
import dev.lightbox.engine.document.DocumentException;
import dev.lightbox.engine.document.DocumentKind;
import dev.lightbox.engine.document.DocumentLimits;
import dev.lightbox.engine.document.DocumentSummary;
import dev.lightbox.engine.document.EncapsulatedDocument;
import dev.lightbox.engine.document.ObjectReference;
import dev.lightbox.engine.document.StructuredReport;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the phantom writes is what the documents' readers read. */
class ReportedSeriesTest {
    private static final PhantomStudy STUDY = PhantomStudies.MR_HEAD_PRIOR;

    private static DataSet document(int series) throws Exception {
        return Made.file(STUDY, series, 0).dataSet();
    }

    @Test
    void theReportNamesThePictureThatItMeasuredIn() throws Exception {
        StructuredReport report = StructuredReport.read(document(2), DocumentLimits.DEFAULT);

        assertThat(report.title().map(Coded::meaning)).contains("Diagnostic Imaging Report");
        assertThat(report.warnings()).isEmpty();
        assertThat(report.images())
                .singleElement()
                .satisfies(image -> assertIsPicture(image, ReportedSeries.MEASURED_IMAGE));
    }

    private static void assertIsPicture(ObjectReference image, int number) {
        PhantomSeries pictures = STUDY.series(1);
        assertThat(image.studyInstanceUid()).isEqualTo(STUDY.studyInstanceUid());
        assertThat(image.seriesInstanceUid()).isEqualTo(pictures.seriesInstanceUid());
        assertThat(pictures.instances())
                .filteredOn(instance -> instance.instanceNumber() == number)
                .singleElement()
                .satisfies(instance -> assertThat(image.sopInstanceUid()).isEqualTo(instance.sopInstanceUid()));
    }

    @Test
    void theKeyImagesStandInTheSummary() throws Exception {
        DocumentSummary summary = DocumentSummary.of(document(3), Optional.empty(), DocumentLimits.DEFAULT)
                .orElseThrow();

        assertThat(summary.kind()).isEqualTo(DocumentKind.KEY_OBJECTS);
        assertThat(summary.title()).isEqualTo("Of Interest");
        assertThat(summary.written().date()).contains(STUDY.date(Made.TODAY));
        List<Integer> numbers = ReportedSeries.KEY_IMAGES;
        assertThat(summary.images()).hasSameSizeAs(numbers);
        for (int i = 0; i < numbers.size(); i++) {
            assertIsPicture(summary.images().get(i), numbers.get(i));
        }
    }

    @Test
    void thePdfIsOneWithoutPadding() throws Exception {
        EncapsulatedDocument letter = EncapsulatedDocument.of(document(4));

        letter.requirePdf();
        assertThat(letter.title()).isEqualTo("Arztbrief: MRT Kopf");
        assertThat(new String(letter.bytes(), StandardCharsets.ISO_8859_1))
                .startsWith("%PDF-1.4\n")
                .endsWith("%%EOF\n")
                .contains("Gr\u00F6\u00DFe");
    }

    @Test
    void whatIsNoPdfIsRefused() throws Exception {
        DataSet html = document(4).toBuilder()
                .putBytes(Tag.EncapsulatedDocument, Vr.OB, "<html><script>".getBytes(StandardCharsets.US_ASCII))
                .build();
        DataSet empty = document(4).toBuilder().remove(Tag.EncapsulatedDocument).build();

        assertThatThrownBy(() -> EncapsulatedDocument.of(html).requirePdf())
                .isInstanceOf(DocumentException.class)
                .hasMessage("its file is no PDF, though the object says so.");
        assertThatThrownBy(() -> EncapsulatedDocument.of(empty)).isInstanceOf(DocumentException.class);
    }
}
