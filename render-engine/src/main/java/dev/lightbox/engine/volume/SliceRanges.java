package dev.lightbox.engine.volume;

import dev.lightbox.engine.kernel.Statistics;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** Smallest and largest 16-bit value of each slice, kept once it is known: a slice's values don't change. Thread-safe. */
final class SliceRanges {

    private record Known(int excludedMin, int excludedMax, Statistics.Range range) {}

    private final Voxels voxels;
    private final AtomicReferenceArray<@Nullable Known> known;

    SliceRanges(Voxels voxels) {
        this.voxels = voxels;
        this.known = new AtomicReferenceArray<>(voxels.slices());
    }

    /** Of the values outside {@code excludedMin}..{@code excludedMax}; an empty range excludes none. The slice must have been put. */
    Statistics.Range of(int slice, int excludedMin, int excludedMax) {
        Known last = known.get(slice);
        if (last == null || last.excludedMin != excludedMin || last.excludedMax != excludedMax) {
            last = new Known(excludedMin, excludedMax, find(slice, excludedMin, excludedMax));
            known.set(slice, last);
        }
        return last.range;
    }

    private Statistics.Range find(int slice, int excludedMin, int excludedMax) {
        int min = Integer.MAX_VALUE;
        int max = Integer.MIN_VALUE;
        for (int row = 0; row < voxels.rows(); row++) {
            for (int column = 0; column < voxels.columns(); column++) {
                int value = voxels.get(column, row, slice);
                if (value < excludedMin || value > excludedMax) {
                    min = Math.min(min, value);
                    max = Math.max(max, value);
                }
            }
        }
        return new Statistics.Range(min, max);
    }
}
