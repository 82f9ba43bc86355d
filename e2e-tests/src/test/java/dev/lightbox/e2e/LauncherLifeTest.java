package dev.lightbox.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lightbox.e2e.environment.Demo;
import dev.lightbox.e2e.environment.Project;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What the launcher starts ends with it, however it ends. */
class LauncherLifeTest {

    private static final Duration LIMIT = Duration.ofSeconds(40);

    @Test
    void nothingOutlivesTheLauncher() throws Exception {
        Demo demo = Demo.start("demo life", Map.of("TERM", "dumb"));
        List<ProcessHandle> children;
        String url = demo.url();
        try {
            assertThat(permissions(demo, "demo.json")).isEqualTo("rw-------");
            assertThat(permissions(demo, "secrets")).isEqualTo("rw-------");
            children = demo.launcher().descendants().toList();
            assertThat(children).hasSizeGreaterThan(2);
        } finally {
            demo.close();
        }
        awaitEnd(children);
        assertThat(demo.work().resolve("demo.json")).doesNotExist();

        // Killed, it can't clean up: its guard does. And a second start has the same address and the same passwords.
        Demo second = Demo.start("demo life", Map.of());
        try {
            assertThat(second.url()).isEqualTo(url);
            assertThat(second.account("radiologist").password())
                    .isEqualTo(demo.account("radiologist").password());
            children = second.launcher().descendants().toList();
        } finally {
            second.launcher().destroyForcibly();
        }
        awaitEnd(children);
        assertThat(second.work().resolve("demo.json")).doesNotExist();
        theAuditTrailHasBothStartsAndIsIntact(second);
    }

    private static void theAuditTrailHasBothStartsAndIsIntact(Demo demo) throws Exception {
        Process verify = new ProcessBuilder(
                        Project.root().resolve("lightbox").toString(),
                        "audit",
                        "verify",
                        "--work",
                        demo.work().toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(verify.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(verify.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        // Started and stopped, twice: also where the launcher is killed, its guard lets the viewer end in order.
        assertThat(said).contains("The audit trail is intact: 4 records.");
        assertThat(verify.exitValue()).isZero();
    }

    private static String permissions(Demo demo, String file) throws Exception {
        return PosixFilePermissions.toString(
                Files.getPosixFilePermissions(demo.work().resolve(file)));
    }

    private static void awaitEnd(List<ProcessHandle> processes) throws Exception {
        CompletableFuture.allOf(processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    }
}
