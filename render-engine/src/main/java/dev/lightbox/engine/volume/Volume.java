package dev.lightbox.engine.volume;

import dev.lightbox.engine.kernel.Statistics;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A volume that may still be filled: its geometry, the values of the slices that have come, and which have. Thread-safe: slices may be put by several threads at once
 * while others read; a reader takes one {@link Filling} and works with that.
 */
public final class Volume {

    /** Which slices are there. Immutable. */
    public static final class Filling {
        private final int[] shown;
        private final boolean[] failed;
        private final int loaded;
        private final boolean complete;

        private Filling(int[] shown, boolean[] failed, int loaded, boolean complete) {
            this.shown = shown;
            this.failed = failed;
            this.loaded = loaded;
            this.complete = complete;
        }

        /**
         * The slice whose values stand at a place: itself if it is there; else the nearest that is there, as long as it is awaited; −1 where it failed, and
         * while there is none at all.
         */
        public int shown(int slice) {
            return shown[slice];
        }

        /** Whether this slice will never come: it can't be decoded. */
        public boolean failed(int slice) {
            return failed[slice];
        }

        /** Slices that are there. */
        public int loaded() {
            return loaded;
        }

        /** Whether every slice is there or has failed. */
        public boolean isComplete() {
            return complete;
        }
    }

    private final VolumeGeometry geometry;
    private final Voxels voxels;
    private final int offset;
    private final List<SliceScale> scales;
    private final ValueOrder order;
    private final boolean[] loaded;
    private final @Nullable String[] failures;
    private final SliceRanges ranges;
    private volatile @Nullable BrickRanges bricks;
    /** Null when slices have come since it was last asked for: made for each reader, not for each slice. */
    private volatile @Nullable Filling filling;

    /**
     * @param offset what is added to a 16-bit value to have the stored value: 0, or 32768 for unsigned values of 16 bits
     * @param scales one a slice where they differ (as in PET), one for all where they are equal, none where modality values aren't a straight line of the stored
     */
    public Volume(VolumeGeometry geometry, int offset, List<SliceScale> scales) {
        this(
                geometry,
                offset,
                scales,
                scales.size() == 1 && scales.getFirst().slope() < 0 ? ValueOrder.FALLING : ValueOrder.RISING);
    }

    /**
     * As the other one, of values that have a table.
     *
     * @param order of modality values as stored ones rise; doesn't count where each slice has a rescale of its own
     */
    public Volume(VolumeGeometry geometry, int offset, List<SliceScale> scales, ValueOrder order) {
        this.order = order;
        this.geometry = geometry;
        this.voxels = new Voxels(geometry.columns(), geometry.rows(), geometry.slices());
        this.offset = offset;
        this.scales = List.copyOf(scales);
        this.ranges = new SliceRanges(voxels);
        this.loaded = new boolean[geometry.slices()];
        this.failures = new String[geometry.slices()];
    }

    public VolumeGeometry geometry() {
        return geometry;
    }

    public Voxels voxels() {
        return voxels;
    }

    public int offset() {
        return offset;
    }

    /** How the values that are computed with follow modality values: rising where they are such themselves, slices having a rescale of their own each. */
    ValueOrder order() {
        return hasScaleOfEachSlice() ? ValueOrder.RISING : order;
    }

    /** Whether modality values are a straight line of the stored ones. */
    public boolean hasScale() {
        return !scales.isEmpty();
    }

    /** Whether each slice has a rescale of its own: values can be mixed only in modality units then. */
    public boolean hasScaleOfEachSlice() {
        return scales.size() > 1;
    }

    /** The rescale of a slice. */
    public SliceScale scale(int slice) {
        return scales.isEmpty() ? SliceScale.IDENTITY : scales.get(Math.min(slice, scales.size() - 1));
    }

    /** Which slices are there now. */
    public Filling filling() {
        Filling known = filling;
        return known != null ? known : findFilling();
    }

    /**
     * Smallest and largest stored value of a slice that has come, some left out; found out once.
     *
     * @param excludedMin smallest stored value left out; none are where it is above {@code excludedMax}
     */
    public Statistics.Range storedRange(int slice, int excludedMin, int excludedMax) {
        Statistics.Range range = ranges.of(slice, excludedMin - offset, excludedMax - offset);
        return range.isEmpty() ? range : new Statistics.Range(range.min() + offset, range.max() + offset);
    }

    /** Ranges of its bricks as it is filled at present; those that are known already aren't looked for again. */
    BrickRanges brickRanges(RayVolume present, int threads) {
        BrickRanges known = bricks;
        BrickRanges ranges = known == null ? BrickRanges.of(present, threads) : known.updated(present, threads);
        bricks = ranges;
        return ranges;
    }

    /**
     * A slice has come.
     *
     * @param values stored values minus {@link #offset()}, row by row
     */
    public void put(int slice, short[] values) {
        voxels.put(slice, values);
        synchronized (this) {
            loaded[slice] = true;
            failures[slice] = null;
            filling = null;
        }
    }

    /** A slice can't be had. */
    public synchronized void fail(int slice, String reason) {
        failures[slice] = reason;
        loaded[slice] = false;
        filling = null;
    }

    /** Why a slice can't be had; null where it can. */
    public synchronized @Nullable String failure(int slice) {
        return failures[slice];
    }

    private synchronized Filling findFilling() {
        int slices = loaded.length;
        int[] shown = new int[slices];
        boolean[] failed = new boolean[slices];
        int there = 0;
        int lost = 0;
        int below = -1;
        for (int k = 0; k < slices; k++) {
            failed[k] = failures[k] != null;
            lost += failed[k] ? 1 : 0;
            if (loaded[k]) {
                there++;
                below = k;
            }
            shown[k] = below;
        }
        int above = -1;
        for (int k = slices - 1; k >= 0; k--) {
            if (loaded[k]) {
                above = k;
            }
            if (shown[k] < 0 || (above >= 0 && above - k < k - shown[k])) {
                shown[k] = above;
            }
            if (failed[k]) {
                shown[k] = -1;
            }
        }
        Filling found = new Filling(shown, failed, there, there + lost == slices);
        filling = found;
        return found;
    }
}
