package dev.lightbox.e2e.environment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A viewer alone, started by {@code lightbox run} as an administrator does, beside the demo, on its Keycloak and its archive. */
public final class Node implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(10);
    private static final Duration STOP = Duration.ofSeconds(30);

    private final String url;
    private final Path config;
    private final Child process;

    private Node(String url, Path config, Child process) {
        this.url = url;
        this.config = config;
        this.process = process;
    }

    /** Starts one and waits until it answers. @param data its data directory */
    public static Node start(OrthancDemo product, Path data) {
        int port = Ports.free();
        Path config = data.resolve("lightbox.properties");
        try {
            Files.writeString(config, """
                    server.port=%d
                    lightbox.data-directory=%s
                    lightbox.keycloak.issuer-uri=%s/realms/lightbox
                    lightbox.keycloak.client-secret=nobody-signs-in-here
                    lightbox.pacs.kind=dicomweb
                    lightbox.pacs.dicomweb.url=%s
                    lightbox.emergency-access.enabled=true
                    """.formatted(
                    port, data, product.demo().keycloakUrl(), product.orthanc().dicomWebUrl()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Child process = Child.start(
                "lightbox run",
                data.resolve("node.log"),
                product.orthanc().viewerEnvironment(),
                List.of(launcher(), "run", "--no-build", "--no-install", "--config", config.toString()));
        Node node = new Node("http://127.0.0.1:" + port + "/", config, process);
        try {
            process.await(node::isUp, START);
        } catch (IllegalStateException e) {
            process.stop(STOP);
            throw e;
        }
        return node;
    }

    private static String launcher() {
        return Project.root().resolve("lightbox").toString();
    }

    private boolean isUp() {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                                    HttpRequest.newBuilder(URI.create(url + "actuator/health/readiness"))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Ending in a slash. */
    public String url() {
        return url;
    }

    /** What {@code lightbox audit verify} says of the node's trail, while it runs or not. */
    public String verifyAudit() {
        try {
            Process verify = new ProcessBuilder(launcher(), "audit", "verify", "--config", config.toString())
                    .redirectErrorStream(true)
                    .start();
            return new String(verify.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL: nothing is flushed, nothing is closed. */
    public void kill() {
        process.kill();
    }

    @Override
    public void close() {
        process.stop(STOP);
    }
}
