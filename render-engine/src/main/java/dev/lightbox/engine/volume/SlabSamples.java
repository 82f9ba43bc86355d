package dev.lightbox.engine.volume;

import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.PlaneGrid;
import dev.lightbox.engine.geometry.Vector3;

/**
 * Where across a slab values are taken: evenly, symmetric about the plane, which is always among them, so that a slab never misses what the plane alone shows; from one face of the slab to the other.
 * Those that lie beyond the volume everywhere are left out at once. For a mean the samples on the faces count half (trapezoidal rule), as they stand for half as much.
 *
 * @param half steps from the plane to a face; 0 for the plane alone
 * @param stepMm distance of neighbouring samples, mm
 * @param begin the first sample that can meet the volume, counted from the plane in its normal's direction: 0 is the plane itself
 * @param count how many can
 * @param coarse whether neighbours lie farther apart than half the smallest voxel edge
 */
record SlabSamples(long half, double stepMm, long begin, int count, boolean coarse) {

    /** Samples of a pixel that may meet the volume; where more are asked for, they lie farther apart, and the result says so: no request may take for ever. */
    private static final int MOST = 1 << 20;

    /** The same for curved planes, which are taken sample by sample. */
    private static final int MOST_CURVED = 1 << 12;

    /** A part of a step by which steps may differ by rounding. */
    private static final double ROUNDING = 1e-6;

    private static final SlabSamples PLANE = new SlabSamples(0, 0, 0, 1, false);

    static SlabSamples of(VolumeGeometry geometry, ResliceRequest request) {
        double[] extent = extent(geometry, request.grid());
        return of(geometry, request.slab(), request.stepMm(), extent[0], extent[1], MOST);
    }

    /** @param reachMm how far from any point of the surface the volume may lie */
    static SlabSamples ofCurved(VolumeGeometry geometry, Slab slab, double stepMm, double reachMm) {
        return of(geometry, slab, stepMm, -reachMm, reachMm, MOST_CURVED);
    }

    private static SlabSamples of(
            VolumeGeometry geometry, Slab slab, double stepMm, double fromMm, double toMm, int most) {
        double thickness = slab.thicknessMm();
        if (thickness == 0) {
            return PLANE;
        }
        double asked = stepMm > 0 ? stepMm : geometry.sampleStepMm();
        double low = Math.max(fromMm, -thickness / 2);
        double high = Math.min(toMm, thickness / 2);
        // One sample on each side is for what lies just beyond.
        double atMost = Math.max(asked, Math.max(0, high - low) / (most - 3));
        long half = (long) Math.max(1, Math.ceil(thickness / 2 / atMost - ROUNDING));
        double step = thickness / 2 / half;
        long begin = (long) Math.max(-half, Math.floor(low / step));
        long end = (long) Math.min(half, Math.ceil(high / step));
        boolean coarse = step > geometry.sampleStepMm() * (1 + ROUNDING);
        return new SlabSamples(half, step, begin, (int) Math.max(0, end - begin + 1), coarse);
    }

    /** Whether it is the plane alone. */
    boolean isPlane() {
        return half == 0;
    }

    /** @param sample from 0 to {@link #count} − 1 */
    double mm(int sample) {
        return (begin + sample) * stepMm;
    }

    double meanWeight(int sample) {
        return half > 0 && Math.abs(begin + sample) == half ? 0.5 : 1;
    }

    /** Distances from the plane between which the volume lies, mm. */
    private static double[] extent(VolumeGeometry geometry, PlaneGrid grid) {
        Vector3 normal = grid.normal();
        double least = Double.MAX_VALUE;
        double most = -Double.MAX_VALUE;
        // A straight line's ends are its extremes; otherwise any slice may stick out.
        int step = geometry.isAffine() ? geometry.slices() - 1 : 1;
        for (int k = 0; k < geometry.slices(); k += step) {
            double slice = k == 0 ? geometry.firstEdge() : k == geometry.slices() - 1 ? geometry.lastEdge() : k;
            for (int corner = 0; corner < 4; corner++) {
                PatientPoint point = geometry.toPatient(new VoxelPoint(
                        corner % 2 == 0 ? -0.5 : geometry.columns() - 0.5,
                        corner < 2 ? -0.5 : geometry.rows() - 0.5,
                        slice));
                double distance = point.minus(grid.center()).dot(normal);
                least = Math.min(least, distance);
                most = Math.max(most, distance);
            }
        }
        return new double[] {least, most};
    }
}
