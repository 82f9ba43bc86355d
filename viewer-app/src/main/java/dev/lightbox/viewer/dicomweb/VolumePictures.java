package dev.lightbox.viewer.dicomweb;

import dev.lightbox.engine.message.Message;
import dev.lightbox.engine.volume.VolumeGeometry;
import dev.lightbox.viewer.pacs.InstanceReference;
import dev.lightbox.viewer.viewing.PictureException;
import dev.lightbox.viewer.viewing.RefusedException;
import dev.lightbox.viewer.viewing.ViewableStudy;
import dev.lightbox.viewer.viewing.frames.FrameKey;
import dev.lightbox.viewer.viewing.series.LoadedSeries;
import dev.lightbox.viewer.viewing.series.SeriesCatalog;
import dev.lightbox.viewer.viewing.series.SeriesVolume;
import dev.lightbox.viewer.viewing.series.SeriesVolumeList;
import dev.lightbox.viewer.viewing.volumes.SharedVolume;
import dev.lightbox.viewer.viewing.volumes.VolumeHold;
import dev.lightbox.viewer.viewing.volumes.VolumeStore;
import dev.lightbox.viewer.viewing.work.Priority;
import dev.lightbox.viewer.viewing.work.Schedulers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Draws volumes for requests that wait for them. What is sent can't be corrected later, so every slice must have come, or have failed for good, before. Few at a
 * time, and one of each owner, as each may hold a volume in memory and a core for long. Thread-safe.
 */
@Component
class VolumePictures {

    /** Answers that are being made at once on this node; the others wait. */
    private static final int AT_ONCE = 2;

    private final SeriesCatalog catalog;
    private final VolumeStore volumes;
    private final Schedulers schedulers;
    private final Duration patience;
    private final OwnerTurns turns = new OwnerTurns(AT_ONCE);

    @Autowired
    VolumePictures(SeriesCatalog catalog, VolumeStore volumes, Schedulers schedulers) {
        this(catalog, volumes, schedulers, Deadline.PATIENCE);
    }

    VolumePictures(SeriesCatalog catalog, VolumeStore volumes, Schedulers schedulers, Duration patience) {
        this.catalog = catalog;
        this.volumes = volumes;
        this.schedulers = schedulers;
        this.patience = patience;
    }

    /**
     * Which volume is meant. The caller has seen to it that the study may be viewed.
     *
     * @param instance the multi-frame instance that the volume must be made of alone; empty for any volume of the series
     * @param inputs SOP Instance UIDs of its slices; empty for the largest volume
     */
    record Target(ViewableStudy study, String seriesInstanceUid, Optional<String> instance, List<String> inputs) {}

    /**
     * Blocks until it is made.
     *
     * @param owner whose turn the work uses up
     * @param check refuses what the drawing would cost; called before slices are waited for
     * @param drawing runs on one of the threads that compute, with the whole volume; interrupted when it takes too long
     * @throws RefusedException 404 where series or instances aren't there, 409 where they make no volume; or as the check
     * @throws PictureException where the archive doesn't deliver it, or there is no room or time for it now
     */
    <T> T draw(Target target, String owner, Consumer<VolumeGeometry> check, Function<SharedVolume, T> drawing)
            throws InterruptedException {
        if (!target.study().has(target.seriesInstanceUid())) {
            throw RefusedException.notFound();
        }
        Deadline deadline = Deadline.in(patience);
        LoadedSeries series = FramePictures.await(
                catalog.request(target.study(), target.seriesInstanceUid(), Priority.EXACT, owner), deadline);
        SeriesVolume chosen = chosen(series, target);
        if (!turns.tryAcquire(owner, deadline)) {
            throw new PictureException(PictureException.Kind.BUSY, Message.plain("the server is busy."), "");
        }
        return begun(series, chosen, owner, check, drawing, deadline).await(deadline);
    }

    /** Volume and turn are given back when the drawing has ended; where it doesn't begin, at once. */
    private <T> DrawingTask<T> begun(
            LoadedSeries series,
            SeriesVolume chosen,
            String owner,
            Consumer<VolumeGeometry> check,
            Function<SharedVolume, T> drawing,
            Deadline deadline)
            throws InterruptedException {
        VolumeHold hold;
        try {
            hold = volumes.open(series, chosen, chosen.middle(), owner);
        } catch (RuntimeException | Error e) {
            turns.release(owner);
            throw e;
        }
        Runnable leave = () -> {
            hold.release();
            turns.release(owner);
        };
        try {
            SharedVolume volume = hold.volume();
            check.accept(volume.volume().geometry());
            awaitWhole(volume, deadline);
            return new DrawingTask<>(schedulers.computing(), Priority.EXACT, owner, () -> drawing.apply(volume), leave);
        } catch (RuntimeException | Error | InterruptedException e) {
            leave.run();
            throw e;
        }
    }

    private static SeriesVolume chosen(LoadedSeries series, Target target) {
        SeriesVolumeList all = series.volumes();
        List<String> wanted = target.instance().map(List::of).orElse(target.inputs());
        for (String uid : wanted) {
            if (series.slices().stream()
                    .noneMatch(slice -> slice.key().instance().sopInstanceUid().equals(uid))) {
                throw RefusedException.notFound();
            }
        }
        if (all.volumes().isEmpty()) {
            throw new RefusedException(
                    HttpStatus.CONFLICT,
                    "The series' pictures don't make a volume. " + String.join(" ", Message.texts(all.refusals())));
        }
        SeriesVolume chosen = all.volumes().stream()
                .filter(volume -> wanted.stream().allMatch(uid -> holds(volume, uid)))
                .findFirst()
                .orElseThrow(() -> notTogether(all, wanted));
        if (target.instance().isPresent() && !isMadeOf(chosen, target.instance().get())) {
            throw new RefusedException(
                    HttpStatus.CONFLICT,
                    "This instance is one slice of a volume, not a volume. Ask for the series, with"
                            + " volumeinputreference where it has several volumes.");
        }
        return chosen;
    }

    private static boolean holds(SeriesVolume volume, String sopInstanceUid) {
        return volume.plan().sources().stream()
                .map(FrameKey::instance)
                .map(InstanceReference::sopInstanceUid)
                .anyMatch(sopInstanceUid::equals);
    }

    private static boolean isMadeOf(SeriesVolume volume, String sopInstanceUid) {
        return volume.plan().sources().stream()
                .allMatch(source -> source.instance().sopInstanceUid().equals(sopInstanceUid));
    }

    private static RefusedException notTogether(SeriesVolumeList all, List<String> wanted) {
        String reasons = all.leftOut().entrySet().stream()
                .filter(left -> wanted.contains(left.getKey().instance().sopInstanceUid()))
                .map(left -> " " + left.getValue())
                .distinct()
                .limit(3)
                .reduce("", String::concat);
        return new RefusedException(
                HttpStatus.CONFLICT, "No volume of this series holds what was asked for." + reasons);
    }

    private void awaitWhole(SharedVolume volume, Deadline deadline) throws InterruptedException {
        try {
            volume.whole().get(deadline.nanosLeft(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new PictureException(
                    PictureException.Kind.BUSY,
                    Message.plain(volume.settled() + " of "
                            + volume.volume().geometry().slices() + " slices have come so far; ask again."),
                    "",
                    e);
        } catch (ExecutionException e) {
            throw new PictureException("the server couldn't make it.", "", e);
        }
        long undelivered = volume.failures().stream()
                .filter(failure -> failure.why().mayComeLater())
                .count();
        if (undelivered > 0) {
            // They may come next time: a picture with gaps would be taken for all that there is.
            throw new PictureException(
                    PictureException.Kind.BUSY,
                    Message.plain("the archive didn't deliver " + undelivered + " of "
                            + volume.volume().geometry().slices() + " slices; ask again."),
                    "");
        }
        if (volume.volume().filling().loaded() == 0) {
            // None came: the first failure tells why.
            throw volume.failures().getFirst().why();
        }
    }
}
