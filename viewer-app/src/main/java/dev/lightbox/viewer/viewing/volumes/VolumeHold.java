package dev.lightbox.viewer.viewing.volumes;

import java.util.concurrent.atomic.AtomicBoolean;

/** One asker's interest in a volume: as long as it lasts, the volume stays and its slices come. Thread-safe. */
public final class VolumeHold {

    private final SharedVolume volume;
    private final Runnable onRelease;
    private final AtomicBoolean released = new AtomicBoolean();

    VolumeHold(SharedVolume volume, Runnable onRelease) {
        this.volume = volume;
        this.onRelease = onRelease;
    }

    public SharedVolume volume() {
        return volume;
    }

    /** It isn't looked at any longer. May be called more than once. */
    public void release() {
        if (released.compareAndSet(false, true)) {
            onRelease.run();
        }
    }
}
