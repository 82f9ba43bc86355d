package dev.lightbox.viewer.viewing.frames;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.lightbox.engine.codec.DecodeException;
import dev.lightbox.engine.codec.StoredFrame;
import dev.lightbox.engine.message.Message;
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
import dev.lightbox.viewer.viewing.work.Work;
import dev.lightbox.viewer.viewing.work.WorkScheduler;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Frames, decoded once for everybody. A frame on its way has two stages, fetching its instance and decoding; each waits in its own scheduler, and can be
 * hurried or taken back while it waits. Thread-safe.
 */
@Component
public class FrameStore {

    private static final Logger log = LoggerFactory.getLogger(FrameStore.class);

    /** A damaged file stays damaged while somebody scrolls over it; but it may have been mended when they come back. */
    private static final Duration FAILURE_MEMORY = Duration.ofSeconds(5);

    private final InstanceStore instances;
    private final FrameCache cache;
    private final WorkScheduler computing;
    private final SharedLoads<FrameKey, DecodedFrame> loads = new SharedLoads<>();

    /** Those under way whose asker keeps what it needs itself. */
    private final Set<FrameKey> passing = ConcurrentHashMap.newKeySet();

    private final Cache<FrameKey, PictureException> failures = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(FAILURE_MEMORY)
            .build();

    public FrameStore(StudySource source, FrameCache cache, Schedulers schedulers, DecodingProperties limits) {
        this.instances = new InstanceStore(source, cache, schedulers, limits);
        this.cache = cache;
        this.computing = schedulers.computing();
    }

    /**
     * The frame, from the cache or on its way. The caller has seen to it that it may be shown. Where a reduced one is asked for, a larger one that is
     * there already does as well, and the whole one is what comes where the encoding holds no other.
     *
     * @param owner whose turn the work uses up
     */
    public Hold<DecodedFrame> request(FrameKey key, Priority priority, String owner) {
        for (int reduction = 0; reduction <= key.reduction(); reduction++) {
            DecodedFrame kept = cache.frame(key.reduced(reduction));
            if (kept != null) {
                return Hold.on(kept);
            }
        }
        PictureException failure = failures.getIfPresent(key);
        if (failure != null) {
            return Hold.failed(failure);
        }
        Hold<DecodedFrame> hold = loads.join(key, priority, load -> fetch(key, owner, load));
        if (passing.contains(key)) {
            hold.result().thenAccept(frame -> cache.put(key, frame));
        }
        return hold;
    }

    /**
     * As {@link #request}, for an asker that keeps what it needs of the whole frame itself: it isn't put into the cache unless somebody else asks for it
     * meanwhile; and if it is there, it leaves the cache, unless somebody leafs through its series: it needn't be kept twice.
     */
    public Hold<DecodedFrame> requestOnce(FrameKey key, Priority priority, String owner) {
        DecodedFrame kept = cache.frame(key);
        if (kept != null) {
            cache.giveUp(key);
            return Hold.on(kept);
        }
        PictureException failure = failures.getIfPresent(key);
        if (failure != null) {
            return Hold.failed(failure);
        }
        return loads.join(key, priority, load -> {
            passing.add(key);
            load.result().whenComplete((frame, failed) -> passing.remove(key));
            fetch(key, owner, load);
        });
    }

    /** An instance whose frames will be asked for one after another: as long as the hold is kept, it isn't fetched again. */
    public Hold<?> requestInstance(InstanceReference instance, Priority priority, String owner) {
        return instances.request(instance, priority, owner);
    }

    private void fetch(FrameKey key, String owner, Load<DecodedFrame> load) {
        // Between the look into the cache and here another load may have come to its end.
        DecodedFrame kept = cache.frame(key);
        if (kept != null) {
            loads.complete(key, load, kept);
            return;
        }
        Hold<LoadedInstance> instance = instances.request(key.instance(), load.priority(), owner);
        load.enter(new Waiting<>(instance));
        instance.result().whenComplete((loaded, failure) -> {
            if (load.result().isDone()) {
                return;
            }
            if (failure != null) {
                fail(key, load, failure);
            } else if (key.reduction() > 0 && !loaded.image().hasReductions()) {
                cache.put(key.instance(), loaded);
                passOn(key, load, request(key.reduced(0), load.priority(), owner));
            } else {
                load.enter(computing.submit(load.priority(), owner, () -> decode(key, loaded, load)));
            }
        });
    }

    /** The whole frame stands for one that can't be had smaller: whoever waits for either waits for one decoding. */
    private void passOn(FrameKey key, Load<DecodedFrame> load, Hold<DecodedFrame> whole) {
        load.enter(new Waiting<>(whole));
        whole.result().whenComplete((frame, failure) -> {
            if (load.result().isDone()) {
                return;
            }
            if (failure != null) {
                fail(key, load, failure);
            } else {
                loads.complete(key, load, frame);
            }
        });
    }

    private void decode(FrameKey key, LoadedInstance instance, Load<DecodedFrame> load) {
        try {
            int frames = instance.image().numberOfFrames();
            if (key.frameNumber() < 1 || key.frameNumber() > frames) {
                throw new PictureException(
                        Message.of("picture.changed", "its file has changed in the archive. Open the study again."),
                        "SOP Instance " + key.instance().sopInstanceUid() + ": frame " + key.frameNumber() + " of "
                                + frames,
                        new IndexOutOfBoundsException(key.frameNumber()));
            }
            String verdict = instance.image().verdict().orElse(null);
            if (verdict != null) {
                throw new PictureException(
                        verdict, "SOP Instance " + key.instance().sopInstanceUid());
            }
            if (key.reduction() > 0) {
                // The whole frame will be wanted next, from the same bytes.
                cache.put(key.instance(), instance);
            }
            StoredFrame frame = instance.image().decode(key.frameNumber(), key.reduction());
            DecodedFrame decoded =
                    new DecodedFrame(instance.header(), key.frameNumber(), frame, instance.headerBytes() / frames);
            if (!passing.contains(key)) {
                cache.put(key.reduced(frame.reduction()), decoded);
            }
            loads.complete(key, load, decoded);
        } catch (PictureException e) {
            fail(key, load, e);
        } catch (DecodeException e) {
            fail(key, load, InstanceStore.damaged(key.instance(), e));
        } catch (OutOfMemoryError e) {
            log.error("No memory for a frame: {}", key);
            fail(
                    key,
                    load,
                    new PictureException(
                            Message.of(
                                    "picture.no-memory",
                                    "it is too large for the server's memory. Tell your administrator."),
                            "SOP Instance " + key.instance().sopInstanceUid(),
                            e));
        } catch (RuntimeException | Error e) {
            log.error("Decoding failed: {}", key, e);
            fail(key, load, InstanceStore.unexpected(key.instance(), e));
        }
    }

    private void fail(FrameKey key, Load<DecodedFrame> load, Throwable failure) {
        // What the archive couldn't deliver is asked for again at the next request; what can't be decoded is not.
        if (failure instanceof PictureException picture && !(picture.getCause() instanceof StudySourceException)) {
            failures.put(key, picture);
        }
        loads.fail(key, load, failure);
    }

    /** A stage that is another load: to take it back is to let go of that, whatever others want of it. */
    private record Waiting<T>(Hold<T> other) implements Work {

        @Override
        public void promote(Priority priority) {
            other.promote(priority);
        }

        @Override
        public boolean cancel() {
            other.release();
            return true;
        }
    }
}
