package dev.lightbox.viewer.viewing.stream;

import dev.lightbox.viewer.viewing.ManualSchedulers;
import dev.lightbox.viewer.viewing.MemoryStudySource;
import dev.lightbox.viewer.viewing.ViewingProperties;
import dev.lightbox.viewer.viewing.frames.FrameCache;
import dev.lightbox.viewer.viewing.frames.FrameStore;
import dev.lightbox.viewer.viewing.stream.protocol.ClientMessage.RenderPlane;
import dev.lightbox.viewer.viewing.stream.protocol.PlaneTile;
import dev.lightbox.viewer.viewing.volumes.SharedVolume;
import dev.lightbox.viewer.viewing.volumes.VolumeProperties;
import dev.lightbox.viewer.viewing.volumes.VolumeStore;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.web.socket.CloseStatus;

/** What viewports stand on, with every thread in the test's hand: what is fetched, computed, sent and called back runs when the test says so. */
final class ManualStream {

    final MemoryStudySource source = new MemoryStudySource();
    final ManualSchedulers manual = new ManualSchedulers();
    final ViewingProperties properties = ManualSchedulers.properties(10_000_000);
    final FrameCache cache = new FrameCache(properties);
    final FrameStore frames = new FrameStore(source, cache, manual.schedulers, ManualSchedulers.limits());
    final ArrayDeque<Runnable> callbacks = new ArrayDeque<>();
    final ArrayDeque<Runnable> senders = new ArrayDeque<>();

    /**
     * What the browser got, progress left out: {@code tile 7}; {@code plane 2 of 13} is made from 13 slices; {@code plane 2 of 40 exact}, {@code probe 5}, {@code ahead 4 slice 7},
     * {@code failed 3}, {@code volume 1}.
     */
    final List<String> sent = new ArrayList<>();

    /** Every event as it was written. */
    final List<String> texts = new ArrayList<>();

    /** Whether the browser answers pings at once. */
    boolean answersPings;

    long now;

    /** Runs once, when the next plane is about to be drawn. */
    Runnable beforeDrawing = () -> {};

    final VolumeStore volumes = new VolumeStore(
            frames,
            manual.schedulers,
            new VolumeProperties(10_000_000, 10_000_000, Duration.ofMinutes(10), 1, Duration.ZERO),
            () -> now,
            (pause, task) -> task.run());

    /** Never acknowledges what it wasn't told to: see {@link LineTest} for lines. */
    final Line line = new Line(() -> now, (nanos, task) -> {});

    final ViewportContext context = new ViewportContext(
            frames,
            cache,
            manual.schedulers.computing(),
            new TileRenderer(properties),
            new PlaneTiles(properties) {
                @Override
                PlaneTile draw(
                        SharedVolume volume,
                        RenderPlane request,
                        PlanePace pace,
                        MovingQuality quality,
                        double mostBytes,
                        boolean settled,
                        int threads) {
                    Runnable hook = beforeDrawing;
                    beforeDrawing = () -> {};
                    hook.run();
                    return super.draw(volume, request, pace, quality, mostBytes, settled, threads);
                }
            },
            new PrefetchBudget(cache),
            callbacks::add,
            () -> now,
            new Outbox(new Recorder(), senders::add, () -> now, line, UnaryOperator.identity()),
            line,
            4,
            1_000_000,
            "a");

    /** Everything but fetching and sending, until nothing is left to do. */
    void compute() {
        while (!manual.computations.isEmpty() || !callbacks.isEmpty()) {
            manual.computeAll();
            ManualSchedulers.runAll(callbacks);
        }
    }

    /** Everything but fetching. */
    void computeAndSend() {
        compute();
        while (!senders.isEmpty()) {
            ManualSchedulers.runAll(senders);
            compute();
        }
    }

    /** Everything but sending. */
    void work() {
        compute();
        while (!manual.fetches.isEmpty()) {
            manual.fetchAll();
            compute();
        }
    }

    /** Everything. */
    void workAndSend() {
        work();
        while (!senders.isEmpty()) {
            ManualSchedulers.runAll(senders);
            work();
        }
    }

    private final class Recorder implements Transport {

        @Override
        public void text(String message) {
            texts.add(message);
            if (!message.contains("\"progress\"")) {
                sent.add(message.replaceFirst(".*?\"type\":\"([a-z]+)\".*?\"(?:sequence|number)\":(\\d+).*", "$1 $2"));
            }
        }

        @Override
        public void binary(ByteBuffer message) {
            boolean plane = message.getInt(0) == 0x4C425031;
            if (!plane && (message.get(5) & 16) != 0) {
                sent.add("ahead " + message.getInt(8) + " slice " + message.getInt(12));
                return;
            }
            // Over a line that is never busy; what a viewport is told of it is the test's affair.
            line.painted(message.getShort(6), message.getInt(8));
            String what = plane ? " of " + message.getInt(12) + ((message.get(5) & 1) != 0 ? " exact" : "") : "";
            sent.add((plane ? "plane " : "tile ") + message.getInt(8) + what);
        }

        @Override
        public void ping(long mark) {
            if (answersPings) {
                line.ponged(mark);
            }
        }

        @Override
        public void close(CloseStatus status) {
            sent.add("close " + status.getCode());
        }
    }
}
