package dev.lightbox.viewer.viewing.volumes;

import dev.lightbox.engine.message.Message;
import dev.lightbox.viewer.pacs.InstanceReference;
import dev.lightbox.viewer.viewing.PictureException;
import dev.lightbox.viewer.viewing.frames.DecodedFrame;
import dev.lightbox.viewer.viewing.frames.FrameKey;
import dev.lightbox.viewer.viewing.frames.FrameStore;
import dev.lightbox.viewer.viewing.work.Hold;
import dev.lightbox.viewer.viewing.work.Priority;
import dev.lightbox.viewer.viewing.work.Schedulers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches and decodes the slices of one volume, a few at a time, as long as somebody looks at it. Each goes through the schedulers like any other frame: after
 * what users move or wait for, before what nobody has asked for; and is given to the receiver in the thread that decoded it. What the archive doesn't deliver is
 * asked for again when all others have come, after a pause that grows. Thread-safe.
 */
final class VolumeLoader {

    private static final Logger log = LoggerFactory.getLogger(VolumeLoader.class);

    /** Enough to keep the archive busy while all cores decode. */
    private static final int AT_ONCE = 8;

    /** Doubling stops here. */
    private static final int LONGEST_PAUSES_DOUBLED = 6;

    /** Told about each slice once, by several threads at once. */
    interface Receiver {

        void came(int slice, DecodedFrame frame);

        void failed(int slice, PictureException why);

        /** What the archive hasn't delivered will be asked for again. @param slices how many */
        void retrying(int slices);
    }

    /**
     * How often the archive is asked again.
     *
     * @param most rounds after the first; at least 0
     * @param pause before the first of them; the next ones wait twice as long each, up to 64 times
     */
    record Retries(int most, Duration pause) {}

    private final List<FrameKey> sources;
    private final FrameStore frames;
    private final Schedulers schedulers;
    private final Retries retries;
    private final BiConsumer<Duration, Runnable> later;
    private final Receiver receiver;

    /** Of instances of many frames: slices that are still to come. */
    private final Map<InstanceReference, Integer> toCome = new HashMap<>();

    private final Map<InstanceReference, Hold<?>> instances = new HashMap<>();
    private final ArrayDeque<Integer> waiting = new ArrayDeque<>();
    private final Map<Integer, Hold<DecodedFrame>> underWay = new HashMap<>();

    /** What the archive hasn't delivered in this round. */
    private final ArrayDeque<Integer> undelivered = new ArrayDeque<>();

    private int round;
    private boolean pausing;
    private String owner = "";
    private boolean running;
    private boolean pumping;

    /**
     * @param sources of the volume's slices, in their order
     * @param first the slice that comes first, from 0
     * @param later lets a short task run after a pause, in whatever thread
     */
    VolumeLoader(
            List<FrameKey> sources,
            int first,
            FrameStore frames,
            Schedulers schedulers,
            Retries retries,
            BiConsumer<Duration, Runnable> later,
            Receiver receiver) {
        this.sources = sources;
        this.frames = frames;
        this.schedulers = schedulers;
        this.retries = retries;
        this.later = later;
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
        pauseBeforeNextRound();
    }

    private void pauseBeforeNextRound() {
        int missing;
        Duration pause;
        synchronized (this) {
            if (pausing || undelivered.isEmpty() || !waiting.isEmpty() || !underWay.isEmpty()) {
                return;
            }
            pausing = true;
            pause = retries.pause().multipliedBy(1L << Math.min(round, LONGEST_PAUSES_DOUBLED));
            round++;
            missing = undelivered.size();
        }
        receiver.retrying(missing);
        later.accept(pause, () -> schedulers.computing().submit(Priority.VOLUME, owner(), this::beginNextRound));
    }

    private void beginNextRound() {
        synchronized (this) {
            pausing = false;
            waiting.addAll(undelivered);
            undelivered.clear();
        }
        pump();
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
        boolean again = failure instanceof PictureException picture && picture.mayComeLater() && hasRoundsLeft();
        if (!again && !(failure instanceof CancellationException)) {
            deliver(slice, frame, failure);
        }
        @Nullable Hold<?> done = null;
        synchronized (this) {
            underWay.remove(slice);
            InstanceReference instance = sources.get(slice).instance();
            if (failure instanceof CancellationException) {
                waiting.addFirst(slice);
            } else if (again) {
                undelivered.addLast(slice);
                // It failed with the slice: next time it is asked for anew.
                done = instances.remove(instance);
            } else {
                Integer left = toCome.computeIfPresent(instance, (key, count) -> count == 1 ? null : count - 1);
                done = left == null ? instances.remove(instance) : null;
            }
        }
        if (done != null) {
            done.release();
        }
        pump();
    }

    private synchronized boolean hasRoundsLeft() {
        return round < retries.most();
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
            fail(slice, e);
        }
    }

    private void fail(int slice, Throwable cause) {
        try {
            receiver.failed(slice, unexpected(sources.get(slice), cause));
        } catch (RuntimeException | Error e) {
            // The other slices must still come.
            log.error("Slice {} of a volume couldn't even be told of", slice, e);
        }
    }

    private PictureException unexpected(FrameKey key, @Nullable Throwable cause) {
        String detail = "SOP Instance " + key.instance().sopInstanceUid();
        Message message = Message.of("picture.fault", "the server couldn't process its file. Tell your administrator.");
        return cause == null ? new PictureException(message, detail) : new PictureException(message, detail, cause);
    }
}
