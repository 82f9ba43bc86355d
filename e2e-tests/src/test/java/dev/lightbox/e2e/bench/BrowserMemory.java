package dev.lightbox.e2e.bench;

import dev.lightbox.e2e.browser.Browser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the browser takes, in MB (10⁶ bytes). */
final class BrowserMemory {

    private final Browser browser;

    BrowserMemory(Browser browser) {
        this.browser = browser;
        browser.driver().executeCdpCommand("Performance.enable", Map.of());
    }

    /** JavaScript's heap, what hasn't been collected yet included. */
    double scriptHeap() {
        Object metrics = browser.driver()
                .executeCdpCommand("Performance.getMetrics", Map.of())
                .get("metrics");
        if (metrics instanceof List<?> list) {
            for (Object each : list) {
                if (each instanceof Map<?, ?> metric
                        && "JSHeapUsedSize".equals(metric.get("name"))
                        && metric.get("value") instanceof Number value) {
                    return value.doubleValue() / 1e6;
                }
            }
        }
        throw new IllegalStateException("Chromium doesn't tell its heap");
    }

    void collectGarbage() {
        browser.driver().executeCdpCommand("HeapProfiler.collectGarbage", Map.of());
    }

    /** The processes that hold pages and their pictures: renderers and graphics. What they share with others counts in part (PSS). */
    double pages() {
        double bytes = 0;
        for (ProcessHandle process : browser.processes()) {
            String command = Browser.commandLine(process);
            if (command.contains("--type=renderer") || command.contains("--type=gpu-process")) {
                bytes += proportional(process.pid()).orElse(0.0);
            }
        }
        if (bytes == 0) {
            throw new IllegalStateException("the browser's processes aren't found");
        }
        return bytes / 1e6;
    }

    private static Optional<Double> proportional(long pid) {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup")).stream()
                    .filter(line -> line.startsWith("Pss:"))
                    .map(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) * 1024)
                    .findFirst();
        } catch (IOException ended) {
            return Optional.empty();
        }
    }
}
