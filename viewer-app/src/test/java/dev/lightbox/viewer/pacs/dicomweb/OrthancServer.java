package dev.lightbox.viewer.pacs.dicomweb;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real Orthanc with the DICOMweb plugin and nothing in it, on a free port of the loopback, for the tests of one class. Fails, and says what to install, where
 * there is no Orthanc.
 */
public final class OrthancServer implements BeforeAllCallback, AfterAllCallback {

    public static final String USERNAME = "lightbox";
    public static final String PASSWORD = "a password: with a colon and ü";

    private static final String PLUGIN = "/usr/share/orthanc/plugins/libOrthancDicomWeb.so";

    private final HttpClient http = HttpClient.newHttpClient();
    private @Nullable Process process;
    private @Nullable Path directory;
    private int port;

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        Path program = Stream.of("/usr/sbin/Orthanc", "/usr/bin/Orthanc", "/usr/local/sbin/Orthanc")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () -> new AssertionError("Orthanc isn't installed: apt-get install orthanc orthanc-dicomweb"));
        if (!Files.exists(Path.of(PLUGIN))) {
            throw new AssertionError("Orthanc's DICOMweb plugin isn't installed: apt-get install orthanc-dicomweb");
        }
        directory = Files.createTempDirectory("lightbox-orthanc");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path configuration = directory.resolve("orthanc.json");
        // Utf8: with Orthanc's own default, Latin1, every other script is dropped from the answers to searches.
        Files.writeString(configuration, """
                {"Name": "test", "StorageDirectory": "%1$s/db", "IndexDirectory": "%1$s/db", "DefaultEncoding": "Utf8",
                 "HttpPort": %2$d, "RemoteAccessAllowed": false, "DicomServerEnabled": false, "TcpNoDelay": true,
                 "AuthenticationEnabled": true, "RegisteredUsers": {"%3$s": "%4$s"},
                 "Plugins": ["%5$s"], "DicomWeb": {"Enable": true, "Root": "/dicom-web/"}}
                """.formatted(directory, port, USERNAME, PASSWORD, PLUGIN));
        ProcessBuilder builder = new ProcessBuilder(program.toString(), configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile());
        builder.environment().put("TCP_NODELAY", "1");
        process = builder.start();
        awaitReady();
    }

    private void awaitReady() throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            try {
                if (http.send(request("/system").GET().build(), HttpResponse.BodyHandlers.discarding())
                                .statusCode()
                        == 200) {
                    return;
                }
            } catch (IOException e) {
                if (process == null || !process.isAlive() || System.nanoTime() > deadline) {
                    String log = directory == null ? "" : Files.readString(directory.resolve("log"));
                    throw new AssertionError("Orthanc didn't start: " + log, e);
                }
            }
            Thread.sleep(100);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        if (process != null) {
            process.destroy();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
        http.close();
        if (directory != null) {
            List<Path> all;
            try (Stream<Path> files = Files.walk(directory)) {
                all = files.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path file : all) {
                Files.delete(file);
            }
        }
    }

    /** Stores a DICOM file. */
    public void store(byte[] file) throws IOException, InterruptedException {
        HttpResponse<String> response = post(request("/instances")
                .POST(HttpRequest.BodyPublishers.ofByteArray(file))
                .build());
        if (response.statusCode() != 200) {
            throw new AssertionError("Orthanc refused a file: " + response.statusCode() + " " + response.body());
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

    /** The address of its DICOMweb service. */
    public URI dicomWeb() {
        return URI.create("http://127.0.0.1:" + port + "/dicom-web/");
    }

    private HttpRequest.Builder request(String path) {
        String credentials = Base64.getEncoder()
                .encodeToString((USERNAME + ":" + PASSWORD).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Basic " + credentials);
    }
}
