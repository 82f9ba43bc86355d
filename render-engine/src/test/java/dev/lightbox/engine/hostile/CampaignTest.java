package dev.lightbox.engine.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.engine.SharedData;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Some damaged files at each test run, many with {@code lightbox test --fuzz 100000} ({@code -Dlightbox.fuzz=100000}, {@code -Dlightbox.fuzz.seed=1}).
 */
class CampaignTest {

    private static final int HEAP_MB = 256;

    /** As many as the heap has room for, however many cores there are. */
    private static final String THREADS = "2";

    @Test
    void damagedFilesGiveAPictureOrARefusalInTimeAndNothingOfOthers() throws IOException, InterruptedException {
        String count = System.getProperty("lightbox.fuzz", "1500");
        String seed = System.getProperty("lightbox.fuzz.seed", "20261124");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + HEAP_MB + "m",
                "-XX:+ExitOnOutOfMemoryError",
                "--add-modules",
                "jdk.incubator.vector",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))));
        command.addAll(List.of(Campaign.class.getName(), SharedData.root().toString(), count, seed, THREADS));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader output = process.inputReader()) {
            output.lines().forEach(System.out::println);
            assertThat(process.waitFor())
                    .as("the campaign's exit code; its seeds are in its output above")
                    .isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}
