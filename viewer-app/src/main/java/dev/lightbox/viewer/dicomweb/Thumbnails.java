package dev.lightbox.viewer.dicomweb;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.lightbox.engine.message.Message;
import dev.lightbox.engine.render.Encoding;
import dev.lightbox.engine.render.RenderRequest;
import dev.lightbox.engine.render.Renderer;
import dev.lightbox.viewer.pacs.SeriesSummary;
import dev.lightbox.viewer.viewing.PictureException;
import dev.lightbox.viewer.viewing.RefusedException;
import dev.lightbox.viewer.viewing.ViewableStudy;
import dev.lightbox.viewer.viewing.frames.FrameKey;
import dev.lightbox.viewer.viewing.series.LoadedSeries;
import dev.lightbox.viewer.viewing.series.SeriesCatalog;
import dev.lightbox.viewer.viewing.series.SeriesSlice;
import dev.lightbox.viewer.viewing.work.Priority;
import dev.lightbox.viewer.viewing.work.Schedulers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/**
 * Small pictures: of a series the middle one, of a study that of its first series with pictures, in their own windows. Few at a time and behind everything that
 * a user waits for, so that a study of thirty series shows its first picture as fast as one of two. Thread-safe.
 */
@Component
class Thumbnails {

    /** Longest edge in pixels: the strip's width on a high-density screen. */
    private static final int EDGE = 192;

    private static final long LARGE_PIXELS = 1_000_000;

    /** Larger ones are no thumbnails. */
    private static final int LARGEST_EDGE = 1024;

    private static final int QUALITY = 85;

    /** Of a study, before giving up: one that begins with so many series without pictures has none. */
    private static final int MOST_SERIES = 8;

    /** At once on this node. */
    private static final int AT_ONCE = 2;

    private static final Duration PAUSE = Duration.ofMillis(20);

    private static final int MOST_PAUSES = 50;

    /** How a thumbnail is to be made: the box that it fits into, in pixels, and the kind of file. */
    record Look(int width, int height, Encoding.Format format) {

        static Look of(Map<String, String[]> parameters, Encoding.Format format) {
            String[] viewports = parameters.get("viewport");
            if (viewports == null) {
                return new Look(EDGE, EDGE, format);
            }
            RenderedQuery.Viewport viewport =
                    RenderedQuery.of(Map.of("viewport", viewports)).viewport().orElseThrow();
            if (viewport.region().isPresent() || Math.max(viewport.width(), viewport.height()) > LARGEST_EDGE) {
                throw RefusedException.badRequest(
                        "viewport: vw,vh of at most " + LARGEST_EDGE + " pixels each, for a thumbnail.");
            }
            return new Look(viewport.width(), viewport.height(), format);
        }

        Encoding encoding() {
            return format == Encoding.Format.PNG ? Encoding.PNG_LOSSLESS : Encoding.jpeg(QUALITY);
        }
    }

    private record Key(FrameKey frame, Look look) {}

    private final SeriesCatalog catalog;
    private final FramePictures pictures;
    private final Schedulers schedulers;
    private final Renderer renderer = new Renderer();
    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    /** By the picture, so that a series that has grown gets a new one. */
    private final Cache<Key, byte[]> cache = Caffeine.newBuilder()
            .maximumWeight(16_000_000)
            .weigher((Key key, byte[] file) -> file.length)
            .expireAfterAccess(Duration.ofMinutes(20))
            .build();

    Thumbnails(SeriesCatalog catalog, FramePictures pictures, Schedulers schedulers) {
        this.catalog = catalog;
        this.pictures = pictures;
        this.schedulers = schedulers;
    }

    /** Lets what users wait for go first, as it shares the cores and the archive; but not for ever, on a node that is never quiet. */
    private void yieldToOthers() throws InterruptedException {
        for (int pauses = 0; pauses < MOST_PAUSES; pauses++) {
            if (!schedulers.fetching().isAwaited() && !schedulers.computing().isAwaited()) {
                return;
            }
            Thread.sleep(PAUSE);
        }
    }

    /**
     * Blocks until it is made.
     *
     * @return a picture file; empty where the study holds no picture
     * @throws PictureException where the archive doesn't deliver it, or none of the pictures tried can be shown
     */
    Optional<byte[]> of(ViewableStudy study, Look look, String owner) throws InterruptedException {
        Deadline deadline = Deadline.in(Deadline.PATIENCE);
        List<SeriesSummary> series = study.series().stream().limit(MOST_SERIES).toList();
        for (SeriesSummary one : series) {
            Optional<byte[]> thumbnail = of(study, one.seriesInstanceUid(), look, owner, deadline);
            if (thumbnail.isPresent()) {
                return thumbnail;
            }
        }
        return Optional.empty();
    }

    /** The same of a series of the study. */
    Optional<byte[]> of(ViewableStudy study, String seriesInstanceUid, Look look, String owner)
            throws InterruptedException {
        return of(study, seriesInstanceUid, look, owner, Deadline.in(Deadline.PATIENCE));
    }

    private Optional<byte[]> of(
            ViewableStudy study, String seriesInstanceUid, Look look, String owner, Deadline deadline)
            throws InterruptedException {
        return inTurn(deadline, () -> {
            LoadedSeries series =
                    FramePictures.await(catalog.request(study, seriesInstanceUid, Priority.THUMBNAIL, owner), deadline);
            List<SeriesSlice> showable = series.slices().stream()
                    .filter(slice -> slice.verdict().isEmpty())
                    .toList();
            return showable.isEmpty() ? Optional.empty() : Optional.of(firstThatWorks(showable, look, owner, deadline));
        });
    }

    /** The same of one frame. The caller has seen to it that it may be shown. */
    byte[] of(FrameKey key, Look look, String owner) throws InterruptedException {
        Deadline deadline = Deadline.in(Deadline.PATIENCE);
        return inTurn(deadline, () -> draw(key, 0, look, owner, deadline));
    }

    private interface Turn<T> {
        T take() throws InterruptedException;
    }

    private <T> T inTurn(Deadline deadline, Turn<T> turn) throws InterruptedException {
        if (!turns.tryAcquire(deadline.nanosLeft(), TimeUnit.NANOSECONDS)) {
            throw new PictureException(PictureException.Kind.BUSY, Message.plain("the server is busy."), "");
        }
        try {
            yieldToOthers();
            return turn.take();
        } finally {
            turns.release();
        }
    }

    /** The middle one, or where that is damaged one of two others. */
    private byte[] firstThatWorks(List<SeriesSlice> slices, Look look, String owner, Deadline deadline)
            throws InterruptedException {
        PictureException failure = null;
        int count = slices.size();
        for (int index : List.of(count / 2, count / 4, count - 1)) {
            try {
                SeriesSlice slice = slices.get(index);
                return draw(slice.key(), reduction(slice, look), look, owner, deadline);
            } catch (PictureException e) {
                failure = failure == null ? e : failure;
            }
        }
        throw failure == null ? new PictureException(Message.plain("it has no pictures."), "") : failure;
    }

    /** As often as a large picture may be halved and still be larger than its thumbnail; the whole of a small one is soon wanted anyway. */
    private static int reduction(SeriesSlice slice, Look look) {
        if ((long) slice.rows() * slice.columns() < LARGE_PIXELS) {
            return 0;
        }
        int edge = Math.max(look.width(), look.height());
        return 31 - Integer.numberOfLeadingZeros(Math.max(1, Math.max(slice.columns(), slice.rows()) / edge));
    }

    private byte[] draw(FrameKey key, int reduction, Look look, String owner, Deadline deadline)
            throws InterruptedException {
        byte[] kept = cache.getIfPresent(new Key(key, look));
        if (kept != null) {
            return kept;
        }
        yieldToOthers();
        byte[] file = pictures.draw(key.reduced(reduction), Priority.THUMBNAIL, owner, deadline, frame -> {
            RenderRequest request = RenderRequest.fitting(
                            frame.image(), frame.frameNumber(), look.width(), look.height())
                    .withEncoding(look.encoding());
            return renderer.render(frame.image(), frame.frameNumber(), frame.frame(), request)
                    .encoded();
        });
        cache.put(new Key(key, look), file);
        return file;
    }
}
