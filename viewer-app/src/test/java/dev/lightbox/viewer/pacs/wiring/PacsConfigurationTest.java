package dev.lightbox.viewer.pacs.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.viewer.pacs.StudySource;
import dev.lightbox.viewer.pacs.dicomweb.DicomWebStudySource;
import dev.lightbox.viewer.pacs.folder.FolderStudySource;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

class PacsConfigurationTest {

    @TempDir
    private Path temporary;

    private ApplicationContextRunner runner = new ApplicationContextRunner();

    @BeforeEach
    void configure() {
        runner = runner.withUserConfiguration(PacsConfiguration.class, Properties.class)
                .withPropertyValues("lightbox.data-directory=" + temporary.resolve("data"));
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(PacsProperties.class)
    static class Properties {}

    @Test
    void aFolderUnlessSaidOtherwise() {
        runner.run(context -> assertThat(context.getBean(StudySource.class)).isInstanceOf(FolderStudySource.class));
    }

    @Test
    void aPacsThatIsntThereDoesNotStopTheStart() {
        runner.withPropertyValues(
                        "lightbox.pacs.kind=dicomweb", "lightbox.pacs.dicomweb.url=http://127.0.0.1:1/dicom-web")
                .run(context -> assertThat(context.getBean(StudySource.class)).isInstanceOf(DicomWebStudySource.class));
    }

    @ParameterizedTest
    @CsvSource({
        "kind=tape, lightbox.pacs.kind",
        "dicomweb.max-requests=0, lightbox.pacs.dicomweb.max-requests must be 1 to 256",
        "dicomweb.url=ftp://pacs, lightbox.pacs.dicomweb.url must be an http or https address with a host",
        "dicomweb.url=http://me:secret@pacs/, lightbox.pacs.dicomweb.url must not contain a user name",
        "dicomweb.url=http://pacs/?a=b, lightbox.pacs.dicomweb.url must not have a query",
        "dicomweb.read-timeout=0s, lightbox.pacs.dicomweb.read-timeout must be longer than 0",
        "dicomweb.max-instance-bytes=4GB, lightbox.pacs.dicomweb.max-instance-bytes must be 1 byte to 2 GB",
        "folder.readers=65, lightbox.pacs.folder.readers must be 0 to 64",
        "folder.rescan-interval=0s, lightbox.pacs.folder.rescan-interval must be longer than 0",
    })
    void whatCantWorkIsRefusedAtTheStart(String setting, String message) {
        runner.withPropertyValues("lightbox.pacs." + setting)
                .run(context -> assertThat(context).getFailure().hasStackTraceContaining(message));
    }

    @Test
    void aPacsNeedsAnAddress() {
        runner.withPropertyValues("lightbox.pacs.kind=dicomweb")
                .run(context -> assertThat(context)
                        .getFailure()
                        .hasStackTraceContaining(
                                "lightbox.pacs.dicomweb.url is needed with lightbox.pacs.kind=dicomweb"));
    }

    @Test
    void secretsAreNotPrinted() {
        runner.withPropertyValues("lightbox.pacs.dicomweb.username=u", "lightbox.pacs.dicomweb.password=top-secret")
                .run(context -> assertThat(context.getBean(PacsProperties.class).toString())
                        .doesNotContain("top-secret"));
    }
}
