package dev.lightbox.engine.cli;

import dev.lightbox.engine.volume.ReslicedPlane;

/** How many pixels of a plane have a value, and how many haven't, by reason; none is pending once a volume is complete. Immutable. */
record CoverCounts(int inside, int outside, int gap, int pending) {

    static CoverCounts of(byte[] cover) {
        int[] counts = new int[4];
        for (byte pixel : cover) {
            counts[pixel]++;
        }
        return new CoverCounts(
                counts[ReslicedPlane.INSIDE],
                counts[ReslicedPlane.OUTSIDE],
                counts[ReslicedPlane.GAP],
                counts[ReslicedPlane.PENDING]);
    }
}
