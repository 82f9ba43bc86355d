package dev.lightbox.e2e.bench;

import dev.lightbox.e2e.environment.Demo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the viewer's process takes, in MB (10⁶ bytes). */
final class ServerMemory {

    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)\\s*$");

    private final ProcessHandle viewer;

    ServerMemory(Demo demo) {
        viewer = demo.launcher()
                .descendants()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains("lightbox.jar"))
                        .isPresent())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the viewer's process isn't found"));
    }

    /** What is alive on the heap, after a full collection. */
    double liveHeap() {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Process process = new ProcessBuilder(jcmd.toString(), Long.toString(viewer.pid()), "GC.class_histogram")
                    .redirectErrorStream(true)
                    .start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher total = TOTAL.matcher(answer);
            if (!total.find()) {
                throw new IllegalStateException("jcmd doesn't tell the viewer's heap");
            }
            return Long.parseLong(total.group(1)) / 1e6;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the system has given it and it hasn't given back. */
    double resident() {
        try {
            return Files.readAllLines(Path.of("/proc/" + viewer.pid() + "/status")).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) * 1024 / 1e6)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("the system doesn't tell the viewer's memory"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
