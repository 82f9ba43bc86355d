package dev.lightbox.viewer.dicomweb;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.lightbox.engine.render.Encoding;
import dev.lightbox.engine.render.RenderRequest;
import dev.lightbox.engine.render.Renderer;
import dev.lightbox.viewer.viewing.PictureException;
import dev.lightbox.viewer.viewing.ViewableStudy;
import dev.lightbox.viewer.viewing.frames.DecodedFrame;
import dev.lightbox.viewer.viewing.frames.FrameKey;
import dev.lightbox.viewer.viewing.frames.FrameStore;
import dev.lightbox.viewer.viewing.series.LoadedSeries;
import dev.lightbox.viewer.viewing.series.SeriesCatalog;
import dev.lightbox.viewer.viewing.series.SeriesSlice;
import dev.lightbox.viewer.viewing.work.Hold;
import dev.lightbox.viewer.viewing.work.Priority;
import dev.lightbox.viewer.viewing.work.Schedulers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.stereotype.Component;

/**
 * Small pictures of series: the middle one, in its own window. Few at a time and behind everything that a user waits for, so that a study of thirty series
 * shows its first picture as fast as one of two. Thread-safe.
 */
@Component
class Thumbnails {

    /** Longest edge in pixels: the strip's width on a high-density screen. */
    private static final int EDGE = 192;

    private static final long LARGE_PIXELS = 1_000_000;

    private static final Encoding ENCODING = Encoding.jpeg(85);

    /** At once on this node. */
    private static final int AT_ONCE = 2;

    private static final Duration PAUSE = Duration.ofMillis(20);

    private static final int MOST_PAUSES = 50;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final SeriesCatalog catalog;
    private final FrameStore frames;
    private final Schedulers schedulers;
    private final Renderer renderer = new Renderer();
    private final Semaphore turns = new Semaphore(AT_ONCE, true);

    /** By the picture, so that a series that has grown gets a new one. */
    private final Cache<FrameKey, byte[]> cache = Caffeine.newBuilder()
            .maximumWeight(16_000_000)
            .weigher((FrameKey key, byte[] jpeg) -> jpeg.length)
            .expireAfterAccess(Duration.ofMinutes(20))
            .build();

    Thumbnails(SeriesCatalog catalog, FrameStore frames, Schedulers schedulers) {
        this.catalog = catalog;
        this.frames = frames;
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
     * @return a JPEG file; empty where the series holds no picture
     * @throws PictureException where the archive doesn't deliver it, or none of the pictures tried can be shown
     */
    Optional<byte[]> of(ViewableStudy study, String seriesInstanceUid, String owner) throws InterruptedException {
        if (!turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new PictureException("the server is busy.", "");
        }
        try {
            yieldToOthers();
            LoadedSeries series = await(catalog.request(study, seriesInstanceUid, Priority.THUMBNAIL, owner));
            List<SeriesSlice> showable = series.slices().stream()
                    .filter(slice -> slice.verdict().isEmpty())
                    .toList();
            return showable.isEmpty() ? Optional.empty() : Optional.of(firstThatWorks(showable, owner));
        } finally {
            turns.release();
        }
    }

    /** The middle one, or where that is damaged one of two others. */
    private byte[] firstThatWorks(List<SeriesSlice> slices, String owner) throws InterruptedException {
        PictureException failure = null;
        int count = slices.size();
        for (int index : List.of(count / 2, count / 4, count - 1)) {
            try {
                return of(slices.get(index), owner);
            } catch (PictureException e) {
                failure = failure == null ? e : failure;
            }
        }
        throw failure == null ? new PictureException("it has no pictures.", "") : failure;
    }

    private byte[] of(SeriesSlice slice, String owner) throws InterruptedException {
        FrameKey key = slice.key();
        byte[] kept = cache.getIfPresent(key);
        if (kept != null) {
            return kept;
        }
        yieldToOthers();
        DecodedFrame frame = await(frames.request(key.reduced(reduction(slice)), Priority.THUMBNAIL, owner));
        CompletableFuture<byte[]> rendered = new CompletableFuture<>();
        schedulers.computing().submit(Priority.THUMBNAIL, owner, () -> {
            try {
                rendered.complete(renderer.render(frame.image(), frame.frameNumber(), frame.frame(), request(frame))
                        .encoded());
            } catch (RuntimeException | Error e) {
                rendered.completeExceptionally(e);
            }
        });
        byte[] jpeg = await(new Hold.Settled<>(rendered));
        cache.put(key, jpeg);
        return jpeg;
    }

    /** As often as a large picture may be halved and still be larger than its thumbnail; the whole of a small one is soon wanted anyway. */
    private static int reduction(SeriesSlice slice) {
        if ((long) slice.rows() * slice.columns() < LARGE_PIXELS) {
            return 0;
        }
        return 31 - Integer.numberOfLeadingZeros(Math.max(1, Math.max(slice.columns(), slice.rows()) / EDGE));
    }

    private static RenderRequest request(DecodedFrame frame) {
        return RenderRequest.fitting(frame.image(), frame.frameNumber(), EDGE, EDGE)
                .withEncoding(ENCODING);
    }

    private static <T> T await(Hold<T> hold) throws InterruptedException {
        try {
            return hold.result().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PictureException picture) {
                throw picture;
            }
            throw new PictureException("the server couldn't make it.", "", e);
        } catch (CancellationException | TimeoutException e) {
            throw new PictureException("it took too long.", "", e);
        } finally {
            hold.release();
        }
    }
}
