package dev.lightbox.e2e.environment;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** A running {@code lightbox demo}, started as a user would, on the jar that the build has just made. */
public final class Demo implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(10);
    private static final Duration STOP = Duration.ofSeconds(30);

    private final Child launcher;
    private final Path work;
    private final JsonNode description;

    private Demo(Child launcher, Path work, JsonNode description) {
        this.launcher = launcher;
        this.work = work;
        this.description = description;
    }

    /**
     * Starts a demo and waits until everything answers.
     *
     * @param name of its work folder; a state left by an earlier run is used again, as a user's second start does
     * @param environment settings for the viewer
     * @param options of {@code lightbox demo}
     */
    public static Demo start(String name, Map<String, String> environment, String... options) {
        Path work = Project.work(name);
        List<String> command = new ArrayList<>(List.of(
                Project.root().resolve("lightbox").toString(),
                "demo",
                "--no-install",
                "--no-build",
                "--stop-with-parent",
                "--work",
                work.toString()));
        command.addAll(List.of(options));
        Child launcher = Child.start("lightbox demo", Project.work(name + ".log"), environment, command);
        Path json = work.resolve("demo.json");
        try {
            launcher.await(() -> describes(json, launcher.pid()), START);
        } catch (IllegalStateException e) {
            launcher.stop(STOP);
            throw e;
        }
        return new Demo(launcher, work, new ObjectMapper().readTree(json.toFile()));
    }

    /** Whether the file is there and of this launcher, not of an earlier one. */
    private static boolean describes(Path json, long pid) {
        return Files.exists(json)
                && new ObjectMapper().readTree(json.toFile()).path("pid").asLong() == pid;
    }

    /** The viewer's address, ending in a slash. */
    public String url() {
        return description.path("url").asString();
    }

    public String keycloakUrl() {
        return description.path("keycloakUrl").asString();
    }

    /** The sign-in with this role: {@code radiologist}, {@code referring} or {@code admin}. */
    public Account account(String role) {
        for (JsonNode account : description.path("accounts")) {
            if (account.path("role").asString().equals(role)) {
                return new Account(
                        account.path("username").asString(),
                        account.path("password").asString(),
                        role);
            }
        }
        throw new IllegalArgumentException("demo.json has no account with the role " + role);
    }

    /** The launcher itself. */
    public ProcessHandle launcher() {
        return ProcessHandle.of(launcher.pid()).orElseThrow(() -> new IllegalStateException("the launcher has ended"));
    }

    public Path work() {
        return work;
    }

    @Override
    public void close() {
        launcher.stop(STOP);
    }
}
