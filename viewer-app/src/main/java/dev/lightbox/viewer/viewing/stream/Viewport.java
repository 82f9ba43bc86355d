package dev.lightbox.viewer.viewing.stream;

import dev.lightbox.engine.message.Message;
import dev.lightbox.engine.render.presentation.PresentationState;
import dev.lightbox.viewer.viewing.PictureException;
import dev.lightbox.viewer.viewing.measuring.MeasureQueue;
import dev.lightbox.viewer.viewing.measuring.Outcome;
import dev.lightbox.viewer.viewing.series.LoadedSeries;
import dev.lightbox.viewer.viewing.stream.protocol.ClientMessage;
import dev.lightbox.viewer.viewing.stream.protocol.ClientMessage.PictureRequest;
import dev.lightbox.viewer.viewing.stream.protocol.ClientMessage.Quality;
import dev.lightbox.viewer.viewing.stream.protocol.Picture;
import dev.lightbox.viewer.viewing.stream.protocol.ServerEvent;
import dev.lightbox.viewer.viewing.work.Hold;
import dev.lightbox.viewer.viewing.work.Priority;
import dev.lightbox.viewer.viewing.work.Work;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One viewport: what it shows, and the newest picture it was asked for. Thread-safe.
 *
 * <p>A request goes through four stages, and at each at most one is under way: its material (a frame, the first slice of a volume) is <em>awaited</em>, its
 * rendering is <em>queued</em>, it is <em>rendered</em>, its tile is <em>sent</em>. A newer request takes the place of one that is only awaited or queued; one that
 * is being rendered or sent goes on to its end (unless it says that it takes long), and then the newest of those that came meanwhile begins. So there is never more than one tile of a viewport in
 * memory, and what a slow line can't take is never rendered: a request is begun when the line is about to be free for its picture, and until then a newer one takes its place. Where nothing newer is wanted and the content has more to show of what was wanted last, that is made
 * again by the same way.
 */
final class Viewport {

    private static final Logger log = LoggerFactory.getLogger(Viewport.class);

    /** A browser that paints nothing (a hidden tab, say) still gets a picture this often, so that nothing waits for ever. */
    private static final long UNPAINTED_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** How long a picture takes to be made, until it is known. */
    private static final long FIRST_MAKING_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    /** A picture that takes longer is begun that much before the line is free, and no more: it would only be older. */
    private static final long LONGEST_LEAD_NANOS = TimeUnit.MILLISECONDS.toNanos(30);

    /**
     * What isn't drawn yet gives way to what is newer, but not for ever: who goes on moving must see something, even where pictures take long to come from the archive or wait for a processor.
     */
    private static final long OVERTAKING_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

    /** One that the browser decodes, and the next: a browser that falls behind would only drop more of them. */
    private static final int MOST_IN_BROWSER = 2;

    /** Of a picture of unknown size. */
    private static final long FIRST_BYTES = 50_000;

    private static final double NEWEST_SHARE = 0.3;

    private enum Stage {
        IDLE,
        AWAITED,
        QUEUED,
        RENDERED,
        SENT
    }

    private final int number;
    private final ViewportContext context;
    private final ArrayDeque<Long> unpainted = new ArrayDeque<>();

    private @Nullable Content content;
    private boolean contentAwaited;
    private @Nullable PictureRequest pending;

    /** The newest that was begun, as long as it may be made again. */
    private @Nullable PictureRequest latest;

    private ClientMessage.@Nullable Probe probe;

    /** Of what is awaited, by number. */
    private final Map<Long, ClientMessage.Measure> measures = new LinkedHashMap<>();

    private Stage stage = Stage.IDLE;
    private @Nullable Hold<?> material;
    private @Nullable Work rendering;
    private @Nullable PictureWork drawn;

    /** Rises whenever what is under way loses its meaning; callbacks of before then do nothing. */
    private int epoch;

    private boolean closed;
    private long lastTileNanos;

    /** Since when something has been in the making without anything being given to the browser. */
    private long begunNanos;

    private double makingNanos = FIRST_MAKING_NANOS;
    private long lastExactBytes = FIRST_BYTES;
    private long lastMovingBytes = FIRST_BYTES;

    Viewport(int number, ViewportContext context) {
        this.number = number;
        this.context = context;
    }

    /** Something else is on its way: what was asked of the former is dropped. */
    synchronized void awaitContent() {
        drop();
        unpainted.clear();
        contentAwaited = true;
    }

    /** It has come. @param event tells the browser of it */
    synchronized void show(Content came, ServerEvent event) {
        if (closed) {
            came.close();
            return;
        }
        closeContent();
        content = came;
        contentAwaited = false;
        context.outbox().event(event);
        came.opened();
        if (probe != null) {
            came.probe(probe);
            probe = null;
        }
        measures.values().forEach(came::measure);
        measures.clear();
        advance();
    }

    /** It can't be shown. */
    synchronized void refuse(long sequence, Message message, String detail) {
        if (closed) {
            return;
        }
        contentAwaited = false;
        probe = null;
        measures.clear();
        context.outbox().event(new ServerEvent.Failed(number, sequence, OptionalLong.empty(), message, detail));
        advance();
    }

    /** A picture is wanted, and none that was wanted before. */
    synchronized void render(PictureRequest request) {
        if (!closed) {
            pending = request;
            if (drawn != null) {
                drawn.overtaken();
            }
            advance();
        }
    }

    /** What may be sent before it is asked for. */
    synchronized void ahead(ClientMessage.Ahead wanted) {
        if (!closed && !contentAwaited && content != null) {
            content.ahead(wanted);
        }
    }

    /** The content may have more to show. */
    synchronized void renew() {
        advance();
    }

    /** Whether the user looks at planes elsewhere. */
    synchronized void rest(boolean resting) {
        if (content != null) {
            content.rest(resting);
        }
    }

    /** The series whose pictures are shown one by one; empty where there is none, or a volume. */
    synchronized Optional<LoadedSeries> series() {
        return contentAwaited || content == null ? Optional.empty() : content.series();
    }

    /**
     * From now on pictures look as this state says, where it is for them.
     *
     * @param of the series for which it was read: of another one nothing is changed, and nothing told
     * @param event tells the browser of it: every picture that it asks for after that looks so
     */
    synchronized void present(LoadedSeries of, Optional<PresentationState> state, ServerEvent event) {
        if (!closed && content != null && series().filter(shown -> shown == of).isPresent()) {
            content.present(state);
            context.outbox().event(event);
        }
    }

    synchronized void probe(ClientMessage.Probe wanted) {
        if (closed) {
            return;
        }
        if (contentAwaited) {
            probe = wanted;
        } else if (content != null) {
            content.probe(wanted);
        }
    }

    /** Of what is on its way to be shown it is asked once that has come. */
    synchronized void measure(ClientMessage.Measure wanted) {
        if (closed) {
            return;
        }
        if (contentAwaited) {
            if (measures.containsKey(wanted.number()) || measures.size() < MeasureQueue.MOST_WAITING) {
                measures.put(wanted.number(), wanted);
            } else {
                context.outbox().event(measured(wanted, Outcome.TOO_MANY));
            }
        } else if (content != null) {
            content.measure(wanted);
        } else {
            context.outbox().event(nothingToMeasure(wanted));
        }
    }

    /** Nothing of the kind is shown here. */
    static ServerEvent nothingToMeasure(ClientMessage.Measure wanted) {
        return measured(wanted, Outcome.NOT_SHOWN);
    }

    private static ServerEvent measured(ClientMessage.Measure wanted, Outcome outcome) {
        return new ServerEvent.Measured(
                wanted.viewport(), wanted.number(), wanted.revision(), Optional.empty(), outcome);
    }

    synchronized void painted(long sequence) {
        unpainted.removeIf(sent -> sent <= sequence);
        context.line().painted(number, sequence);
        advance();
    }

    /** Called every second or so. */
    synchronized void tick() {
        if (pending != null && context.nanoClock().getAsLong() - lastTileNanos >= UNPAINTED_PATIENCE_NANOS) {
            Long oldest = unpainted.pollFirst();
            if (oldest != null) {
                context.line().givenUp(number, oldest);
            }
            advance(true);
        }
    }

    synchronized void close() {
        if (!closed) {
            closed = true;
            drop();
            context.line().forget(number);
        }
    }

    /** Takes back everything that can be; a tile that is being sent stays where it is in the order of messages. */
    private void drop() {
        pending = null;
        latest = null;
        probe = null;
        measures.clear();
        context.line().withdraw(number);
        takeBack();
        if (stage == Stage.RENDERED) {
            epoch++;
            stage = Stage.IDLE;
        }
        if (drawn != null) {
            drawn.overtaken();
            drawn = null;
        }
        closeContent();
    }

    private void closeContent() {
        if (content != null) {
            content.close();
            content = null;
        }
    }

    /** Nothing is being made any more. */
    private void idle() {
        stage = Stage.IDLE;
        context.line().made(number);
    }

    private long expectedBytes(PictureRequest request) {
        return request.quality() == Quality.EXACT ? lastExactBytes : lastMovingBytes;
    }

    private void takeBack() {
        if (stage == Stage.AWAITED || stage == Stage.QUEUED) {
            epoch++;
            stage = Stage.IDLE;
        }
        if (material != null) {
            material.release();
            material = null;
        }
        if (rendering != null) {
            rendering.cancel();
            rendering = null;
        }
    }

    private void advance() {
        advance(false);
    }

    /** @param anyway whether the line's state doesn't matter */
    private void advance(boolean anyway) {
        if (pending == null && stage == Stage.IDLE && latest != null && content != null && content.hasMore()) {
            pending = latest;
        }
        if (closed || pending == null || contentAwaited || stage == Stage.RENDERED || stage == Stage.SENT) {
            return;
        }
        if (unpainted.size() >= context.mostUnpainted()
                || (!anyway && context.line().unpainted(number) >= MOST_IN_BROWSER)) {
            return;
        }
        long now = context.nanoClock().getAsLong();
        if (stage == Stage.IDLE) {
            begunNanos = now;
        } else if (now - begunNanos >= OVERTAKING_NANOS) {
            return;
        }
        PictureRequest request = pending;
        if (anyway) {
            context.line().admitAnyway(number, expectedBytes(request));
        } else if (!context.line()
                .admit(
                        number,
                        Math.min((long) makingNanos, LONGEST_LEAD_NANOS),
                        expectedBytes(request),
                        () -> context.callbacks().execute(this::renew))) {
            return;
        }
        pending = null;
        latest = request;
        Hold<?> former = material;
        material = null;
        begin(request);
        // Only now: if it is the same frame at another window, its load must not be dropped between.
        if (former != null) {
            former.release();
        }
    }

    private void begin(PictureRequest request) {
        if (rendering != null) {
            rendering.cancel();
            rendering = null;
        }
        epoch++;
        stage = Stage.IDLE;
        if (content == null) {
            context.line().made(number);
            fail(request, Message.of("series.none-open", "No series is open here. Choose one."), "");
            return;
        }
        PictureWork work;
        try {
            work = content.begin(request);
        } catch (RefusedPictureException e) {
            context.line().made(number);
            fail(request, e.told(), e.detail());
            return;
        }
        stage = Stage.AWAITED;
        int begun = epoch;
        Hold<?> hold = work.material();
        material = hold;
        if (hold.result().isDone()) {
            materialCame(begun, request, work);
        } else {
            hold.result().whenCompleteAsync((came, failure) -> materialCame(begun, request, work), context.callbacks());
        }
    }

    private synchronized void materialCame(int begun, PictureRequest request, PictureWork work) {
        if (begun != epoch || closed) {
            return;
        }
        material = null;
        try {
            work.material().result().join();
        } catch (CancellationException e) {
            // Another asker's dropping and this one's joining met: ask again.
            idle();
            pending = pending == null ? request : pending;
            advance();
            return;
        } catch (CompletionException e) {
            idle();
            failed(request, work, e.getCause() == null ? e : e.getCause());
            advance();
            return;
        }
        stage = Stage.QUEUED;
        long queued = context.nanoClock().getAsLong();
        rendering = context.computing()
                .submit(priority(request), context.owner(), () -> drawTile(begun, request, work, queued));
    }

    /** @param queued when it was ready to be drawn, by the clock */
    private void drawTile(int begun, PictureRequest request, PictureWork work, long queued) {
        synchronized (this) {
            if (begun != epoch || closed) {
                return;
            }
            stage = Stage.RENDERED;
            rendering = null;
            drawn = work;
        }
        Picture picture = null;
        Throwable failure = null;
        try {
            picture = work.draw();
            work.took(context.nanoClock().getAsLong() - queued);
        } catch (PictureException | CancellationException e) {
            failure = e;
        } catch (RuntimeException | Error e) {
            log.error("Rendering failed", e);
            failure = e;
        }
        synchronized (this) {
            if (drawn == work) {
                drawn = null;
            }
            if (begun != epoch || closed) {
                return;
            }
            if (picture == null) {
                idle();
                if (failure instanceof CancellationException) {
                    pending = pending == null ? request : pending;
                } else {
                    failed(request, work, failure);
                }
                advance();
                return;
            }
            stage = Stage.SENT;
            unpainted.addLast(request.sequence());
            lastTileNanos = context.nanoClock().getAsLong();
            learn(request, picture, lastTileNanos - queued);
            work.given();
            context.line().made(number);
            context.outbox().picture(number, picture, () -> context.callbacks().execute(this::sent));
        }
        work.afterwards();
    }

    private void learn(PictureRequest request, Picture picture, long nanos) {
        if (request.quality() == Quality.EXACT) {
            lastExactBytes = picture.bytes();
        } else {
            lastMovingBytes = picture.bytes();
            makingNanos += NEWEST_SHARE * (nanos - makingNanos);
        }
    }

    private synchronized void sent() {
        if (stage == Stage.SENT) {
            stage = Stage.IDLE;
            advance();
        }
    }

    private void failed(PictureRequest request, PictureWork work, @Nullable Throwable failure) {
        if (failure instanceof PictureException picture) {
            fail(request, work.cantBeShown(picture.told()), picture.detail());
        } else {
            fail(
                    request,
                    work.cantBeShown(
                            Message.of("picture.not-drawn", "the server couldn't draw it. Tell your administrator.")),
                    "");
        }
    }

    private void fail(PictureRequest request, Message message, String detail) {
        // Not made again by itself: it would fail again.
        latest = null;
        OptionalLong slice =
                request instanceof ClientMessage.Render render ? OptionalLong.of(render.slice()) : OptionalLong.empty();
        context.outbox().event(new ServerEvent.Failed(number, request.sequence(), slice, message, detail));
    }

    static Priority priority(PictureRequest request) {
        return request.quality() == Quality.INTERACTIVE ? Priority.INTERACTIVE : Priority.EXACT;
    }
}
