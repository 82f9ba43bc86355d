package dev.lightbox.viewer.viewing.stream;

import dev.lightbox.engine.message.Message;
import dev.lightbox.engine.render.presentation.PresentationState;
import dev.lightbox.viewer.viewing.frames.DecodedFrame;
import dev.lightbox.viewer.viewing.frames.FrameKey;
import dev.lightbox.viewer.viewing.measuring.Outcome;
import dev.lightbox.viewer.viewing.measuring.SliceMeasuring;
import dev.lightbox.viewer.viewing.series.LoadedSeries;
import dev.lightbox.viewer.viewing.series.SeriesSlice;
import dev.lightbox.viewer.viewing.stream.protocol.ClientMessage;
import dev.lightbox.viewer.viewing.stream.protocol.ClientMessage.Render;
import dev.lightbox.viewer.viewing.stream.protocol.Picture;
import dev.lightbox.viewer.viewing.stream.protocol.ServerEvent;
import dev.lightbox.viewer.viewing.stream.protocol.Tile;
import dev.lightbox.viewer.viewing.work.Hold;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The pictures of a series, one by one; what will be looked at next is loaded ahead. */
final class SeriesContent implements Content {

    private static final long PROGRESS_INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private final int viewport;
    private final LoadedSeries series;
    private final ViewportContext context;
    private final Prefetcher prefetcher;
    private final SliceMeasuring measuring;
    private final MovingQuality quality;
    private final PicturesAhead ahead;

    /** Reservations about this series' pictures that the user has been told. */
    private final Set<String> told = new HashSet<>();

    /** How its pictures are to look; read by threads that draw. */
    private volatile Optional<PresentationState> state = Optional.empty();

    private int slice = 1;
    private boolean forward = true;

    /** Of a whole frame, as last seen; 0 before the first. */
    private volatile long frameBytes;

    /** Guarded by this, unlike the others: threads that draw and the prefetcher's come here. */
    private boolean closed;

    /** Guarded by this, too. */
    private boolean resting;

    private long lastProgressNanos;

    SeriesContent(int viewport, LoadedSeries series, ViewportContext context) {
        this.viewport = viewport;
        this.series = series;
        this.context = context;
        this.prefetcher = new Prefetcher(
                context.frames(), context.cache(), context.owner(), context.callbacks(), this::prefetched);
        this.measuring = new SliceMeasuring(
                context.frames(), context.computing(), context.callbacks(), context.owner(), this::measured);
        this.quality = context.renderer().newQuality();
        this.ahead = new PicturesAhead(viewport, series, context, quality, () -> state);
        read();
    }

    private void read() {
        context.budget().join();
        context.cache().enter(series.seriesInstanceUid());
    }

    private void stopReading() {
        context.budget().leave();
        context.cache().leave(series.seriesInstanceUid());
    }

    @Override
    public void rest(boolean wanted) {
        synchronized (this) {
            if (closed || resting == wanted) {
                return;
            }
            resting = wanted;
        }
        if (wanted) {
            prefetcher.stop();
            ahead.drop();
            stopReading();
        } else {
            read();
        }
    }

    @Override
    public PictureWork begin(ClientMessage.PictureRequest request) throws RefusedPictureException {
        if (!(request instanceof Render render)) {
            throw new RefusedPictureException(
                    Message.of(
                            "picture.not-volume", "This viewport shows pictures one by one. Open their volume first."),
                    "");
        }
        if (render.slice() > series.slices().size()) {
            throw new RefusedPictureException(
                    Message.of("picture.none", "There is no picture %d in this series.", render.slice()), "");
        }
        SeriesSlice wanted = series.slice((int) render.slice());
        turnTo(wanted.number());
        ahead.keepOnly(render);
        if (wanted.verdict().isPresent()) {
            throw new RefusedPictureException(
                    cantBeShown(render, Message.plain(wanted.verdict().get())),
                    "SOP Instance " + wanted.key().instance().sopInstanceUid());
        }
        if (render.region().clip(wanted.columns(), wanted.rows()).isEmpty()) {
            throw new RefusedPictureException(
                    Message.of("picture.outside", "The part asked for lies outside picture %d.", render.slice()), "");
        }
        MovingQuality.Choice choice = quality.choose(
                context.renderer().movingPixels(render), context.line().share(MovingQuality.TRANSFER_NANOS));
        FrameKey key = wanted.key().reduced(context.renderer().reduction(render, wanted, choice));
        return new FrameWork(
                render, choice, forward, context.frames().request(key, Viewport.priority(render), context.owner()));
    }

    private boolean turnTo(int number) {
        boolean turned = number != slice;
        if (turned) {
            forward = number > slice;
            slice = number;
        }
        return turned;
    }

    @Override
    public void ahead(ClientMessage.Ahead wanted) {
        if (wanted.shown().slice() > series.slices().size() || !loadsAhead()) {
            return;
        }
        if (turnTo((int) wanted.shown().slice()) && frameBytes > 0) {
            int number = slice;
            boolean movesForward = forward;
            context.callbacks().execute(() -> loadAround(number, movesForward));
        }
        ahead.ask(wanted);
    }

    @Override
    public void present(Optional<PresentationState> wanted) {
        state = wanted;
        ahead.drop();
    }

    @Override
    public Optional<LoadedSeries> series() {
        return Optional.of(series);
    }

    @Override
    public void measure(ClientMessage.Measure wanted) {
        if (!(wanted instanceof ClientMessage.MeasureSlice measure)
                || measure.slice() > series.slices().size()) {
            context.outbox().event(Viewport.nothingToMeasure(wanted));
            return;
        }
        measuring.measure(new SliceMeasuring.Wanted(
                measure.number(),
                measure.revision(),
                series.slice((int) measure.slice()).key(),
                measure.kind(),
                measure.points()));
    }

    private void measured(SliceMeasuring.Wanted wanted, Outcome outcome, Runnable taken) {
        context.outbox()
                .event(
                        new ServerEvent.Measured(
                                viewport, wanted.number(), wanted.revision(), Optional.of(wanted.key()), outcome),
                        taken);
    }

    @Override
    public void close() {
        boolean read;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            read = !resting;
        }
        prefetcher.stop();
        ahead.close();
        measuring.close();
        if (read) {
            stopReading();
        }
    }

    private synchronized boolean loadsAhead() {
        return !closed && !resting;
    }

    private void prefetched(int done, int total) {
        synchronized (this) {
            long now = context.nanoClock().getAsLong();
            if (closed || (done < total && now - lastProgressNanos < PROGRESS_INTERVAL_NANOS)) {
                return;
            }
            lastProgressNanos = now;
        }
        context.outbox().event(new ServerEvent.Progress(viewport, done, total, ServerEvent.Progress.What.IMAGES));
    }

    private void loadAround(int number, boolean movesForward) {
        if (!loadsAhead()) {
            return;
        }
        prefetcher.around(series, number, movesForward, context.budget().frames(frameBytes));
        if (!loadsAhead()) {
            // Meanwhile something else took its place, or the user's eye.
            prefetcher.stop();
        }
    }

    private static Message cantBeShown(Render request, Message why) {
        return Message.of("failed.picture", "Picture %d can't be shown: %s", request.slice(), why);
    }

    private final class FrameWork implements PictureWork {

        private final Render request;
        private final MovingQuality.Choice choice;
        private final boolean movesForward;
        private final Hold<DecodedFrame> frame;
        private @Nullable Tile drawn;

        FrameWork(Render request, MovingQuality.Choice choice, boolean movesForward, Hold<DecodedFrame> frame) {
            this.request = request;
            this.choice = choice;
            this.movesForward = movesForward;
            this.frame = frame;
        }

        @Override
        public Hold<?> material() {
            return frame;
        }

        @Override
        public Picture draw() {
            DecodedFrame decoded = frame.result().join();
            frameBytes = decoded.wholeSizeInBytes();
            drawn = context.renderer().render(decoded, request, choice, state);
            return drawn;
        }

        /** The same thread has drawn it. */
        @Override
        public void took(long nanos) {
            if (drawn != null && request.quality() == ClientMessage.Quality.INTERACTIVE) {
                quality.made(
                        choice, (double) drawn.image().width() * drawn.image().height(), drawn.bytes(), nanos);
            }
        }

        /** What only decoding brought to light, such as a codestream that contradicts its header; what the header says came with the series. */
        @Override
        public void given() {
            DecodedFrame decoded = frame.result().join();
            for (String warning : decoded.frame().warnings()) {
                if (!decoded.image().warnings().contains(warning) && told.add(warning)) {
                    context.outbox()
                            .event(new ServerEvent.Warning(
                                    OptionalInt.of(viewport),
                                    Message.of("picture.warning", "Picture %d: %s", request.slice(), warning)));
                }
            }
        }

        @Override
        public void afterwards() {
            loadAround((int) request.slice(), movesForward);
        }

        @Override
        public Message cantBeShown(Message why) {
            return SeriesContent.cantBeShown(request, why);
        }
    }
}
