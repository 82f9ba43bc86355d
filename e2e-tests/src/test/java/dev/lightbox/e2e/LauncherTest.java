package dev.lightbox.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.e2e.environment.Project;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher's answers to those who type something wrong, and to those who ask. Starting and stopping: see {@link LauncherLifeTest}. */
class LauncherTest {

    private record Answer(int status, String output) {}

    @Test
    void withoutACommandItListsTheCommands() throws Exception {
        Answer answer = lightbox();
        assertThat(answer.status()).isZero();
        assertThat(answer.output())
                .contains(
                        "demo", "run", "import", "build", "test", "doctor", "decode", "render", "verify", "mpr",
                        "volume");
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo", "run", "build", "test", "doctor", "import", "bench"})
    void everyCommandHasHelp(String command) throws Exception {
        Answer answer = lightbox(command, "--help");
        assertThat(answer.status()).isZero();
        assertThat(answer.output()).startsWith("lightbox " + command);
    }

    @ParameterizedTest
    @CsvSource({
        "nonsense, unknown command: nonsense",
        "demo --nonsense, unknown option: --nonsense",
        "demo --port, --port needs a value",
        "demo --port eighty, --port needs a number",
        "demo --port 65536, --port needs a number",
        "demo --data /does/not/exist, there is no folder /does/not/exist",
        "demo --pacs ftp://pacs, --pacs needs an http",
        "demo --data / --pacs http://pacs, exclude each other",
        "run --config /does/not/exist, can't read /does/not/exist",
        "import, which folder?",
        "import /does/not/exist, there is no folder /does/not/exist",
        "test --module nonsense, no such module: nonsense",
        "bench --browser --nonsense, unknown option: --nonsense",
        "bench --browser --line, --line needs a value",
    })
    void whatIsTypedWrongIsExplained(String arguments, String explanation) throws Exception {
        Answer answer = lightbox(arguments.split(" "));
        assertThat(answer.status()).isEqualTo(2);
        assertThat(answer.output()).contains(explanation);
    }

    @Test
    void theDoctorFindsWhatThisRunNeeds() throws Exception {
        Answer answer = lightbox("doctor");
        assertThat(answer.output()).contains("ok       JDK", "ok       Maven", "ok       Node.js", "ok       orthanc");
        assertThat(answer.output()).contains("Verdict: everything needed is there.");
        assertThat(answer.status()).isZero();
    }

    @Test
    void theDoctorSaysThatAPacsCannotBeReached() throws Exception {
        Path config = Files.createTempFile("lightbox", ".properties");
        try {
            Files.writeString(config, """
                    lightbox.pacs.kind = dicomweb
                    lightbox.pacs.dicomweb.url = http://127.0.0.1:1/dicom-web
                    lightbox.keycloak.issuer-uri: http://127.0.0.1:1/realms/lightbox
                    """);
            Answer answer = lightbox("doctor", "--config", config.toString());
            assertThat(answer.status()).isEqualTo(1);
            assertThat(answer.output())
                    .containsPattern("MISSING +PACS +http://127.0.0.1:1/dicom-web can't be reached")
                    .containsPattern("MISSING +Keycloak +http://127.0.0.1:1/realms/lightbox can't be reached");
        } finally {
            Files.delete(config);
        }
    }

    /** Runs the launcher from another folder than its own. */
    private static Answer lightbox(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(Project.root().resolve("lightbox").toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(Path.of(System.getProperty("java.io.tmpdir")).toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Answer(process.exitValue(), output);
    }
}
