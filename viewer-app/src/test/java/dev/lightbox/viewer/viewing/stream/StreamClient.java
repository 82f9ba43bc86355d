package dev.lightbox.viewer.viewing.stream;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A browser's side of the stream, of the JDK's own WebSocket: shares no code with the server's. */
final class StreamClient implements WebSocket.Listener {

    static final String AXIAL_PLANE =
            "{\"right\":{\"x\":1,\"y\":0,\"z\":0},\"down\":{\"x\":0,\"y\":1,\"z\":0},\"method\":\"mean\",\"slab\":0}";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int PATIENCE_SECONDS = 20;

    private final BlockingQueue<Object> received = new LinkedBlockingQueue<>();
    private final BlockingQueue<Object> priors = new LinkedBlockingQueue<>();
    private final StringBuffer heard = new StringBuffer();
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket socket;

    /** One tile as docs/stream-protocol.md lays it out. */
    record TileMessage(
            int format,
            int flags,
            int viewport,
            long sequence,
            long slice,
            float[] region,
            int width,
            int height,
            float windowCenter,
            float windowWidth,
            byte[] image) {

        boolean exact() {
            return (flags & 1) != 0;
        }

        BufferedImage decode() throws IOException {
            return ImageIO.read(new java.io.ByteArrayInputStream(image));
        }
    }

    /** One picture of a volume as docs/stream-protocol.md lays it out. */
    record PlaneMessage(
            int format,
            int flags,
            int viewport,
            long sequence,
            int loaded,
            int slices,
            float[] center,
            float spacing,
            float slab,
            int width,
            int height,
            float windowCenter,
            float windowWidth,
            byte[] image) {

        boolean exact() {
            return (flags & 1) != 0;
        }

        boolean complete() {
            return (flags & 8) != 0;
        }

        boolean crossesGap() {
            return (flags & 16) != 0;
        }

        BufferedImage decode() throws IOException {
            return ImageIO.read(new java.io.ByteArrayInputStream(image));
        }
    }

    private StreamClient(HttpClient http, URI uri, String cookie, @Nullable String origin, String subprotocol) {
        WebSocket.Builder builder =
                http.newWebSocketBuilder().subprotocols(subprotocol).header("Cookie", cookie);
        if (origin != null) {
            builder.header("Origin", origin);
        }
        socket = builder.buildAsync(uri, this).join();
    }

    static StreamClient open(HttpClient http, URI uri, String cookie, @Nullable String origin) {
        return new StreamClient(http, uri, cookie, origin, "lightbox.v2");
    }

    /** As a page that was left open while the server was renewed opens it. */
    static StreamClient openOutdated(HttpClient http, URI uri, String cookie, String origin) {
        return new StreamClient(http, uri, cookie, origin, "lightbox.v1");
    }

    void send(String message) {
        socket.sendText(message, true).join();
    }

    void sendBinary() {
        socket.sendBinary(ByteBuffer.allocate(4), true).join();
    }

    void showSeries(long sequence, String seriesInstanceUid) {
        send("{\"type\":\"series\",\"viewport\":0,\"sequence\":%d,\"seriesInstanceUID\":\"%s\"}"
                .formatted(sequence, seriesInstanceUid));
    }

    /** The whole picture at its own size and window. */
    void render(long sequence, int slice, int columns, int rows, String quality) {
        render(sequence, slice, "null", columns, rows, columns, rows, quality);
    }

    void render(long sequence, int slice, String window, int columns, int rows, int width, int height, String quality) {
        send(("{\"type\":\"render\",\"viewport\":0,\"sequence\":%d,\"slice\":%d,\"window\":%s,\"invert\":false,"
                        + "\"region\":{\"x\":0,\"y\":0,\"width\":%d,\"height\":%d},"
                        + "\"size\":{\"width\":%d,\"height\":%d},\"quality\":\"%s\"}")
                .formatted(sequence, slice, window, columns, rows, width, height, quality));
    }

    /** @param slice from 1, or "null" */
    void showVolume(int viewport, long sequence, String seriesInstanceUid, String slice) {
        send("{\"type\":\"mpr\",\"viewport\":%d,\"sequence\":%d,\"seriesInstanceUID\":\"%s\",\"slice\":%s}"
                .formatted(viewport, sequence, seriesInstanceUid, slice));
    }

    /**
     * @param geometry the members from {@code center} to {@code size}
     * @param method with its slab, such as {@code "mean","slab":0}
     */
    void plane(int viewport, long sequence, String geometry, String method, String quality) {
        send(("{\"type\":\"plane\",\"viewport\":%d,\"sequence\":%d,%s,\"method\":%s,"
                        + "\"window\":null,\"invert\":false,\"quality\":\"%s\"}")
                .formatted(viewport, sequence, geometry, method, quality));
    }

    void probe(int viewport, long number, double x, double y, double z) {
        send("{\"type\":\"probe\",\"viewport\":%d,\"number\":%d,\"point\":{\"x\":%s,\"y\":%s,\"z\":%s}}"
                .formatted(viewport, number, x, y, z));
    }

    /** @param points the list as JSON */
    void measure(long number, long revision, String slice, String kind, String points) {
        send(
                "{\"type\":\"measure\",\"viewport\":0,\"number\":%d,\"revision\":%d,\"slice\":%s,\"kind\":\"%s\",\"points\":%s}"
                        .formatted(number, revision, slice, kind, points));
    }

    /**
     * In a plane of a volume, where {@code slice} is {@code null}.
     *
     * @param plane as JSON, such as {@link #AXIAL_PLANE}
     * @param xyz three numbers a point
     */
    void measureInPlane(int viewport, long number, String slice, String kind, String plane, double... xyz) {
        StringBuilder points = new StringBuilder();
        for (int i = 0; i < xyz.length; i += 3) {
            points.append(
                    "%s{\"x\":%s,\"y\":%s,\"z\":%s}".formatted(i == 0 ? "" : ",", xyz[i], xyz[i + 1], xyz[i + 2]));
        }
        send(
                "{\"type\":\"measure\",\"viewport\":%d,\"number\":%d,\"revision\":0,\"slice\":%s,\"kind\":\"%s\",\"plane\":%s,\"points\":[%s]}"
                        .formatted(viewport, number, slice, kind, plane, points));
    }

    void painted(int viewport, long sequence) {
        send("{\"type\":\"painted\",\"viewport\":%d,\"sequence\":%d}".formatted(viewport, sequence));
    }

    void painted(long sequence) {
        send("{\"type\":\"painted\",\"viewport\":0,\"sequence\":%d}".formatted(sequence));
    }

    /** The patient's other studies. */
    JsonNode priors() throws InterruptedException {
        if (priors.poll(PATIENCE_SECONDS, TimeUnit.SECONDS) instanceof JsonNode event) {
            return event;
        }
        throw new AssertionError("no other studies came; closed: " + closed);
    }

    /** The next event that isn't about progress or priors; fails on a tile. */
    JsonNode event(String type) throws InterruptedException {
        Object next = next();
        if (next instanceof JsonNode event && event.get("type").stringValue().equals(type)) {
            return event;
        }
        throw new AssertionError("expected an event " + type + ", got " + next);
    }

    TileMessage tile() throws InterruptedException {
        Object next = next();
        if (next instanceof TileMessage tile) {
            return tile;
        }
        throw new AssertionError("expected a tile, got " + next);
    }

    PlaneMessage plane() throws InterruptedException {
        Object next = next();
        if (next instanceof PlaneMessage plane) {
            return plane;
        }
        throw new AssertionError("expected a plane, got " + next);
    }

    /** The next event of this type, whatever comes before it. */
    JsonNode eventAmong(String type) throws InterruptedException {
        while (true) {
            if (next() instanceof JsonNode event
                    && event.get("type").stringValue().equals(type)) {
                return event;
            }
        }
    }

    /** The next event of either type, whatever comes before it. */
    JsonNode eventOf(String type, String orType) throws InterruptedException {
        while (true) {
            if (next() instanceof JsonNode event
                    && List.of(type, orType).contains(event.get("type").stringValue())) {
                return event;
            }
        }
    }

    /** The next plane, whatever comes before it. */
    PlaneMessage planeAmong() throws InterruptedException {
        while (true) {
            if (next() instanceof PlaneMessage plane) {
                return plane;
            }
        }
    }

    /** The next plane, if one comes within that time, whatever comes before it. */
    Optional<PlaneMessage> planeWithin(long nanos) throws InterruptedException {
        long until = System.nanoTime() + nanos;
        while (true) {
            Object message = received.poll(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
            if (message == null) {
                return Optional.empty();
            }
            if (message instanceof PlaneMessage plane) {
                return Optional.of(plane);
            }
        }
    }

    /** Planes until one is made from all slices. */
    PlaneMessage completePlane() throws InterruptedException {
        return planesUntil(PlaneMessage::complete);
    }

    /** Planes until the one at rest, in the full quality that was asked for: one begun just before the last slice came is complete, but made once more. */
    PlaneMessage restingPlane() throws InterruptedException {
        return planesUntil(plane -> plane.complete() && plane.format() == 1);
    }

    private PlaneMessage planesUntil(Predicate<PlaneMessage> isLast) throws InterruptedException {
        PlaneMessage plane = plane();
        while (!isLast.test(plane)) {
            painted(plane.viewport(), plane.sequence());
            PlaneMessage finer = plane();
            if (finer.loaded() < plane.loaded() || finer.sequence() < plane.sequence()) {
                throw new AssertionError("a coarser plane came after a finer one");
            }
            plane = finer;
        }
        return plane;
    }

    /** Progress of a volume until it is whole, whatever else comes. @return the numbers told */
    java.util.List<Integer> progressOfVolume() throws InterruptedException {
        java.util.List<Integer> told = new java.util.ArrayList<>();
        while (true) {
            Object message = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("no end of progress after " + told);
            }
            if (message instanceof JsonNode event
                    && event.get("type").stringValue().equals("progress")
                    && event.get("what").stringValue().equals("volume")) {
                told.add(event.get("done").intValue());
                if (event.get("done").intValue() == event.get("total").intValue()) {
                    return told;
                }
            }
        }
    }

    /** All that came so far, a character for each byte of what isn't text. */
    String heard() {
        return heard.toString();
    }

    int closeCode() throws Exception {
        return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    void leave() {
        socket.abort();
    }

    private Object next() throws InterruptedException {
        while (true) {
            Object message = received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("nothing came; closed: " + closed);
            }
            boolean progress = message instanceof JsonNode event
                    && event.get("type").stringValue().equals("progress");
            if (!progress) {
                return message;
            }
        }
    }

    @Override
    public void onOpen(WebSocket webSocket) {
        webSocket.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        text.append(data);
        heard.append(data);
        if (last) {
            JsonNode event = JSON.readTree(text.toString());
            // These come whenever the archive has answered: between what a test awaits they would only be in its way.
            (event.get("type").stringValue().equals("priors") ? priors : received).add(event);
            text.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        binary.writeBytes(bytes);
        heard.append(new String(bytes, StandardCharsets.ISO_8859_1));
        if (last) {
            received.add(parse(ByteBuffer.wrap(binary.toByteArray())));
            binary.reset();
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.complete(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.completeExceptionally(error);
    }

    private static Object parse(ByteBuffer message) {
        return switch (message.getInt()) {
            case 0x4C425431 -> parseTile(message);
            case 0x4C425031 -> parsePlane(message);
            default -> throw new AssertionError("neither LBT1 nor LBP1");
        };
    }

    private static PlaneMessage parsePlane(ByteBuffer message) {
        int format = message.get();
        int flags = message.get();
        int viewport = Short.toUnsignedInt(message.getShort());
        long sequence = Integer.toUnsignedLong(message.getInt());
        int loaded = message.getInt();
        int slices = message.getInt();
        float[] center = {message.getFloat(), message.getFloat(), message.getFloat()};
        float spacing = message.getFloat();
        float slab = message.getFloat();
        int width = message.getInt();
        int height = message.getInt();
        float windowCenter = message.getFloat();
        float windowWidth = message.getFloat();
        byte[] image = new byte[message.getInt()];
        if (message.getInt() != 0 || message.remaining() != image.length) {
            throw new AssertionError("header and length of the plane disagree");
        }
        message.get(image);
        return new PlaneMessage(
                format,
                flags,
                viewport,
                sequence,
                loaded,
                slices,
                center,
                spacing,
                slab,
                width,
                height,
                windowCenter,
                windowWidth,
                image);
    }

    private static TileMessage parseTile(ByteBuffer message) {
        int format = message.get();
        int flags = message.get();
        int viewport = Short.toUnsignedInt(message.getShort());
        long sequence = Integer.toUnsignedLong(message.getInt());
        long slice = Integer.toUnsignedLong(message.getInt());
        float[] region = {message.getFloat(), message.getFloat(), message.getFloat(), message.getFloat()};
        int width = message.getInt();
        int height = message.getInt();
        float center = message.getFloat();
        float windowWidth = message.getFloat();
        byte[] image = new byte[message.getInt()];
        if (message.getInt() != 0 || message.remaining() != image.length) {
            throw new AssertionError("header and length of the tile disagree");
        }
        message.get(image);
        return new TileMessage(
                format, flags, viewport, sequence, slice, region, width, height, center, windowWidth, image);
    }
}
