package dev.lightbox.viewer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.lightbox.viewer.LightboxApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What an administrator sees who forgot a setting. */
@ExtendWith(OutputCaptureExtension.class)
class SettingFailureAnalyzerTest {

    @Test
    void aMissingSettingIsNamedWithoutAStackTrace(CapturedOutput output) {
        Throwable failure = catchThrowable(() ->
                SpringApplication.run(LightboxApplication.class, "--server.port=0", "--lightbox.keycloak.issuer-uri="));

        assertThat(failure).isNotNull();
        assertThat(output.getAll())
                .contains("APPLICATION FAILED TO START", "Set lightbox.keycloak.issuer-uri", "administrators-guide.md")
                .doesNotContain("\tat org.springframework");
    }

    @Test
    void otherFailuresAreLeftToOthers() {
        var analyzer = new SettingFailureAnalyzer();
        assertThat(analyzer.analyze(new IllegalStateException("wires crossed"))).isNull();
        assertThat(analyzer.analyze(new IllegalStateException())).isNull();
    }
}
