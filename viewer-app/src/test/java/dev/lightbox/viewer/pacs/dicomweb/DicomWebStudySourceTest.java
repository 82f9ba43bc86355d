package dev.lightbox.viewer.pacs.dicomweb;

import dev.lightbox.viewer.pacs.StudySource;
import dev.lightbox.viewer.pacs.StudySourceContract;
import dev.lightbox.viewer.pacs.TestStudies;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The contract against a real Orthanc, in pages of two so that every search turns pages. */
class DicomWebStudySourceTest extends StudySourceContract {

    @RegisterExtension
    static final OrthancServer ORTHANC = new OrthancServer();

    private static DicomWebStudySource source;

    @BeforeAll
    static void fill() throws Exception {
        for (TestStudies.TestFile file : TestStudies.all()) {
            ORTHANC.store(file.bytes());
        }
        source = new DicomWebStudySource(new Settings()
                .url(ORTHANC.dicomWeb())
                .credentials(OrthancServer.USERNAME, OrthancServer.PASSWORD)
                .pageSize(2)
                .build());
    }

    @AfterAll
    static void close() {
        source.close();
    }

    @Override
    protected StudySource source() {
        return source;
    }
}
