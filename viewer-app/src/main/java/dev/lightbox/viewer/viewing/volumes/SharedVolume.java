package dev.lightbox.viewer.viewing.volumes;

import dev.lightbox.engine.codec.DecodeException;
import dev.lightbox.engine.measure.BodyWeightSuv;
import dev.lightbox.engine.message.Message;
import dev.lightbox.engine.render.ModalityUnit;
import dev.lightbox.engine.render.PixelPadding;
import dev.lightbox.engine.render.VolumeDisplay;
import dev.lightbox.engine.volume.Volume;
import dev.lightbox.engine.volume.VolumePlan;
import dev.lightbox.viewer.pacs.StudySourceException;
import dev.lightbox.viewer.viewing.PictureException;
import dev.lightbox.viewer.viewing.frames.DecodedFrame;
import dev.lightbox.viewer.viewing.frames.FrameKey;
import dev.lightbox.viewer.viewing.series.SeriesVolume;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A volume that one or more readers look at while its slices come. Thread-safe.
 */
public final class SharedVolume {

    /**
     * A slice that can't be had.
     *
     * @param source which picture it is
     * @param why fit for the user
     */
    public record FailedSlice(FrameKey source, PictureException why) {}

    private static final Logger log = LoggerFactory.getLogger(SharedVolume.class);

    private final SeriesVolume source;
    private final VolumePlan<FrameKey> plan;
    private final boolean reduced;
    private final Volume volume;
    private final OptionalDouble suvFactor;
    private final String unit;
    private final List<FailedSlice> failures = new ArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> begun = new CompletableFuture<>();
    private final CompletableFuture<Void> whole = new CompletableFuture<>();
    private volatile VolumeDisplay display;
    private final AtomicInteger settled = new AtomicInteger();
    private volatile boolean archiveFailed;
    private volatile boolean retrying;

    /**
     * Takes the memory.
     *
     * @param plan the source's own, or that of half its columns and rows
     */
    SharedVolume(SeriesVolume source, VolumePlan<FrameKey> plan, boolean reduced) {
        this.source = source;
        this.plan = plan;
        this.reduced = reduced;
        this.volume = plan.begin();
        this.display = new VolumeDisplay(volume, source.image(), source.frameNumber());
        this.unit = ModalityUnit.of(source.image(), source.frameNumber());
        this.suvFactor = BodyWeightSuv.factor(source.image().dataSet());
    }

    public SeriesVolume source() {
        return source;
    }

    public Volume volume() {
        return volume;
    }

    /** What a renderer needs. Until the middle slice has come, by the header as the archive listed it; then by its file's. */
    public VolumeDisplay display() {
        return display;
    }

    /** Whether it was read at half its columns and rows. */
    public boolean reduced() {
        return reduced;
    }

    /** What the reader must know, one sentence each. */
    public List<Message> warnings() {
        return plan.warnings();
    }

    /** Of modality values, such as HU; empty where it isn't known. */
    public String unit() {
        return unit;
    }

    /** From modality values to SUV by body weight, g/ml; empty where it can't be computed. */
    public OptionalDouble suvFactor() {
        return suvFactor;
    }

    /** Slices that have come or failed. */
    public int settled() {
        return settled.get();
    }

    /** Slices that have failed so far, in the order in which they did. */
    public List<FailedSlice> failures() {
        synchronized (failures) {
            return List.copyOf(failures);
        }
    }

    /** Completed when the first slice has come, or when all have failed. Shared: never complete it. */
    public CompletableFuture<Void> begun() {
        return begun;
    }

    /** Completed when every slice has come or has failed for good. Shared: never complete it. */
    public CompletableFuture<Void> whole() {
        return whole;
    }

    /** @param listener called whenever a slice has come or failed or will be asked for again, in the thread that decoded it: must not block */
    public void addListener(Runnable listener) {
        listeners.add(listener);
    }

    public void removeListener(Runnable listener) {
        listeners.remove(listener);
    }

    /** Whether the archive failed to deliver slices and has been, or will be, asked for them again. */
    public boolean retrying() {
        return retrying;
    }

    /** Whether something is missing only because the archive had trouble: it may be had later. */
    boolean archiveFailed() {
        return archiveFailed;
    }

    void came(int slice, DecodedFrame frame) {
        try {
            PixelPadding padding =
                    PixelPadding.of(frame.image().dataSet(), frame.frame().signed());
            volume.put(slice, plan.values(frame.frame(), (int) padding.from(), (int) padding.to()));
        } catch (DecodeException e) {
            failed(
                    slice,
                    new PictureException(
                            Message.of(
                                    "picture.other-than-listed",
                                    "its file isn't what the archive's list says. Have it sent to the archive again."),
                            "SOP Instance "
                                    + plan.sources().get(slice).instance().sopInstanceUid() + ": " + e.getMessage(),
                            e));
            return;
        }
        if (slice == source.middle()) {
            display = new VolumeDisplay(volume, frame.image(), frame.frameNumber());
        }
        begun.complete(null);
        settle();
    }

    void failed(int slice, PictureException why) {
        if (why.getCause() instanceof StudySourceException) {
            // Never written otherwise: another slice may fail for another reason in this moment.
            archiveFailed = true;
        }
        volume.fail(slice, String.valueOf(why.getMessage()));
        synchronized (failures) {
            failures.add(new FailedSlice(plan.sources().get(slice), why));
        }
        settle();
    }

    void archiveIsAskedAgain() {
        retrying = true;
        tellListeners();
    }

    private void settle() {
        if (settled.incrementAndGet() == plan.sources().size()) {
            begun.complete(null);
            whole.complete(null);
        }
        tellListeners();
    }

    private void tellListeners() {
        for (Runnable listener : listeners) {
            try {
                listener.run();
            } catch (RuntimeException e) {
                // One reader's trouble is none of the others', nor of the slice.
                log.error("Telling of a slice failed", e);
            }
        }
    }
}
