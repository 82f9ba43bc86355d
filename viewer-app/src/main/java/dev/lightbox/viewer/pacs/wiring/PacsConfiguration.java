package dev.lightbox.viewer.pacs.wiring;

import dev.lightbox.viewer.pacs.StudySource;
import dev.lightbox.viewer.pacs.dicomweb.DicomWebStudySource;
import dev.lightbox.viewer.pacs.folder.FolderStudySource;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one {@link StudySource} of the application. It starts whether or not the archive can be reached. */
@Configuration(proxyBeanMethods = false)
class PacsConfiguration {

    /** Closed by Spring: both adapters are {@link AutoCloseable}. */
    @Bean
    StudySource studySource(
            PacsProperties properties, @Value("${lightbox.data-directory:.lightbox/data}") String dataDirectory) {
        return switch (properties.kind()) {
            case FOLDER -> FolderStudySource.start(properties.folder(), Path.of(dataDirectory));
            case DICOMWEB -> new DicomWebStudySource(properties.dicomweb());
        };
    }
}
