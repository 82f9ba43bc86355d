package dev.lightbox.engine.volume;

import dev.lightbox.engine.geometry.PatientPoint;

/**
 * The voxel that lies nearest to a place, as a reader knows it from single slices: nothing is interpolated. Works with the slices that are there when it is made. Keeps the last one: one for each
 * thread.
 */
public final class NearestVoxel {

    /** What is there. */
    public enum Cover {
        INSIDE,
        OUTSIDE,
        /** Slices are missing or damaged there. */
        GAP,
        /** Its slice hasn't come yet. */
        PENDING
    }

    /** As a part of a voxel: as near to two voxels is the place that differs by less; the later one counts then, however its coordinates were rounded. */
    private static final double TIE = 1e-6;

    private final Volume volume;
    private final VolumeGeometry geometry;
    private final Volume.Filling filling;
    private int slice;
    private double stored;

    public NearestVoxel(Volume volume) {
        this.volume = volume;
        geometry = volume.geometry();
        filling = volume.filling();
    }

    /** Looks at a place; where it isn't {@link Cover#INSIDE}, {@link #slice} and {@link #stored} are those of before. */
    public Cover look(PatientPoint point) {
        VoxelPoint place = geometry.toVoxel(point);
        if (isBeyond(place.column(), geometry.columns())
                || isBeyond(place.row(), geometry.rows())
                || !(place.slice() >= geometry.firstEdge() && place.slice() <= geometry.lastEdge())) {
            return Cover.OUTSIDE;
        }
        int nearest = nearest(place.slice(), geometry.slices());
        if (isInGap(place.slice()) || filling.failed(nearest)) {
            return Cover.GAP;
        }
        if (filling.shown(nearest) != nearest) {
            // Another slice stands in for it in pictures; its value would be another place's.
            return Cover.PENDING;
        }
        slice = nearest;
        stored = volume.offset()
                + volume.voxels()
                        .get(nearest(place.column(), geometry.columns()), nearest(place.row(), geometry.rows()), slice);
        return Cover.INSIDE;
    }

    /** From 0. */
    public int slice() {
        return slice;
    }

    /** Its stored value. */
    public double stored() {
        return stored;
    }

    private static boolean isBeyond(double index, int size) {
        return !(index >= -0.5 && index <= size - 0.5);
    }

    private static int nearest(double index, int size) {
        return Math.clamp((long) Math.floor(index + 0.5 + TIE), 0, size - 1);
    }

    /** In a gap a slice reaches half the usual distance from its centre, and nothing is known beyond. */
    private boolean isInGap(double index) {
        int below = Math.clamp((int) Math.floor(index), 0, geometry.slices() - 2);
        return geometry.gapAfter(below)
                && index - below > geometry.reachOnward(below)
                && below + 1 - index > geometry.reachBack(below);
    }
}
