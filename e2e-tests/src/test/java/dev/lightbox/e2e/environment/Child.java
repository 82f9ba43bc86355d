package dev.lightbox.e2e.environment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A process that the tests started: its log, its readiness, its end. Not thread-safe. */
final class Child {

    private final String name;
    private final Process process;
    private final Path log;

    private Child(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /** Starts {@code command}; its output goes to {@code log}, which is replaced. */
    static Child start(String name, Path log, Map<String, String> environment, List<String> command) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            // Where the tests' own JVM is told to end before they could clean up.
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "end " + name));
            return new Child(name, process, log);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " can't be started: " + e.getMessage(), e);
        }
    }

    /**
     * Waits until {@code ready} holds.
     *
     * @throws IllegalStateException with the log's end, where the process ends before that, or the time is over
     */
    void await(BooleanSupplier ready, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        try {
            while (!ready.getAsBoolean()) {
                // Doubles as the pause between two looks.
                if (process.waitFor(200, TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException("%s ended with status %d while starting:%n%s"
                            .formatted(name, process.exitValue(), logTail()));
                }
                if (System.nanoTime() > end) {
                    throw new IllegalStateException(
                            "%s is not ready after %d s:%n%s".formatted(name, limit.toSeconds(), logTail()));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + name, e);
        }
    }

    /** Asks the process to end (TERM) and waits for it; ends it hard after {@code limit}. */
    void stop(Duration limit) {
        process.destroy();
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
                throw new IllegalStateException("%s did not end within %d s".formatted(name, limit.toSeconds()));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it hard. */
    void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while ending " + name, e);
        }
    }

    long pid() {
        return process.pid();
    }

    private String logTail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
        } catch (IOException e) {
            return "(its log can't be read: " + e.getMessage() + ")";
        }
    }
}
