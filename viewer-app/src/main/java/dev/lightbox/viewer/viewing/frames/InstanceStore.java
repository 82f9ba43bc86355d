package dev.lightbox.viewer.viewing.frames;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.lightbox.engine.codec.DecodeLimitException;
import dev.lightbox.engine.codec.DecodeLimits;
import dev.lightbox.engine.dicom.DicomException;
import dev.lightbox.engine.dicom.DicomFile;
import dev.lightbox.engine.dicom.DicomReader;
import dev.lightbox.engine.dicom.PixelData;
import dev.lightbox.engine.dicom.ReadLimits;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.message.Message;
import dev.lightbox.engine.render.SourceImage;
import dev.lightbox.engine.render.UnsupportedImageException;
import dev.lightbox.viewer.pacs.InstanceReference;
import dev.lightbox.viewer.pacs.StudySource;
import dev.lightbox.viewer.pacs.StudySourceException;
import dev.lightbox.viewer.viewing.DecodingProperties;
import dev.lightbox.viewer.viewing.PictureException;
import dev.lightbox.viewer.viewing.work.Hold;
import dev.lightbox.viewer.viewing.work.Load;
import dev.lightbox.viewer.viewing.work.Priority;
import dev.lightbox.viewer.viewing.work.Schedulers;
import dev.lightbox.viewer.viewing.work.SharedLoads;
import dev.lightbox.viewer.viewing.work.WorkScheduler;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches whole instances from the archive, each once for everybody who asks at the same time. Thread-safe. */
final class InstanceStore {

    private static final Logger log = LoggerFactory.getLogger(InstanceStore.class);

    private final StudySource source;
    private final FrameCache cache;
    private final WorkScheduler fetching;
    private final ReadLimits readLimits;
    private final DecodeLimits decodeLimits;
    private final SharedLoads<InstanceReference, LoadedInstance> loads = new SharedLoads<>();

    /** Instances of many frames that somebody still goes through, also where the cache had no room for them. */
    private final Cache<InstanceReference, LoadedInstance> held =
            Caffeine.newBuilder().weakValues().build();

    InstanceStore(StudySource source, FrameCache cache, Schedulers schedulers, DecodingProperties limits) {
        this.source = source;
        this.cache = cache;
        this.fetching = schedulers.fetching();
        this.readLimits = limits.readLimits();
        this.decodeLimits = limits.decodeLimits();
    }

    Hold<LoadedInstance> request(InstanceReference reference, Priority priority, String owner) {
        LoadedInstance kept = cache.instance(reference);
        if (kept == null) {
            kept = held.getIfPresent(reference);
        }
        if (kept != null) {
            return Hold.on(kept);
        }
        return loads.join(
                reference,
                priority,
                load -> load.enter(fetching.submit(load.priority(), owner, () -> fetch(reference, load))));
    }

    private void fetch(InstanceReference reference, Load<LoadedInstance> load) {
        try {
            LoadedInstance instance = load(reference);
            // An instance of one frame is never asked for again: its decoded frame is kept instead.
            if (instance.image().numberOfFrames() > 1) {
                cache.put(reference, instance);
                held.put(reference, instance);
            }
            loads.complete(reference, load, instance);
        } catch (PictureException e) {
            loads.fail(reference, load, e);
        } catch (StudySourceException e) {
            loads.fail(
                    reference,
                    load,
                    new PictureException(
                            Message.of(
                                    "picture.undelivered",
                                    "the archive didn't deliver it. Scroll or click to try again."),
                            e.getMessage(),
                            e));
        } catch (DicomException e) {
            loads.fail(reference, load, damaged(reference, e));
        } catch (UnsupportedImageException e) {
            loads.fail(
                    reference,
                    load,
                    new PictureException(
                            Message.of("picture.not-drawable", "it isn't a picture that can be drawn."),
                            named(reference, e),
                            e));
        } catch (OutOfMemoryError e) {
            log.error("No memory for an instance: {}", reference.sopInstanceUid());
            loads.fail(
                    reference,
                    load,
                    new PictureException(
                            Message.of(
                                    "picture.no-memory",
                                    "it is too large for the server's memory. Tell your administrator."),
                            "SOP Instance " + reference.sopInstanceUid(),
                            e));
        } catch (RuntimeException | Error e) {
            log.error("Loading an instance failed: {}", reference.sopInstanceUid(), e);
            loads.fail(reference, load, unexpected(reference, e));
        }
    }

    private LoadedInstance load(InstanceReference reference) throws DicomException, UnsupportedImageException {
        byte[] bytes = source.retrieve(reference);
        DicomFile file = DicomReader.read(bytes, reference.sopInstanceUid(), readLimits);
        requireIdentity(reference, file);
        long pixelBytes = file.pixelData().map(PixelData::sizeInBytes).orElse(0L);
        SourceImage header = SourceImage.of(
                new DicomFile(
                        file.name(),
                        file.meta(),
                        file.dataSet(),
                        file.transferSyntax(),
                        Optional.empty(),
                        file.warnings()),
                decodeLimits);
        return new LoadedInstance(
                SourceImage.of(file, decodeLimits), header, Math.max(0, bytes.length - pixelBytes), bytes.length);
    }

    /** Access was granted to one study: what the archive hands out under its name must be of that study, or a stranger's picture would be shown. */
    private static void requireIdentity(InstanceReference reference, DicomFile file) {
        String study = file.dataSet().string(Tag.StudyInstanceUID).orElse("");
        String instance = file.dataSet().string(Tag.SOPInstanceUID).orElse("");
        if (!study.equals(reference.studyInstanceUid()) || !instance.equals(reference.sopInstanceUid())) {
            throw new PictureException(
                    Message.of(
                            "picture.other",
                            "the archive delivered another object than the one asked for. Tell your administrator."),
                    "SOP Instance " + reference.sopInstanceUid() + ": Study or SOP Instance UID in the file differ");
        }
    }

    static PictureException damaged(InstanceReference reference, Exception cause) {
        if (cause instanceof DecodeLimitException || cause.getCause() instanceof DecodeLimitException) {
            return new PictureException(
                    Message.of(
                            "picture.too-costly",
                            "it costs more than this server may spend on one picture. Tell your administrator."),
                    named(reference, cause),
                    cause);
        }
        return new PictureException(
                Message.of("picture.damaged", "its file is damaged or incomplete. Have it sent to the archive again."),
                named(reference, cause),
                cause);
    }

    static PictureException unexpected(InstanceReference reference, Throwable cause) {
        return new PictureException(
                Message.of("picture.fault", "the server couldn't process its file. Tell your administrator."),
                "SOP Instance " + reference.sopInstanceUid(),
                cause);
    }

    /** The cause's words, and which instance they are about. */
    static String named(InstanceReference reference, Exception cause) {
        String message = String.valueOf(cause.getMessage());
        return message.contains(reference.sopInstanceUid())
                ? message
                : "SOP Instance " + reference.sopInstanceUid() + ": " + message;
    }
}
