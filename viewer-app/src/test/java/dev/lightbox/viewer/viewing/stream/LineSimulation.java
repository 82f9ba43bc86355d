package dev.lightbox.viewer.viewing.stream;

import dev.lightbox.engine.message.Message;
import dev.lightbox.engine.render.Encoding;
import dev.lightbox.engine.render.Region;
import dev.lightbox.engine.render.RenderedImage;
import dev.lightbox.viewer.viewing.stream.protocol.ClientMessage;
import dev.lightbox.viewer.viewing.stream.protocol.ClientMessage.Quality;
import dev.lightbox.viewer.viewing.stream.protocol.Picture;
import dev.lightbox.viewer.viewing.stream.protocol.ServerEvent;
import dev.lightbox.viewer.viewing.stream.protocol.Tile;
import dev.lightbox.viewer.viewing.work.Hold;
import dev.lightbox.viewer.viewing.work.WorkScheduler;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.springframework.web.socket.CloseStatus;

/**
 * A reader who moves through a stack, a browser, a line of known throughput and delay, and the server's viewports as they are, all by one clock that jumps from event to event. Sockets take
 * everything at once, as real ones do with their buffers: what a slow line can't carry queues up unless the server holds it back.
 */
final class LineSimulation {

    /** Pixels of the finest picture, as of a CT slice. */
    private static final int EDGE = 512;

    /** What a pixel costs at the best quality, and the exact picture's bytes. */
    private static final double BYTES_PER_PIXEL = 0.18;

    static final int EXACT_BYTES = 150_000;

    private static final long FRAME_NANOS = TimeUnit.SECONDS.toNanos(1) / 60;
    private static final long REST_NANOS = millis(100);
    private long paintNanos = millis(4);
    private long pageFreeNanos;

    private record Event(long nanos, long order, Runnable task) {}

    /** A picture on the screen. */
    record Painted(int viewport, long sequence, boolean exact, double scale, long nanos) {}

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::nanos).thenComparingLong(Event::order));
    private long order;
    private long now;

    private double bytesPerSecond;
    private final long oneWayNanos;
    private long lineFreeNanos;
    private boolean acknowledges = true;

    final Line line = new Line(() -> now, (nanos, task) -> after(nanos, task));
    private final Outbox outbox;
    private final List<Viewport> viewports = new ArrayList<>();
    private final Map<Integer, Long> sequences = new HashMap<>();
    private final long drawNanos;

    /** When each request was made, by viewport and sequence. */
    final Map<List<Long>, Long> asked = new HashMap<>();

    final List<Painted> painted = new ArrayList<>();
    int sent;
    int arrivedAhead;
    long longestQueueNanos;

    static long millis(double millis) {
        return (long) (millis * 1e6);
    }

    LineSimulation(double megabits, double roundTripMillis, int viewportCount, double drawMillis) {
        this.oneWayNanos = millis(roundTripMillis / 2);
        this.drawNanos = millis(drawMillis);
        megabits(megabits);
        outbox = new Outbox(new Shaped(), task -> after(0, task), () -> now, line, UnaryOperator.identity());
        ManualStream parts = new ManualStream();
        ViewportContext context = new ViewportContext(
                parts.frames,
                parts.cache,
                new WorkScheduler(2, 1, task -> after(drawNanos, task)),
                parts.context.renderer(),
                parts.context.planes(),
                parts.context.budget(),
                task -> after(0, task),
                () -> now,
                outbox,
                line,
                24,
                0,
                "reader");
        for (int number = 0; number < viewportCount; number++) {
            Viewport viewport = new Viewport(number, context);
            viewport.awaitContent();
            viewport.show(new Stack(), new ServerEvent.Warning(OptionalInt.of(number), Message.plain("opened")));
            viewports.add(viewport);
        }
        outbox.ping();
        everySecond();
    }

    void megabits(double megabits) {
        bytesPerSecond = megabits * 1e6 / 8;
    }

    /** The page takes so long for a picture, in whichever viewport. */
    void pageTakesMillis(double millis) {
        paintNanos = millis(millis);
    }

    void browserFallsSilent() {
        acknowledges = false;
    }

    double nowMillis() {
        return now / 1e6;
    }

    private void everySecond() {
        after(TimeUnit.SECONDS.toNanos(1), () -> {
            if (line.wantsPing()) {
                outbox.ping();
            }
            viewports.forEach(Viewport::tick);
            everySecond();
        });
    }

    private void after(long nanos, Runnable task) {
        events.add(new Event(now + nanos, order++, task));
    }

    void runMillis(double millis) {
        long end = now + millis(millis);
        while (!events.isEmpty() && events.peek().nanos <= end) {
            Event event = events.poll();
            now = event.nanos;
            event.task.run();
        }
        now = end;
    }

    /** The reader moves, in all viewports at once, and 60 times a second something else is wanted. */
    void moveMillis(double millis) {
        for (long at = 0; at < millis(millis); at += FRAME_NANOS) {
            after(at, () -> ask(Quality.INTERACTIVE));
        }
        runMillis(millis);
    }

    /** The reader doesn't move any more, for so long. */
    void restMillis(double millis) {
        after(REST_NANOS, () -> ask(Quality.EXACT));
        runMillis(millis);
    }

    /** The first viewport always has a picture ahead, of the size of a moving one, for a line that takes it. */
    void offerAhead() {
        if (line.admitAhead(0, () -> after(0, this::offerAhead))) {
            RenderedImage image = new RenderedImage(
                    new byte[(int) Math.min(EDGE * EDGE * BYTES_PER_PIXEL, line.share(MovingQuality.TRANSFER_NANOS))],
                    Encoding.Format.JPEG,
                    EDGE,
                    EDGE,
                    new Region(0, 0, EDGE, EDGE),
                    40,
                    400,
                    false,
                    false);
            outbox.ahead(new Tile(0, 0, 2, image, false, false, false, true), () -> after(drawNanos, this::offerAhead));
        }
    }

    /** Single pictures are wanted, so many milliseconds apart: too seldom for the line to be known as busy. */
    void stepMillis(int steps, double apartMillis) {
        for (int step = 0; step < steps; step++) {
            after(step * millis(apartMillis), () -> ask(Quality.INTERACTIVE));
        }
        runMillis(steps * apartMillis);
    }

    private void ask(Quality quality) {
        for (int number = 0; number < viewports.size(); number++) {
            Viewport viewport = viewports.get(number);
            long sequence = sequences.merge(number, 1L, Long::sum);
            asked.put(List.of((long) number, sequence), now);
            ClientMessage.Render request = new ClientMessage.Render(
                    number, sequence, 1, Optional.empty(), false, new Region(0, 0, EDGE, EDGE), EDGE, EDGE, quality);
            after(oneWayNanos, () -> viewport.render(request));
        }
    }

    /** From the wish to the first picture on the screen that is at least as new, for each wish of a viewport in this time; infinite where there is none. Rising. */
    List<Double> latenciesMillis(int viewport, double fromMillis, double toMillis) {
        List<Double> latencies = new ArrayList<>();
        asked.forEach((key, at) -> {
            if (key.getFirst() == viewport && at >= millis(fromMillis) && at < millis(toMillis)) {
                latencies.add(painted.stream()
                        .filter(each -> each.viewport == viewport && each.sequence >= key.getLast())
                        .mapToDouble(each -> (each.nanos - at) / 1e6)
                        .min()
                        .orElse(Double.POSITIVE_INFINITY));
            }
        });
        latencies.sort(null);
        return latencies;
    }

    long paintedBetween(int viewport, double fromMillis, double toMillis) {
        return painted.stream()
                .filter(each -> each.viewport == viewport && !each.exact)
                .filter(each -> each.nanos >= millis(fromMillis) && each.nanos < millis(toMillis))
                .count();
    }

    private void arrived(int viewport, long sequence, boolean exact, double scale) {
        // One page paints one picture after the other.
        pageFreeNanos = Math.max(pageFreeNanos, now) + paintNanos;
        after(pageFreeNanos - now, () -> {
            painted.add(new Painted(viewport, sequence, exact, scale, now));
            if (acknowledges) {
                after(oneWayNanos, () -> viewports.get(viewport).painted(sequence));
            }
        });
    }

    private final class Shaped implements Transport {

        private long carries(int bytes) {
            longestQueueNanos = Math.max(longestQueueNanos, lineFreeNanos - now);
            lineFreeNanos = Math.max(lineFreeNanos, now) + (long) (bytes / bytesPerSecond * 1e9);
            return lineFreeNanos + oneWayNanos - now;
        }

        @Override
        public void text(String message) {
            carries(message.length());
        }

        @Override
        public void binary(ByteBuffer message) {
            if ((message.get(5) & 16) != 0) {
                after(carries(message.remaining()), () -> arrivedAhead++);
                return;
            }
            sent++;
            boolean exact = (message.get(5) & 1) != 0;
            double scale = (double) message.getInt(32) / EDGE;
            int viewport = message.getShort(6);
            long sequence = message.getInt(8);
            after(carries(message.remaining()), () -> arrived(viewport, sequence, exact, scale));
        }

        @Override
        public void ping(long mark) {
            after(carries(14) + oneWayNanos, () -> line.ponged(mark));
        }

        @Override
        public void close(CloseStatus status) {
            throw new AssertionError("closed: " + status);
        }
    }

    private final class Stack implements Content {

        private final MovingQuality quality = new MovingQuality(85);

        @Override
        public PictureWork begin(ClientMessage.PictureRequest request) {
            MovingQuality.Choice choice =
                    quality.choose((double) EDGE * EDGE, line.share(MovingQuality.TRANSFER_NANOS));
            return new Work((ClientMessage.Render) request, choice);
        }

        @Override
        public void measure(ClientMessage.Measure wanted) {
            throw new AssertionError("nothing is measured");
        }

        @Override
        public void close() {}

        private final class Work implements PictureWork {

            private final ClientMessage.Render request;
            private final MovingQuality.Choice choice;
            private final boolean exact;
            private final int edge;
            private final int bytes;

            Work(ClientMessage.Render request, MovingQuality.Choice choice) {
                this.request = request;
                this.choice = choice;
                exact = request.quality() == Quality.EXACT;
                edge = exact ? EDGE : (int) (EDGE * choice.scale());
                bytes = exact ? EXACT_BYTES : (int) (edge * edge * choice.bytesShare() * BYTES_PER_PIXEL);
            }

            @Override
            public Hold<?> material() {
                return new Hold.Settled<>(CompletableFuture.completedFuture("there"));
            }

            @Override
            public Picture draw() {
                RenderedImage image = new RenderedImage(
                        new byte[bytes],
                        exact ? Encoding.Format.PNG : Encoding.Format.JPEG,
                        edge,
                        edge,
                        request.region(),
                        40,
                        400,
                        exact,
                        exact);
                return new Tile(request.viewport(), request.sequence(), 1, image, false, false, false, false);
            }

            @Override
            public void took(long nanos) {
                if (!exact) {
                    quality.made(choice, (double) edge * edge, bytes, nanos);
                }
            }

            @Override
            public Message cantBeShown(Message why) {
                return why;
            }
        }
    }
}
