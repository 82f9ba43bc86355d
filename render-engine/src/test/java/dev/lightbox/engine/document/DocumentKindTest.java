package dev.lightbox.engine.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentKindTest {
    private static Optional<DocumentKind> kind(DataSet header, String transferSyntaxUid) {
        return DocumentKind.of(header, Optional.of(transferSyntaxUid));
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.840.10008.5.1.4.1.1.88.11, REPORT",
        "1.2.840.10008.5.1.4.1.1.88.67, REPORT",
        "1.2.840.10008.5.1.4.1.1.88.59, KEY_OBJECTS",
        "1.2.840.10008.5.1.4.1.1.104.1, PDF",
        "1.2.840.10008.5.1.4.1.1.104.2, CDA",
        "1.2.840.10008.5.1.4.1.1.104.3, OTHER",
        "1.2.840.10008.5.1.4.1.1.11.1, PRESENTATION_STATE",
        "1.2.840.10008.5.1.4.1.1.9.1.1, WAVEFORM",
        "1.2.840.10008.5.1.4.1.1.77.1.4.1, VIDEO",
        "1.2.840.10008.5.1.4.1.1.481.5, OTHER",
    })
    void goesByTheClass(String sopClass, DocumentKind expected) {
        DataSet header = DataSet.builder().put(Tag.SOPClassUID, sopClass).build();

        assertThat(kind(header, "1.2.840.10008.1.2.1")).contains(expected);
    }

    @Test
    void stillPicturesAreNone() {
        DataSet ct = DataSet.builder()
                .put(Tag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.2")
                .putInts(Tag.Rows, 512)
                .build();

        assertThat(kind(ct, "1.2.840.10008.1.2.4.90")).isEmpty();
        assertThat(kind(ct, "1.2.840.10008.1.2.4.102")).contains(DocumentKind.VIDEO);
        assertThat(kind(ct, "1.2.840.10008.1.2.4.106.1")).contains(DocumentKind.VIDEO);
    }

    @Test
    void aReportOfAnUnknownClassIsOne() {
        assertThat(kind(
                        Documents.root(Documents.text("a", "b"))
                                .put(Tag.SOPClassUID, "1.2.3")
                                .build(),
                        "1.2.840.10008.1.2.1"))
                .contains(DocumentKind.REPORT);
    }

    @Test
    void realFilesAreWhatTheyAre() throws Exception {
        assertThat(kind(Documents.shared("sr-deflated.dcm"), "")).contains(DocumentKind.REPORT);
        assertThat(kind(Documents.shared("ecg-deflated.dcm"), "")).contains(DocumentKind.WAVEFORM);
        assertThat(kind(Documents.shared("ann-microscopy.dcm"), "")).contains(DocumentKind.OTHER);
    }
}
