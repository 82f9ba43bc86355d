package dev.lightbox.viewer.viewing.stream;

import dev.lightbox.engine.message.Message;
import dev.lightbox.engine.volume.Volume;
import dev.lightbox.viewer.viewing.frames.FrameKey;
import dev.lightbox.viewer.viewing.measuring.Outcome;
import dev.lightbox.viewer.viewing.measuring.VolumeMeasuring;
import dev.lightbox.viewer.viewing.series.LoadedSeries;
import dev.lightbox.viewer.viewing.series.SeriesSlice;
import dev.lightbox.viewer.viewing.series.SeriesVolume;
import dev.lightbox.viewer.viewing.stream.protocol.ClientMessage;
import dev.lightbox.viewer.viewing.stream.protocol.ClientMessage.Quality;
import dev.lightbox.viewer.viewing.stream.protocol.ClientMessage.RenderPlane;
import dev.lightbox.viewer.viewing.stream.protocol.Picture;
import dev.lightbox.viewer.viewing.stream.protocol.PlaneTile;
import dev.lightbox.viewer.viewing.stream.protocol.ServerEvent;
import dev.lightbox.viewer.viewing.volumes.SharedVolume;
import dev.lightbox.viewer.viewing.volumes.VolumeHold;
import dev.lightbox.viewer.viewing.volumes.VolumeProbe;
import dev.lightbox.viewer.viewing.volumes.VolumeStore;
import dev.lightbox.viewer.viewing.work.Hold;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Planes of a volume, shown while its slices still come: pictures of what is there, the last one made again whenever noticeably more has come. Thread-safe: the
 * threads that load come here too.
 */
final class VolumeContent implements Content {

    private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(333);

    /** So many hundredths of the slices are noticeably more. */
    private static final int NOTICEABLE_PERCENT = 2;

    /** Failed pictures that are named one by one. */
    private static final int MOST_NAMED = 5;

    private final int viewport;
    private final LoadedSeries series;
    private final VolumeHold hold;
    private final SharedVolume volume;
    private final ViewportContext context;
    private final Runnable renew;
    private final PlanePace pace = new PlanePace();
    private final MovingQuality quality;
    private final Runnable listener = this::progressed;
    private final AtomicBoolean telling = new AtomicBoolean();

    private final VolumeMeasuring measuring;

    /* What follows is guarded by this. */
    private boolean closed;
    private boolean progressUnderWay;
    private boolean progressDone;
    private long lastProgressNanos;
    private int failuresTold;
    private boolean restTold;
    private boolean retryingTold;
    private long lastDrawnNanos;
    private int drawnLoaded;
    private boolean drawnComplete;
    private boolean answerUnderWay;
    private ClientMessage.@Nullable Probe probe;

    private VolumeContent(int viewport, LoadedSeries series, VolumeHold hold, ViewportContext context, Runnable renew) {
        this.viewport = viewport;
        this.series = series;
        this.hold = hold;
        this.quality = context.planes().newQuality();
        this.volume = hold.volume();
        this.context = context;
        this.renew = renew;
        this.measuring =
                new VolumeMeasuring(volume, context.computing(), context.callbacks(), context.owner(), this::measured);
        lastProgressNanos = context.nanoClock().getAsLong() - INTERVAL_NANOS;
        lastDrawnNanos = lastProgressNanos;
    }

    /**
     * Opens the volume that is meant.
     *
     * @param show its slice is one of the series'
     * @param renew called when a picture that was made could be made better now; not in threads that load
     * @throws dev.lightbox.viewer.viewing.PictureException where there is none, or no room for it
     */
    static VolumeContent open(
            ClientMessage.ShowVolume show,
            LoadedSeries series,
            VolumeStore volumes,
            ViewportContext context,
            Runnable renew) {
        SeriesVolume chosen;
        int first;
        if (show.slice().isPresent()) {
            SeriesSlice slice = series.slice((int) show.slice().getAsLong());
            chosen = series.volumes().holding(slice);
            first = startOf(chosen, chosen.plan().sources().indexOf(slice.key()));
        } else {
            chosen = series.volumes().largest();
            first = chosen.middle();
        }
        VolumeHold hold = volumes.open(series, chosen, first, context.owner());
        return new VolumeContent(show.viewport(), series, hold, context, renew);
    }

    /** From an end the viewer opens planes through the middle: there nobody has looked for anything yet. */
    private static int startOf(SeriesVolume chosen, int shown) {
        boolean outermost = shown == 0 || shown == chosen.plan().sources().size() - 1;
        return outermost ? chosen.middle() : shown;
    }

    ServerEvent.VolumeShown event(long sequence) {
        SeriesVolume source = volume.source();
        return new ServerEvent.VolumeShown(
                viewport,
                sequence,
                series.seriesInstanceUid(),
                source.plan().frameOfReferenceUid(),
                source.plan().label(),
                series.modality(),
                volume.unit(),
                series.presets(),
                source.image().windows(source.frameNumber()).stream().findFirst(),
                volume.volume().geometry(),
                volume.reduced(),
                source.sourceLossy(),
                volume.warnings());
    }

    @Override
    public void opened() {
        volume.addListener(listener);
        // What came before there was a listener.
        progressed();
    }

    @Override
    public PictureWork begin(ClientMessage.PictureRequest request) throws RefusedPictureException {
        if (!(request instanceof RenderPlane plane)) {
            throw new RefusedPictureException(
                    Message.of(
                            "volume.not-pictures", "This viewport shows a volume. Open the series for its pictures."),
                    "");
        }
        return new PlaneWork(plane);
    }

    @Override
    public synchronized boolean hasMore() {
        if (closed || drawnComplete) {
            return false;
        }
        if (volume.whole().isDone()) {
            return true;
        }
        Volume.Filling filling = volume.volume().filling();
        int noticeable = Math.max(1, volume.volume().geometry().slices() * NOTICEABLE_PERCENT / 100);
        return filling.loaded() - drawnLoaded >= noticeable
                && context.nanoClock().getAsLong() - lastDrawnNanos >= INTERVAL_NANOS;
    }

    /** At most one answer is on its way: what a slow line can't take is replaced by the newest. */
    @Override
    public void probe(ClientMessage.Probe wanted) {
        synchronized (this) {
            if (closed) {
                return;
            }
            if (answerUnderWay) {
                probe = wanted;
                return;
            }
            answerUnderWay = true;
        }
        VolumeProbe.Answer answer = VolumeProbe.at(volume, wanted.point());
        context.outbox()
                .event(
                        new ServerEvent.Probed(
                                viewport,
                                wanted.number(),
                                wanted.point(),
                                ServerEvent.Probed.Cover.valueOf(answer.cover().name()),
                                answer.value(),
                                volume.unit(),
                                answer.suv()),
                        () -> context.callbacks().execute(this::answered));
    }

    private void answered() {
        ClientMessage.Probe next;
        synchronized (this) {
            answerUnderWay = false;
            next = probe;
            probe = null;
        }
        if (next != null) {
            probe(next);
        }
    }

    @Override
    public void measure(ClientMessage.Measure wanted) {
        if (wanted instanceof ClientMessage.MeasureVolume measure) {
            measuring.measure(new VolumeMeasuring.Wanted(
                    measure.number(), measure.revision(), measure.kind(), measure.plane(), measure.points()));
        } else {
            context.outbox().event(Viewport.nothingToMeasure(wanted));
        }
    }

    private void measured(VolumeMeasuring.Wanted wanted, Outcome outcome, Runnable taken) {
        context.outbox()
                .event(
                        new ServerEvent.Measured(
                                viewport, wanted.number(), wanted.revision(), Optional.empty(), outcome),
                        taken);
    }

    @Override
    public void close() {
        measuring.close();
        synchronized (this) {
            closed = true;
        }
        volume.removeListener(listener);
        hold.release();
    }

    /** In a thread that decodes: leaves at once. */
    private void progressed() {
        if (telling.compareAndSet(false, true)) {
            context.callbacks().execute(this::tell);
        }
    }

    private void tell() {
        telling.set(false);
        synchronized (this) {
            if (closed) {
                return;
            }
            tellProgress();
            tellFailures();
        }
        renew.run();
    }

    private void tellProgress() {
        int total = volume.volume().geometry().slices();
        int done = volume.settled();
        long now = context.nanoClock().getAsLong();
        boolean last = done == total;
        if (progressDone || (!last && (progressUnderWay || now - lastProgressNanos < INTERVAL_NANOS))) {
            return;
        }
        progressDone = last;
        progressUnderWay = true;
        lastProgressNanos = now;
        context.outbox()
                .event(
                        new ServerEvent.Progress(viewport, done, total, ServerEvent.Progress.What.VOLUME),
                        this::progressTaken);
    }

    private synchronized void progressTaken() {
        progressUnderWay = false;
    }

    private void tellFailures() {
        if (volume.retrying() && !volume.whole().isDone() && !retryingTold) {
            retryingTold = true;
            warn(Message.of(
                    "volume.retrying",
                    "The archive didn't deliver some pictures of this volume; it is asked for them again."));
        }
        List<SharedVolume.FailedSlice> failures = volume.failures();
        while (failuresTold < Math.min(MOST_NAMED, failures.size())) {
            SharedVolume.FailedSlice failure = failures.get(failuresTold++);
            warn(Message.of(
                    "volume.missing",
                    "Picture %d is missing in this volume: %s",
                    number(failure.source()),
                    failure.why().told()));
        }
        int rest = failures.size() - MOST_NAMED;
        if (rest > 0 && !restTold && volume.whole().isDone()) {
            restTold = true;
            warn(Message.counted(
                    "volume.missing-more",
                    rest,
                    "1 more picture is missing in this volume.",
                    "%d more pictures are missing in this volume."));
        }
    }

    private void warn(Message message) {
        context.outbox().event(new ServerEvent.Warning(OptionalInt.of(viewport), message));
    }

    private int number(FrameKey key) {
        for (SeriesSlice slice : series.slices()) {
            if (slice.key().equals(key)) {
                return slice.number();
            }
        }
        throw new IllegalArgumentException("not of this series: " + key);
    }

    /** @param settled whether every slice had come or failed before it was begun: only then was it drawn in the quality asked for */
    private synchronized void drawn(PlaneTile tile, boolean settled) {
        lastDrawnNanos = context.nanoClock().getAsLong();
        drawnLoaded = tile.image().loaded();
        drawnComplete = settled && tile.image().complete();
    }

    private final class PlaneWork implements PictureWork {

        private final RenderPlane request;

        /** Guarded by this. */
        private @Nullable Thread drawer;

        private boolean overtaken;
        private boolean interrupted;

        PlaneWork(RenderPlane request) {
            this.request = request;
        }

        @Override
        public Hold<?> material() {
            return new Hold.Settled<>(volume.begun());
        }

        @Override
        public Picture draw() {
            synchronized (this) {
                if (overtaken) {
                    throw new CancellationException("overtaken before it began");
                }
                drawer = Thread.currentThread();
            }
            try {
                int threads = context.computing().isQuiet() ? 2 : 1;
                // Before the drawing: the last slice may come meanwhile.
                boolean settled = volume.whole().isDone();
                PlaneTile tile = context.planes()
                        .draw(
                                volume,
                                request,
                                pace,
                                quality,
                                context.line().share(MovingQuality.TRANSFER_NANOS),
                                settled,
                                threads);
                drawn(tile, settled);
                return tile;
            } finally {
                synchronized (this) {
                    drawer = null;
                    if (interrupted) {
                        // Whatever this thread does next isn't meant.
                        Thread.interrupted();
                    }
                }
            }
        }

        /** An exact thick slab may take a second; who moves on needn't wait for it. Moving ones must come to their end, or a drag would show none. */
        @Override
        public synchronized void overtaken() {
            if (request.quality() != Quality.EXACT) {
                return;
            }
            overtaken = true;
            if (drawer != null && !interrupted) {
                interrupted = true;
                drawer.interrupt();
            }
        }

        @Override
        public Message cantBeShown(Message why) {
            return Message.of("failed.plane", "This view of the volume can't be shown: %s", why);
        }
    }
}
