package dev.lightbox.viewer.viewing.volumes;

import dev.lightbox.viewer.pacs.InstanceReference;
import dev.lightbox.viewer.pacs.StudySourceException;
import dev.lightbox.viewer.viewing.PictureException;
import dev.lightbox.viewer.viewing.frames.DecodedFrame;
import dev.lightbox.viewer.viewing.frames.FrameKey;
import dev.lightbox.viewer.viewing.frames.FrameStore;
import dev.lightbox.viewer.viewing.work.Hold;
import dev.lightbox.viewer.viewing.work.Priority;
import dev.lightbox.viewer.viewing.work.Schedulers;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches and decodes the slices of one volume, a few at a time, as long as somebody looks at it. Each goes through the schedulers like any other frame: after
 * what users move or wait for, before what nobody has asked for; and is given to the receiver in the thread that decoded it. Thread-safe.
 */
final class VolumeLoader {

    private static final Logger log = LoggerFactory.getLogger(VolumeLoader.class);

    /** Enough to keep the archive busy while all cores decode. */
    private static final int AT_ONCE = 8;

    /** Told about each slice once, by several threads at once. */
    interface Receiver {

        void came(int slice, DecodedFrame frame);

        void failed(int slice, PictureException why);
    }

    private final List<FrameKey> sources;
    private final FrameStore frames;
    private final Schedulers schedulers;
    private final Receiver receiver;

    /** Of instances of many frames: slices that are still to come. */
    private final Map<InstanceReference, Integer> toCome = new HashMap<>();

    private final Map<InstanceReference, Hold<?>> instances = new HashMap<>();
    private final ArrayDeque<Integer> waiting = new ArrayDeque<>();
    private final Map<Integer, Hold<DecodedFrame>> underWay = new HashMap<>();
    private final Set<Integer> triedAgain = new HashSet<>();
    private String owner = "";
    private boolean running;
    private boolean pumping;

    VolumeLoader(List<FrameKey> sources, int first, FrameStore frames, Schedulers schedulers, Receiver receiver) {
        this.sources = sources;
        this.frames = frames;
        this.schedulers = schedulers;
        this.receiver = receiver;
        for (int slice : LoadingOrder.of(sources.size(), first)) {
            waiting.addLast(slice);
        }
        sources.forEach(source -> toCome.merge(source.instance(), 1, Integer::sum));
    }

    /** Begins, or goes on. @param newOwner whose turn the work uses up */
    void start(String newOwner) {
        synchronized (this) {
            if (running) {
                return;
            }
            running = true;
            owner = newOwner;
        }
        // Frames that are decoded already are copied at once: not in the caller's thread.
        schedulers.computing().submit(Priority.VOLUME, newOwner, this::pump);
    }

    /** Nobody looks at it any longer. What is being decoded is still taken; all else waits for the next {@link #start}. */
    void stop() {
        List<Hold<DecodedFrame>> holds;
        List<Hold<?>> held;
        synchronized (this) {
            running = false;
            holds = List.copyOf(underWay.values());
            held = List.copyOf(instances.values());
            instances.clear();
        }
        // Not under the lock: what is taken back says so in here.
        holds.forEach(Hold::release);
        held.forEach(Hold::release);
    }

    private void pump() {
        synchronized (this) {
            if (pumping) {
                return;
            }
            pumping = true;
        }
        @Nullable Integer slice = next();
        while (slice != null) {
            request(slice);
            slice = next();
        }
    }

    private synchronized @Nullable Integer next() {
        if (running && underWay.size() < AT_ONCE && !waiting.isEmpty()) {
            return waiting.removeFirst();
        }
        pumping = false;
        return null;
    }

    private void request(int slice) {
        FrameKey key = sources.get(slice);
        Hold<DecodedFrame> hold = requestFrame(key);
        synchronized (this) {
            underWay.put(slice, hold);
        }
        hold.result().whenComplete((frame, failure) -> settled(slice, frame, failure));
        if (!isRunning()) {
            // Stopped between: this one wasn't among those that were taken back.
            hold.release();
        }
    }

    /** What can't even be asked for fails like what can't be read: the other slices still come. */
    private Hold<DecodedFrame> requestFrame(FrameKey key) {
        try {
            hold(key.instance());
            return frames.requestOnce(key, Priority.VOLUME, owner());
        } catch (RuntimeException | Error e) {
            log.error(
                    "Instance {} of a volume can't be asked for", key.instance().sopInstanceUid(), e);
            return Hold.failed(unexpected(key, e));
        }
    }

    private synchronized String owner() {
        return owner;
    }

    private synchronized boolean isRunning() {
        return running;
    }

    private void hold(InstanceReference instance) {
        synchronized (this) {
            if (toCome.getOrDefault(instance, 0) < 2 || instances.containsKey(instance)) {
                return;
            }
        }
        Hold<?> hold = frames.requestInstance(instance, Priority.VOLUME, owner());
        synchronized (this) {
            if (running) {
                instances.put(instance, hold);
                return;
            }
        }
        hold.release();
    }

    private void settled(int slice, @Nullable DecodedFrame frame, @Nullable Throwable failure) {
        boolean again = failure instanceof CancellationException || (isArchives(failure) && isFirstTime(slice));
        if (!again) {
            deliver(slice, frame, failure);
        }
        @Nullable Hold<?> done = null;
        synchronized (this) {
            underWay.remove(slice);
            if (failure instanceof CancellationException) {
                waiting.addFirst(slice);
            } else if (again) {
                waiting.addLast(slice);
            } else {
                InstanceReference instance = sources.get(slice).instance();
                Integer left = toCome.computeIfPresent(instance, (key, count) -> count == 1 ? null : count - 1);
                done = left == null ? instances.remove(instance) : null;
            }
        }
        if (done != null) {
            done.release();
        }
        pump();
    }

    private static boolean isArchives(@Nullable Throwable failure) {
        return failure instanceof PictureException && failure.getCause() instanceof StudySourceException;
    }

    private synchronized boolean isFirstTime(int slice) {
        return triedAgain.add(slice);
    }

    private void deliver(int slice, @Nullable DecodedFrame frame, @Nullable Throwable failure) {
        try {
            if (frame != null) {
                receiver.came(slice, frame);
            } else if (failure instanceof PictureException picture) {
                receiver.failed(slice, picture);
            } else {
                receiver.failed(slice, unexpected(sources.get(slice), failure));
            }
        } catch (RuntimeException | Error e) {
            log.error("Slice {} of a volume is lost", slice, e);
            receiver.failed(slice, unexpected(sources.get(slice), e));
        }
    }

    private PictureException unexpected(FrameKey key, @Nullable Throwable cause) {
        String detail = "SOP Instance " + key.instance().sopInstanceUid();
        String message = "the server couldn't process its file. Tell your administrator.";
        return cause == null ? new PictureException(message, detail) : new PictureException(message, detail, cause);
    }
}
