package dev.lightbox.viewer.viewing.stream;

import dev.lightbox.viewer.viewing.PictureException;
import dev.lightbox.viewer.viewing.frames.DecodedFrame;
import dev.lightbox.viewer.viewing.frames.FrameKey;
import dev.lightbox.viewer.viewing.series.LoadedSeries;
import dev.lightbox.viewer.viewing.series.SeriesSlice;
import dev.lightbox.viewer.viewing.stream.protocol.ClientMessage.Quality;
import dev.lightbox.viewer.viewing.stream.protocol.ClientMessage.Render;
import dev.lightbox.viewer.viewing.stream.protocol.ServerEvent;
import dev.lightbox.viewer.viewing.stream.protocol.Tile;
import dev.lightbox.viewer.viewing.work.Hold;
import dev.lightbox.viewer.viewing.work.Priority;
import dev.lightbox.viewer.viewing.work.Work;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One viewport: which series it shows, and the newest picture it was asked for. Thread-safe.
 *
 * <p>A request goes through four stages, and at each at most one is under way: its frame is <em>awaited</em>, its rendering is <em>queued</em>, it is
 * <em>rendered</em>, its tile is <em>sent</em>. A newer request takes the place of one that is only awaited or queued; one that is being rendered or sent
 * goes on to its end, and then the newest of those that came meanwhile begins. So there is never more than one tile of a viewport in memory, and what a
 * slow line can't take is never rendered.
 */
final class Viewport {

    private static final Logger log = LoggerFactory.getLogger(Viewport.class);

    /** Tiles on the wire or in the browser: as many as keep a line of 100 ms busy with 40 pictures a second. */
    private static final int MAX_UNPAINTED = 4;

    /** A browser that paints nothing (a hidden tab, say) still gets a picture this often, so that nothing waits for ever. */
    private static final long UNPAINTED_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long PROGRESS_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private enum Stage {
        IDLE,
        AWAITED,
        QUEUED,
        RENDERED,
        SENT
    }

    private final int number;
    private final ViewportContext context;
    private final Prefetcher prefetcher;
    private final ArrayDeque<Long> unpainted = new ArrayDeque<>();

    /** Reservations about this series' pictures that the user has been told. */
    private final Set<String> told = new HashSet<>();

    private @Nullable LoadedSeries series;
    private boolean seriesAwaited;
    private @Nullable Render pending;
    private Stage stage = Stage.IDLE;
    private @Nullable Hold<DecodedFrame> frame;
    private @Nullable Work rendering;

    /** Rises whenever what is under way loses its meaning; callbacks of before then do nothing. */
    private int epoch;

    private boolean closed;
    private int slice = 1;
    private boolean forward = true;
    private long lastTileNanos;
    private long lastProgressNanos;

    Viewport(int number, ViewportContext context) {
        this.number = number;
        this.context = context;
        this.prefetcher = new Prefetcher(
                context.frames(), context.cache(), context.owner(), context.callbacks(), this::prefetched);
        context.budget().join();
    }

    /** Another series is on its way: what was asked of the former one is dropped. */
    synchronized void awaitSeries() {
        drop();
        unpainted.clear();
        told.clear();
        series = null;
        seriesAwaited = true;
        slice = 1;
        forward = true;
    }

    /** The series has come. */
    synchronized void show(long sequence, LoadedSeries loaded) {
        if (closed) {
            return;
        }
        series = loaded;
        seriesAwaited = false;
        context.outbox().event(new ServerEvent.SeriesShown(number, sequence, loaded));
        advance();
    }

    /** The series can't be shown. */
    synchronized void refuse(long sequence, String message, String detail) {
        if (closed) {
            return;
        }
        seriesAwaited = false;
        context.outbox().event(new ServerEvent.Failed(number, sequence, OptionalLong.empty(), message, detail));
        advance();
    }

    /** A picture is wanted, and none that was wanted before. */
    synchronized void render(Render request) {
        if (!closed) {
            pending = request;
            advance();
        }
    }

    synchronized void painted(long sequence) {
        unpainted.removeIf(sent -> sent <= sequence);
        advance();
    }

    /** Called every second or so. */
    synchronized void tick() {
        if (pending != null
                && unpainted.size() >= MAX_UNPAINTED
                && context.nanoClock().getAsLong() - lastTileNanos >= UNPAINTED_PATIENCE_NANOS) {
            unpainted.removeFirst();
            advance();
        }
    }

    synchronized void close() {
        if (!closed) {
            closed = true;
            drop();
            context.budget().leave();
        }
    }

    /** Takes back everything that can be; a tile that is being sent stays where it is in the order of messages. */
    private void drop() {
        pending = null;
        takeBack();
        if (stage == Stage.RENDERED) {
            epoch++;
            stage = Stage.IDLE;
        }
        prefetcher.stop();
    }

    private void takeBack() {
        if (stage == Stage.AWAITED || stage == Stage.QUEUED) {
            epoch++;
            stage = Stage.IDLE;
        }
        if (frame != null) {
            frame.release();
            frame = null;
        }
        if (rendering != null) {
            rendering.cancel();
            rendering = null;
        }
    }

    private void advance() {
        if (closed || pending == null || seriesAwaited || stage == Stage.RENDERED || stage == Stage.SENT) {
            return;
        }
        if (unpainted.size() >= MAX_UNPAINTED) {
            return;
        }
        Render request = pending;
        pending = null;
        Hold<DecodedFrame> former = frame;
        frame = null;
        begin(request);
        // Only now: if it is the same frame at another window, its load must not be dropped between.
        if (former != null) {
            former.release();
        }
    }

    private void begin(Render request) {
        if (rendering != null) {
            rendering.cancel();
            rendering = null;
        }
        epoch++;
        stage = Stage.IDLE;
        if (series == null) {
            fail(request, "No series is open here. Choose one.", "");
            return;
        }
        if (request.slice() > series.slices().size()) {
            fail(request, "There is no picture " + request.slice() + " in this series.", "");
            return;
        }
        SeriesSlice wanted = series.slice((int) request.slice());
        if (wanted.number() != slice) {
            forward = wanted.number() > slice;
            slice = wanted.number();
        }
        if (wanted.verdict().isPresent()) {
            fail(request, cantBeShown(request, wanted.verdict().get()), instance(wanted));
            return;
        }
        if (request.region().clip(wanted.columns(), wanted.rows()).isEmpty()) {
            fail(request, "The part asked for lies outside picture " + request.slice() + ".", "");
            return;
        }
        stage = Stage.AWAITED;
        int begun = epoch;
        FrameKey key = wanted.key().reduced(context.renderer().reduction(request, wanted));
        Hold<DecodedFrame> hold = context.frames().request(key, priority(request), context.owner());
        frame = hold;
        if (hold.result().isDone()) {
            frameCame(begun, request, hold);
        } else {
            hold.result().whenCompleteAsync((came, failure) -> frameCame(begun, request, hold), context.callbacks());
        }
    }

    private synchronized void frameCame(int begun, Render request, Hold<DecodedFrame> hold) {
        if (begun != epoch || closed) {
            return;
        }
        frame = null;
        DecodedFrame decoded;
        try {
            decoded = hold.result().join();
        } catch (CancellationException e) {
            // Another asker's dropping and this one's joining met: ask again.
            stage = Stage.IDLE;
            pending = pending == null ? request : pending;
            advance();
            return;
        } catch (CompletionException e) {
            stage = Stage.IDLE;
            failed(request, e.getCause() == null ? e : e.getCause());
            advance();
            return;
        }
        stage = Stage.QUEUED;
        rendering = context.computing()
                .submit(priority(request), context.owner(), () -> renderTile(begun, request, decoded));
    }

    private void renderTile(int begun, Render request, DecodedFrame decoded) {
        LoadedSeries shown;
        boolean movesForward;
        synchronized (this) {
            if (begun != epoch || closed || series == null) {
                return;
            }
            stage = Stage.RENDERED;
            rendering = null;
            shown = series;
            movesForward = forward;
        }
        Tile tile = null;
        Throwable failure = null;
        try {
            tile = context.renderer().render(decoded, request);
        } catch (RuntimeException | Error e) {
            log.error("Rendering failed", e);
            failure = e;
        }
        synchronized (this) {
            if (begun != epoch || closed) {
                return;
            }
            if (tile == null) {
                stage = Stage.IDLE;
                failed(request, failure);
                advance();
                return;
            }
            stage = Stage.SENT;
            unpainted.addLast(request.sequence());
            lastTileNanos = context.nanoClock().getAsLong();
            tellReservations(request, decoded);
            context.outbox().picture(tile, () -> context.callbacks().execute(this::sent));
        }
        prefetcher.around(
                shown, (int) request.slice(), movesForward, context.budget().frames(decoded.wholeSizeInBytes()));
    }

    /** What only decoding brought to light, such as a codestream that contradicts its header; what the header says came with the series. */
    private void tellReservations(Render request, DecodedFrame decoded) {
        for (String warning : decoded.frame().warnings()) {
            if (!decoded.image().warnings().contains(warning) && told.add(warning)) {
                context.outbox()
                        .event(new ServerEvent.Warning(
                                OptionalInt.of(number), "Picture " + request.slice() + ": " + warning));
            }
        }
    }

    private synchronized void sent() {
        if (stage == Stage.SENT) {
            stage = Stage.IDLE;
            advance();
        }
    }

    private void failed(Render request, @Nullable Throwable failure) {
        if (failure instanceof PictureException picture) {
            fail(request, cantBeShown(request, String.valueOf(picture.getMessage())), picture.detail());
        } else {
            fail(request, cantBeShown(request, "the server couldn't draw it. Tell your administrator."), "");
        }
    }

    private void fail(Render request, String message, String detail) {
        context.outbox()
                .event(new ServerEvent.Failed(
                        number, request.sequence(), OptionalLong.of(request.slice()), message, detail));
    }

    private static String cantBeShown(Render request, String why) {
        return "Picture " + request.slice() + " can't be shown: " + why;
    }

    private static String instance(SeriesSlice slice) {
        return "SOP Instance " + slice.key().instance().sopInstanceUid();
    }

    private static Priority priority(Render request) {
        return request.quality() == Quality.INTERACTIVE ? Priority.INTERACTIVE : Priority.EXACT;
    }

    private void prefetched(int done, int total) {
        synchronized (this) {
            long now = context.nanoClock().getAsLong();
            if (closed || (done < total && now - lastProgressNanos < PROGRESS_INTERVAL_NANOS)) {
                return;
            }
            lastProgressNanos = now;
        }
        context.outbox().event(new ServerEvent.Progress(number, done, total, ServerEvent.Progress.What.IMAGES));
    }
}
