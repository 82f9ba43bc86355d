package dev.lightbox.e2e.environment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * The real Orthanc with its DICOMweb plugin, on a free port and with an empty store. Its decoding plugin (GDCM) is left out: it crashes the server,
 * and Lightbox asks for the stored bytes anyway. Not thread-safe.
 */
public final class Orthanc implements AutoCloseable {

    public static final String USERNAME = "lightbox";

    private static final Path PLUGIN = Path.of("/usr/share/orthanc/plugins/libOrthancDicomWeb.so");
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path configuration;
    private final Path log;
    private final int port;
    private final String password;
    private Child process;

    private Orthanc(Path configuration, Path log, int port, String password) {
        this.configuration = configuration;
        this.log = log;
        this.port = port;
        this.password = password;
        this.process = launch();
    }

    /** Starts Orthanc with an empty store. */
    public static Orthanc start(String name) {
        if (!Files.exists(PLUGIN)) {
            throw new IllegalStateException(
                    "Orthanc's DICOMweb plugin is missing: apt-get install orthanc orthanc-dicomweb");
        }
        Path work = Project.work(name);
        int port = Ports.free();
        String password = java.util.UUID.randomUUID().toString();
        try {
            Studies.deleteAll(work);
            Files.createDirectories(work);
            Path configuration = work.resolve("orthanc.json");
            Map<String, Object> settings = Map.ofEntries(
                    Map.entry("Name", "Lightbox tests"),
                    Map.entry("StorageDirectory", work.resolve("storage").toString()),
                    Map.entry("IndexDirectory", work.resolve("index").toString()),
                    Map.entry("Plugins", List.of(PLUGIN.toString())),
                    Map.entry("HttpPort", port),
                    Map.entry("RemoteAccessAllowed", false),
                    Map.entry("AuthenticationEnabled", true),
                    Map.entry("RegisteredUsers", Map.of(USERNAME, password)),
                    Map.entry("DicomServerEnabled", false),
                    Map.entry("TcpNoDelay", true),
                    // With Orthanc's own default, Latin1, every other script is dropped from the answers to searches.
                    Map.entry("DefaultEncoding", "Utf8"),
                    Map.entry("OverwriteInstances", true),
                    Map.entry("DicomWeb", Map.of("Enable", true, "Root", "/dicom-web/")));
            Files.writeString(configuration, new ObjectMapper().writeValueAsString(settings));
            return new Orthanc(configuration, Project.work(name + ".log"), port, password);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Child launch() {
        Child child = Child.start("Orthanc", log, Map.of(), List.of("Orthanc", configuration.toString()));
        child.await(this::answers, START);
        return child;
    }

    private boolean answers() {
        try {
            return http.send(request("system").GET().build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false; // Asked again by the caller until its time is over.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String path) {
        String credentials = Base64.getEncoder().encodeToString((USERNAME + ":" + password).getBytes());
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/" + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Basic " + credentials);
    }

    /** Stores all {@code .dcm} files below {@code directory}; each must be accepted. */
    public void store(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".dcm"))
                    .sorted()
                    .toList()) {
                HttpRequest request = request("instances")
                        .POST(HttpRequest.BodyPublishers.ofFile(file))
                        .build();
                HttpResponse<String> response = post(request);
                if (response.statusCode() != 200) {
                    throw new IllegalStateException("Orthanc refuses %s with status %d: %s"
                            .formatted(file.getFileName(), response.statusCode(), response.body()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Stores one instance, a whole DICOM file, which must be accepted. */
    public void store(byte[] file) {
        HttpRequest request = request("instances")
                .POST(HttpRequest.BodyPublishers.ofByteArray(file))
                .build();
        try {
            HttpResponse<String> response = post(request);
            if (response.statusCode() != 200) {
                throw new IllegalStateException("Orthanc refuses an instance with status %d: %s"
                        .formatted(response.statusCode(), response.body()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Takes a study, series or instance out again, by its UID. */
    public void delete(String uid) {
        try {
            HttpResponse<String> found = post(request("tools/lookup")
                    .POST(HttpRequest.BodyPublishers.ofString(uid))
                    .build());
            for (JsonNode one : new ObjectMapper().readTree(found.body())) {
                HttpResponse<String> gone = http.send(
                        request(one.path("Path").asString().substring(1))
                                .DELETE()
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                if (gone.statusCode() != 200) {
                    throw new IllegalStateException(
                            "Orthanc keeps %s with status %d".formatted(uid, gone.statusCode()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Orthanc closes connections that were idle for a second, at times just as they are used again; storing the same file twice does no harm. */
    private HttpResponse<String> post(HttpRequest request) throws IOException, InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException closed) {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    /** The DICOMweb root. */
    public String dicomWebUrl() {
        return "http://127.0.0.1:" + port + "/dicom-web";
    }

    /** The viewer's settings with which it signs in here. */
    public Map<String, String> viewerEnvironment() {
        return Map.of("LIGHTBOX_PACS_DICOMWEB_USERNAME", USERNAME, "LIGHTBOX_PACS_DICOMWEB_PASSWORD", password);
    }

    /** Stops it; the store stays. */
    public void stop() {
        process.stop(STOP);
    }

    /** Starts it again after {@link #stop}, on the same port and store. */
    public void restart() {
        process = launch();
    }

    @Override
    public void close() {
        stop();
    }
}
