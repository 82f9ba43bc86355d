package dev.lightbox.viewer.viewing.stream;

import dev.lightbox.viewer.LightboxApplication;
import dev.lightbox.viewer.TestSignIn;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.builder.SpringApplicationBuilder;
import tools.jackson.databind.JsonNode;

/**
 * Measures volumes over the stream, on the loopback, the archive being whatever {@code --lightbox.pacs.*} names: from {@code mpr} to the first plane and to the
 * whole volume, then three viewports whose crosshairs are dragged together. Not a test; run it with
 * {@code java -cp … VolumeTimes STUDY SERIES[,SERIES…] --lightbox.pacs.kind=folder …}. Several series are opened side by side, to see what memory they take
 * ({@code -DmemoryOnly=true}: without dragging). With {@code -Dpaced=true} each viewport is asked for a plane of 960 × 540 every 40 ms, as a browser in whose axial
 * plane the crosshair is dragged does, whether or not the last one has come.
 */
final class VolumeTimes {

    private static final double SECONDS_OF_DRAGGING = 4;
    private static final boolean PACED = Boolean.getBoolean("paced");
    private static final int WIDTH = PACED ? 960 : 512;
    private static final int HEIGHT = PACED ? 540 : 512;
    private static final long PACE_NANOS = TimeUnit.MILLISECONDS.toNanos(40);
    private static final int EDGE = 512;

    private final StreamClient client;
    private final String series;
    private long sequence;

    private record Direction(String right, String down) {}

    private static final String X = "{\"x\":1,\"y\":0,\"z\":0}";
    private static final String Y = "{\"x\":0,\"y\":1,\"z\":0}";
    private static final String FEET = "{\"x\":0,\"y\":0,\"z\":-1}";
    private static final List<Direction> ORTHOGONAL =
            List.of(new Direction(X, Y), new Direction(X, FEET), new Direction(Y, FEET));
    private static final List<Direction> OBLIQUE = List.of(
            new Direction("{\"x\":0.8,\"y\":0.6,\"z\":0}", "{\"x\":-0.36,\"y\":0.48,\"z\":-0.8}"),
            new Direction("{\"x\":0.6,\"y\":0,\"z\":0.8}", Y),
            new Direction("{\"x\":0,\"y\":0.8,\"z\":0.6}", "{\"x\":-0.8,\"y\":-0.36,\"z\":0.48}"));

    private VolumeTimes(StreamClient client, String series) {
        this.client = client;
        this.series = series;
    }

    public static void main(String[] arguments) throws Exception {
        try (var context = new SpringApplicationBuilder(LightboxApplication.class, TestSignIn.class)
                .run(Arrays.copyOfRange(arguments, 2, arguments.length))) {
            int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
            // As long as a person takes to sign in; the node has warmed up then.
            Thread.sleep(PACED ? 8_000 : 20_000);
            memory("before");
            HttpClient http = HttpClient.newHttpClient();
            String origin = "http://127.0.0.1:" + port;
            String cookie = http.send(
                            HttpRequest.newBuilder(URI.create(origin + "/test-sign-in/radiologist"))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .headers()
                    .firstValue("Set-Cookie")
                    .orElseThrow()
                    .split(";", 2)[0];
            URI stream = URI.create(origin.replace("http", "ws") + "/stream/" + arguments[0]);
            List<StreamClient> open = new ArrayList<>();
            for (String series : arguments[1].split(",")) {
                StreamClient client = StreamClient.open(http, stream, cookie, origin);
                client.event("study");
                open.add(client);
                new VolumeTimes(client, series).run();
                memory("with " + open.size() + " open");
            }
            open.forEach(StreamClient::leave);
        }
    }

    private void run() throws Exception {
        long cpu = cpuMillis();
        long start = System.nanoTime();
        client.showSeries(++sequence, series);
        int slices = client.event("series").get("slices").get("count").intValue();
        print("series event of " + slices + " slices", start, cpu);
        client.render(++sequence, slices / 2, EDGE, EDGE, "exact");
        client.tile();
        client.painted(sequence);
        print("first slice", start, cpu);
        start = System.nanoTime();
        cpu = cpuMillis();
        for (int viewport = 1; viewport <= 3; viewport++) {
            client.showVolume(viewport, ++sequence, series, Integer.toString(slices / 2));
        }
        JsonNode volume = client.eventAmong("volume");
        print("volume event", start, cpu);
        double[] center = {
            volume.get("center").get("x").doubleValue(),
            volume.get("center").get("y").doubleValue(),
            volume.get("center").get("z").doubleValue()
        };
        double spacing = volume.get("spacing").get("column").doubleValue() * EDGE / HEIGHT;
        for (int viewport = 1; viewport <= 3; viewport++) {
            ask(viewport, ORTHOGONAL.get(viewport - 1), center, spacing, "\"mean\",\"slab\":0", "exact");
        }
        int planes = 0;
        boolean[] whole = new boolean[4];
        while (!(whole[1] && whole[2] && whole[3])) {
            StreamClient.PlaneMessage plane = client.planeAmong();
            if (planes++ < 3) {
                print("plane of " + plane.loaded() + " slices", start, cpu);
            }
            client.painted(plane.viewport(), plane.sequence());
            whole[plane.viewport()] = plane.complete() && plane.exact();
        }
        print("three exact planes of the whole volume, after " + planes + " planes", start, cpu);
        for (int round = 1; round <= 2 && PACED; round++) {
            paced("orthogonal", ORTHOGONAL, center, spacing, "\"mean\",\"slab\":0");
            paced("oblique", OBLIQUE, center, spacing, "\"mean\",\"slab\":0");
            paced("MIP of 10 mm, orthogonal", ORTHOGONAL, center, spacing, "\"mip\",\"slab\":10");
        }
        for (int round = 1; round <= 2 && !PACED && !Boolean.getBoolean("memoryOnly"); round++) {
            drag("orthogonal", ORTHOGONAL, center, spacing, "\"mean\",\"slab\":0");
            drag("oblique", OBLIQUE, center, spacing, "\"mean\",\"slab\":0");
            drag("MIP of 20 mm, orthogonal", ORTHOGONAL, center, spacing, "\"mip\",\"slab\":20");
            drag("MIP of 20 mm, oblique", OBLIQUE, center, spacing, "\"mip\",\"slab\":20");
        }
    }

    /** As fast as the answers come, each viewport for itself; then the exact pictures. */
    private void drag(String label, List<Direction> directions, double[] center, double spacing, String method)
            throws Exception {
        long cpu = cpuMillis();
        long start = System.nanoTime();
        int[] planes = new int[4];
        long pixels = 0;
        double[] moved = center;
        for (int viewport = 1; viewport <= 3; viewport++) {
            ask(viewport, directions.get(viewport - 1), moved, spacing, method, "interactive");
        }
        while (System.nanoTime() - start < SECONDS_OF_DRAGGING * 1e9) {
            StreamClient.PlaneMessage plane = client.planeAmong();
            client.painted(plane.viewport(), plane.sequence());
            int count = ++planes[plane.viewport()];
            pixels += (long) plane.width() * plane.height();
            moved = moved(center, count);
            ask(plane.viewport(), directions.get(plane.viewport() - 1), moved, spacing, method, "interactive");
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        int all = planes[1] + planes[2] + planes[3];
        System.out.printf(
                Locale.ROOT,
                "drag, %s: %.1f + %.1f + %.1f planes/s, %.0f pixels each; CPU %.1f ms a plane, %.2f cores%n",
                label,
                planes[1] / seconds,
                planes[2] / seconds,
                planes[3] / seconds,
                (double) pixels / all,
                (double) (cpuMillis() - cpu) / all,
                (cpuMillis() - cpu) / 1000.0 / seconds);
        for (int i = 0; i < 3; i++) {
            client.planeAmong();
        }
        for (int viewport = 1; viewport <= 3; viewport++) {
            long exact = System.nanoTime();
            ask(viewport, directions.get(viewport - 1), moved, spacing, method, "exact");
            StreamClient.PlaneMessage plane = client.planeAmong();
            client.painted(plane.viewport(), plane.sequence());
            System.out.printf(
                    Locale.ROOT,
                    "  exact at rest: %.1f ms, %d bytes%n",
                    (System.nanoTime() - exact) / 1e6,
                    plane.image().length);
        }
    }

    /** Where a hand is that has begun at the center, so many moves later. */
    private static double[] moved(double[] center, int moves) {
        double[] moved = center.clone();
        for (int i = 0; i < 3; i++) {
            moved[i] += 40 * Math.sin(moves * 0.037 * (i + 1));
        }
        return moved;
    }

    /** As a browser drags: the newest place, every 40 ms; pictures are painted as they come. */
    private void paced(String label, List<Direction> directions, double[] center, double spacing, String method)
            throws Exception {
        long cpu = cpuMillis();
        long start = System.nanoTime();
        int[] planes = new int[4];
        long pixels = 0;
        long bytes = 0;
        int asked = 0;
        while (System.nanoTime() - start < SECONDS_OF_DRAGGING * 1e9) {
            double[] moved = moved(center, asked);
            for (int viewport = 1; viewport <= 3; viewport++) {
                ask(viewport, directions.get(viewport - 1), moved, spacing, method, "interactive");
            }
            asked++;
            long next = start + asked * PACE_NANOS;
            for (Optional<StreamClient.PlaneMessage> came = client.planeWithin(next - System.nanoTime());
                    came.isPresent();
                    came = client.planeWithin(next - System.nanoTime())) {
                StreamClient.PlaneMessage plane = came.get();
                client.painted(plane.viewport(), plane.sequence());
                planes[plane.viewport()]++;
                pixels += (long) plane.width() * plane.height();
                bytes += plane.image().length;
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        int all = planes[1] + planes[2] + planes[3];
        System.out.printf(
                Locale.ROOT,
                "paced drag, %s: asked %.1f/s, %.1f + %.1f + %.1f planes/s, %.0f pixels, %.0f bytes each; CPU %.1f ms a plane, %.2f cores%n",
                label,
                asked / seconds,
                planes[1] / seconds,
                planes[2] / seconds,
                planes[3] / seconds,
                (double) pixels / all,
                (double) bytes / all,
                (double) (cpuMillis() - cpu) / all,
                (cpuMillis() - cpu) / 1000.0 / seconds);
        while (client.planeWithin(TimeUnit.MILLISECONDS.toNanos(500)).isPresent()) {
            // What is still under way isn't the next drag's.
        }
    }

    private void ask(
            int viewport, Direction direction, double[] center, double spacing, String method, String quality) {
        client.plane(
                viewport,
                ++sequence,
                "\"center\":{\"x\":%s,\"y\":%s,\"z\":%s},\"right\":%s,\"down\":%s,\"spacing\":%s,\"size\":{\"width\":%d,\"height\":%d}"
                        .formatted(
                                center[0],
                                center[1],
                                center[2],
                                direction.right(),
                                direction.down(),
                                spacing,
                                WIDTH,
                                HEIGHT),
                method,
                quality);
    }

    private static void print(String what, long startNanos, long startCpuMillis) {
        // On a busy machine the time on the processors says more than that on the wall.
        System.out.printf(
                Locale.ROOT,
                "%s: %d ms; CPU time %d ms%n",
                what,
                TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos),
                cpuMillis() - startCpuMillis);
    }

    private static long cpuMillis() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis();
    }

    private static void memory(String when) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmRSS") || line.startsWith("VmHWM")) {
                System.out.println(when + ": " + line);
            }
        }
    }
}
