package dev.lightbox.viewer.viewing.series;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.lightbox.engine.message.Message;
import dev.lightbox.viewer.pacs.SeriesSummary;
import dev.lightbox.viewer.pacs.StudySourceException;
import dev.lightbox.viewer.viewing.PictureException;
import dev.lightbox.viewer.viewing.ViewableStudy;
import dev.lightbox.viewer.viewing.work.Hold;
import dev.lightbox.viewer.viewing.work.Load;
import dev.lightbox.viewer.viewing.work.Priority;
import dev.lightbox.viewer.viewing.work.Schedulers;
import dev.lightbox.viewer.viewing.work.SharedLoads;
import dev.lightbox.viewer.viewing.work.WorkScheduler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The series of viewable studies, sorted, for a short while: an instance that has just reached the archive must appear when the series is opened again.
 * Thread-safe.
 */
@Component
public class SeriesCatalog {

    private static final Logger log = LoggerFactory.getLogger(SeriesCatalog.class);

    /** About 1 KB a slice: some 100 MB at the very most. */
    private static final long MAX_SLICES_KEPT = 100_000;

    private static final Duration KEPT_FOR = Duration.ofSeconds(60);

    private final SeriesReader reader;
    private final WorkScheduler fetching;
    private final SharedLoads<SeriesKey, LoadedSeries> loads = new SharedLoads<>();
    private final Cache<SeriesKey, LoadedSeries> cache = Caffeine.newBuilder()
            .maximumWeight(MAX_SLICES_KEPT)
            .weigher((SeriesKey key, LoadedSeries series) -> 1 + series.slices().size())
            .expireAfterWrite(KEPT_FOR)
            .build();

    SeriesCatalog(SeriesReader reader, Schedulers schedulers) {
        this.reader = reader;
        this.fetching = schedulers.fetching();
    }

    /**
     * The series; fails with a {@link PictureException} where it isn't one of the study's, the archive doesn't deliver it, or its pictures may tell whose it is, to
     * somebody who must not know.
     */
    public Hold<LoadedSeries> request(ViewableStudy study, String seriesInstanceUid, Priority priority, String owner) {
        Optional<SeriesSummary> summary = study.series().stream()
                .filter(series -> series.seriesInstanceUid().equals(seriesInstanceUid))
                .findFirst();
        if (summary.isEmpty()) {
            return Hold.failed(new PictureException(
                    Message.of("series.gone", "it isn't part of this study (any longer). Open the study again."),
                    "Series " + seriesInstanceUid));
        }
        SeriesKey key = new SeriesKey(study.studyInstanceUid(), seriesInstanceUid);
        LoadedSeries kept = cache.getIfPresent(key);
        Hold<LoadedSeries> hold = kept != null
                ? Hold.on(kept)
                : loads.join(
                        key,
                        priority,
                        load -> load.enter(
                                fetching.submit(load.priority(), owner, () -> read(key, summary.get(), load))));
        return study.patientHidden() ? new WithoutText(hold) : hold;
    }

    /** For somebody who must not know whose it is. */
    private static final class WithoutText implements Hold<LoadedSeries> {

        private final Hold<LoadedSeries> hold;
        private final CompletableFuture<LoadedSeries> result;

        WithoutText(Hold<LoadedSeries> hold) {
            this.hold = hold;
            result = hold.result().thenApply(WithoutText::withoutText);
        }

        private static LoadedSeries withoutText(LoadedSeries series) {
            if (series.mayBearText()) {
                throw new PictureException(
                        Message.of(
                                "series.name-hidden",
                                "text in its pictures may name the patient, whose name this link hides."),
                        "Series " + series.seriesInstanceUid());
            }
            return series;
        }

        @Override
        public CompletableFuture<LoadedSeries> result() {
            return result;
        }

        @Override
        public void promote(Priority priority) {
            hold.promote(priority);
        }

        @Override
        public void release() {
            hold.release();
        }
    }

    private void read(SeriesKey key, SeriesSummary summary, Load<LoadedSeries> load) {
        try {
            LoadedSeries series = reader.read(key.studyInstanceUid(), summary);
            cache.put(key, series);
            loads.complete(key, load, series);
        } catch (StudySourceException e) {
            loads.fail(
                    key,
                    load,
                    new PictureException(
                            Message.of(
                                    "series.undelivered",
                                    "the archive didn't deliver it. Choose the series again to retry."),
                            e.getMessage(),
                            e));
        } catch (RuntimeException | Error e) {
            log.error("Reading a series failed: {}", key.seriesInstanceUid(), e);
            loads.fail(
                    key,
                    load,
                    new PictureException(
                            Message.of("series.fault", "the server couldn't process it. Tell your administrator."),
                            "Series " + key.seriesInstanceUid(),
                            e));
        }
    }

    private record SeriesKey(String studyInstanceUid, String seriesInstanceUid) {}
}
