package dev.lightbox.viewer.viewing.stream;

import dev.lightbox.viewer.LightboxApplication;
import dev.lightbox.viewer.TestSignIn;
import dev.lightbox.viewer.viewing.stream.protocol.SliceRows;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.springframework.boot.builder.SpringApplicationBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Measures the stream over the loopback, the archive being whatever {@code --lightbox.pacs.*} names: from opening a study to its first exact picture, each
 * series' thumbnail meanwhile, and then steps of the wheel and moves of the window. Not a test; run it with
 * {@code java -cp … StreamTimes STUDY SERIES --lightbox.pacs.kind=dicomweb …}.
 */
final class StreamTimes {

    private final HttpClient http = HttpClient.newHttpClient();
    private final String origin;
    private final String cookie;
    private final String study;
    private final String series;
    private long sequence;

    private StreamTimes(int port, String study, String series) throws Exception {
        this.origin = "http://127.0.0.1:" + port;
        this.study = study;
        this.series = series;
        this.cookie = http.send(
                        HttpRequest.newBuilder(URI.create(origin + "/test-sign-in/radiologist"))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow()
                .split(";", 2)[0];
    }

    public static void main(String[] arguments) throws Exception {
        try (var context = new SpringApplicationBuilder(LightboxApplication.class, TestSignIn.class)
                .run(Arrays.copyOfRange(arguments, 2, arguments.length))) {
            int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
            // As long as a person takes to sign in; the node has warmed up then.
            Thread.sleep(15_000);
            StreamTimes times = new StreamTimes(port, arguments[0], arguments[1]);
            times.run("cold");
            times.run("warm");
        }
    }

    private void run(String label) throws Exception {
        sequence = 0;
        long start = System.nanoTime();
        print(label + ": begins", start);
        StreamClient client =
                StreamClient.open(http, URI.create(origin.replace("http", "ws") + "/stream/" + study), cookie, origin);
        JsonNode studyEvent = client.event("study");
        print(label + ": open to study event", start);
        for (JsonNode one : studyEvent.get("series")) {
            CompletableFuture<HttpResponse<byte[]>> thumbnail = http.sendAsync(
                    HttpRequest.newBuilder(URI.create(
                                    origin + "/" + one.get("thumbnail").stringValue()))
                            .header("Cookie", cookie)
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            thumbnail.thenAccept(response -> print(label + ": thumbnail, " + response.statusCode(), start));
        }
        client.showSeries(++sequence, series);
        List<ObjectNode> slices = SliceRows.of(client.event("series"));
        print(label + ": open to series event of " + slices.size() + " slices", start);
        int columns = slices.getFirst().get("columns").intValue();
        int rows = slices.getFirst().get("rows").intValue();
        client.render(++sequence, 1, columns, rows, "exact");
        StreamClient.TileMessage tile = client.tile();
        client.painted(sequence);
        print(label + ": open to first exact tile of " + tile.image().length + " bytes", start);
        wheel(client, label, slices.size(), columns, rows);
        window(client, label, columns, rows);
        client.leave();
    }

    private void wheel(StreamClient client, String label, int slices, int columns, int rows) throws Exception {
        double[] millis = new double[Math.min(slices - 1, 200)];
        for (int i = 0; i < millis.length; i++) {
            long start = System.nanoTime();
            client.render(++sequence, 2 + i, columns, rows, "interactive");
            client.tile();
            client.painted(sequence);
            millis[i] = (System.nanoTime() - start) / 1e6;
            Thread.sleep(30);
        }
        print(label + ": wheel step to tile", millis);
    }

    private void window(StreamClient client, String label, int columns, int rows) throws Exception {
        double[] millis = new double[100];
        for (int i = 0; i < millis.length; i++) {
            long start = System.nanoTime();
            String window = "{\"center\":" + (40 + i) + ",\"width\":400}";
            String quality = i % 2 == 0 ? "interactive" : "exact";
            client.render(++sequence, 1, window, columns, rows, 2 * columns, 2 * rows, quality);
            client.tile();
            client.painted(sequence);
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        double[] interactive = new double[50];
        double[] exact = new double[50];
        for (int i = 0; i < 50; i++) {
            interactive[i] = millis[2 * i];
            exact[i] = millis[2 * i + 1];
        }
        print(label + ": window move to tile, twofold size, interactive", interactive);
        print(label + ": window move to tile, twofold size, exact", exact);
    }

    private static void print(String what, long startNanos) {
        // On a busy machine the time on the processors says more than that on the wall.
        double cpuMillis =
                ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis();
        System.out.printf(
                Locale.ROOT,
                "%s: %.0f ms; CPU time of the process so far: %.0f ms%n",
                what,
                (System.nanoTime() - startNanos) / 1e6,
                cpuMillis);
    }

    private static void print(String what, double[] millis) {
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "%s: median %.1f ms, p95 %.1f ms, most %.1f ms%n",
                what,
                millis[millis.length / 2],
                millis[millis.length * 95 / 100],
                millis[millis.length - 1]);
    }
}
