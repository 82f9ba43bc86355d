package dev.lightbox.viewer.viewing.volumes;

import dev.lightbox.engine.message.Message;
import dev.lightbox.engine.volume.VolumePlan;
import dev.lightbox.viewer.viewing.PictureException;
import dev.lightbox.viewer.viewing.frames.DecodedFrame;
import dev.lightbox.viewer.viewing.frames.FrameKey;
import dev.lightbox.viewer.viewing.frames.FrameStore;
import dev.lightbox.viewer.viewing.series.LoadedSeries;
import dev.lightbox.viewer.viewing.series.SeriesVolume;
import dev.lightbox.viewer.viewing.work.Schedulers;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * The node's volumes: each once for everybody who looks at it, all within a number of bytes. One that nobody looks at stops loading, is the first to make room
 * for another, and goes when it has been idle, so that no patient stays in memory overnight. One that somebody looks at never goes. Thread-safe.
 */
@Component
public class VolumeStore {

    private static final Logger log = LoggerFactory.getLogger(VolumeStore.class);

    private static final Duration CHECKED_EVERY = Duration.ofSeconds(5);
    private static final long MIB = 1L << 20;

    /** Which volume: by its slices, since a series may have grown since it was last opened. */
    private record Key(String studyInstanceUid, String seriesInstanceUid, String label, List<FrameKey> sources) {}

    /** Its fields are guarded by the store's lock, but for the volume, which is made under the entry's own. */
    private static final class Entry {
        private final Key key;
        private final VolumePlan<FrameKey> plan;
        private final boolean reduced;
        private String owner = "";
        private int holders;
        private long lastHeldNanos;
        private volatile @Nullable SharedVolume volume;
        private volatile @Nullable VolumeLoader loader;

        Entry(Key key, VolumePlan<FrameKey> plan, boolean reduced) {
            this.key = key;
            this.plan = plan;
            this.reduced = reduced;
        }
    }

    private final FrameStore frames;
    private final Schedulers schedulers;
    private final long bytes;
    private final long maxBytes;
    private final long idleNanos;
    private final VolumeLoader.Retries retries;
    private final LongSupplier nanoClock;
    private final Map<Key, Entry> entries = new HashMap<>();
    private long taken;
    private final BiConsumer<Duration, Runnable> later;

    @Autowired
    VolumeStore(FrameStore frames, Schedulers schedulers, VolumeProperties properties, VolumeTimer timer) {
        this(frames, schedulers, properties, System::nanoTime, timer::after);
        timer.every(CHECKED_EVERY, this::dropIdle);
    }

    /**
     * @param nanoClock see {@link System#nanoTime}
     * @param later lets a short task run after a pause, in whatever thread
     */
    public VolumeStore(
            FrameStore frames,
            Schedulers schedulers,
            VolumeProperties properties,
            LongSupplier nanoClock,
            BiConsumer<Duration, Runnable> later) {
        this.frames = frames;
        this.schedulers = schedulers;
        this.bytes = properties.volumeBytes();
        this.maxBytes = properties.volumeMaxBytes();
        this.idleNanos = properties.volumeIdle().toNanos();
        this.retries = new VolumeLoader.Retries(properties.volumeRetries(), properties.volumeRetryPause());
        this.nanoClock = nanoClock;
        this.later = later;
    }

    /**
     * The volume, there already or about to be loaded. May take a moment to reserve its memory. The caller has seen to it that it may be shown.
     *
     * @param chosen one of the series' volumes
     * @param first the slice looked at, from 0: it comes first
     * @param owner whose turn its loading uses up
     * @throws PictureException where there is no room for it
     */
    public VolumeHold open(LoadedSeries series, SeriesVolume chosen, int first, String owner) {
        Key key = new Key(
                series.studyInstanceUid(),
                series.seriesInstanceUid(),
                chosen.plan().label(),
                chosen.plan().sources());
        Entry entry = enter(key, chosen, owner);
        SharedVolume volume;
        VolumeLoader loader;
        try {
            synchronized (entry) {
                SharedVolume there = entry.volume;
                if (there == null) {
                    SharedVolume made = new SharedVolume(chosen, entry.plan, entry.reduced);
                    entry.loader = new VolumeLoader(
                            entry.plan.sources(),
                            first,
                            frames,
                            schedulers,
                            retries,
                            later,
                            new VolumeLoader.Receiver() {
                                @Override
                                public void came(int slice, DecodedFrame frame) {
                                    made.came(slice, frame);
                                }

                                @Override
                                public void failed(int slice, PictureException why) {
                                    made.failed(slice, why);
                                }

                                @Override
                                public void retrying(int slices) {
                                    made.archiveIsAskedAgain();
                                }
                            });
                    entry.volume = made;
                    there = made;
                }
                volume = there;
                loader = Objects.requireNonNull(entry.loader);
            }
        } catch (OutOfMemoryError e) {
            leave(entry);
            log.error("No memory for a volume of {} MB", entry.plan.bytes() / MIB);
            throw new PictureException(
                    PictureException.Kind.TOO_LARGE,
                    Message.of(
                            "picture.no-memory", "it is too large for the server's memory. Tell your administrator."),
                    sizes(entry.plan.bytes()),
                    e);
        } catch (RuntimeException | Error e) {
            leave(entry);
            throw e;
        }
        runAsHeld(entry, loader);
        return new VolumeHold(volume, () -> leave(entry));
    }

    private synchronized Entry enter(Key key, SeriesVolume chosen, String owner) {
        Entry entry = entries.get(key);
        if (entry == null) {
            VolumePlan<FrameKey> plan = chosen.plan();
            boolean reduced = isTooLarge(plan);
            if (reduced) {
                plan = plan.halved();
            }
            if (isTooLarge(plan)) {
                throw new PictureException(
                        PictureException.Kind.TOO_LARGE,
                        Message.of(
                                "volume.too-large",
                                "it is too large for this server, even at half its resolution. Tell your administrator."),
                        "It takes " + plan.bytes() / MIB
                                + " MB at half its resolution; lightbox.viewing.volume-max-bytes is " + maxBytes / MIB
                                + " MB");
            }
            makeRoom(plan.bytes());
            entry = new Entry(key, plan, reduced);
            entries.put(key, entry);
            taken += plan.bytes();
        }
        entry.holders++;
        entry.owner = owner;
        return entry;
    }

    private boolean isTooLarge(VolumePlan<FrameKey> plan) {
        return plan.bytes() > maxBytes || !plan.isAddressable();
    }

    private void makeRoom(long wanted) {
        while (taken + wanted > bytes) {
            Optional<Entry> oldest = entries.values().stream()
                    .filter(entry -> entry.holders == 0)
                    .min(Comparator.comparingLong(entry -> entry.lastHeldNanos));
            if (oldest.isEmpty()) {
                throw new PictureException(
                        PictureException.Kind.BUSY,
                        Message.of(
                                "volume.memory-full",
                                "the server's memory for volumes is full of others that are being looked at."
                                        + " Close one of yours, or try again later."),
                        sizes(wanted));
            }
            drop(oldest.get());
        }
    }

    private String sizes(long wanted) {
        return "It takes " + wanted / MIB + " MB; " + taken / MIB + " MB of lightbox.viewing.volume-bytes, "
                + bytes / MIB + " MB, are taken";
    }

    private void drop(Entry entry) {
        entries.remove(entry.key);
        taken -= entry.plan.bytes();
    }

    private void leave(Entry entry) {
        VolumeLoader idle;
        synchronized (this) {
            entry.holders--;
            if (entry.holders > 0) {
                return;
            }
            entry.lastHeldNanos = nanoClock.getAsLong();
            // What failed because of the archive is asked for again when it is opened again.
            SharedVolume left = entry.volume;
            if (left == null || left.archiveFailed()) {
                drop(entry);
            }
            idle = entry.loader;
        }
        if (idle != null) {
            runAsHeld(entry, idle);
        }
    }

    /**
     * Lets the loader work exactly as long as somebody holds the volume. Others may come and leave at the same time: who has started or stopped it looks again, so that
     * the last to do so has done what the volume's holders want.
     */
    private void runAsHeld(Entry entry, VolumeLoader loader) {
        boolean held = isHeld(entry);
        boolean done;
        do {
            done = held;
            if (held) {
                loader.start(ownerOf(entry));
            } else {
                loader.stop();
            }
            held = isHeld(entry);
        } while (held != done);
    }

    private synchronized boolean isHeld(Entry entry) {
        return entry.holders > 0;
    }

    private synchronized String ownerOf(Entry entry) {
        return entry.owner;
    }

    /** Called every few seconds. */
    void dropIdle() {
        try {
            synchronized (this) {
                long now = nanoClock.getAsLong();
                List<Entry> idle = entries.values().stream()
                        .filter(entry -> entry.holders == 0 && now - entry.lastHeldNanos >= idleNanos)
                        .toList();
                idle.forEach(this::drop);
            }
        } catch (RuntimeException e) {
            // The next check must come.
            log.error("Dropping idle volumes failed", e);
        }
    }

    /** Bytes that volumes may take together. */
    public long budgetBytes() {
        return bytes;
    }

    /** Bytes that volumes take or have reserved. */
    public synchronized long takenBytes() {
        return taken;
    }
}
