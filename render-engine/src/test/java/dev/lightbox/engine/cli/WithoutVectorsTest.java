package dev.lightbox.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The commands run in a JVM without the incubator module of vectors, as the launcher starts them. */
class WithoutVectorsTest extends CommandCase {

    @Test
    void planesAndPicturesAreMadeByThePlainLoops() throws Exception {
        SmallSeries.write(directory.resolve("ct"), 0, 1, 2, 3, 4);
        String oblique = "0.5,0.7,0.5;0,0,1";
        assertThat(start("mpr", path("ct"), "--plane", oblique, "--out", path("there.png")))
                .isZero();
        assertThat(run("mpr", path("ct"), "--plane", oblique, "--out", path("here.png")))
                .isZero();
        assertThat(directory.resolve("there.png")).hasSameBinaryContentAs(directory.resolve("here.png"));
        assertThat(start("render", path("ct/slice-1.dcm"), "--out", path("slice.png")))
                .isZero();
        assertThat(directory.resolve("slice.png")).exists();
    }

    /** @return the exit code */
    private int start(String... arguments) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName());
        builder.command().addAll(List.of(arguments));
        builder.redirectOutput(directory.resolve("output").toFile());
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        Process process = builder.start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError("not ended after two minutes");
        }
        return process.exitValue();
    }
}
