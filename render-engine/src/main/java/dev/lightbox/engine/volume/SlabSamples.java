package dev.lightbox.engine.volume;

import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.PlaneGrid;
import dev.lightbox.engine.geometry.Vector3;

/**
 * Where across a slab values are taken: evenly, symmetric about the plane (which is among them unless a step is asked for), from one face of the slab to the other. Those that lie beyond the volume everywhere are left out
 * at once. For a mean the samples on the faces count half (trapezoidal rule), as they stand for half as much.
 *
 * @param count how many there are
 * @param firstMm distance of the first one from the plane along its normal, mm
 * @param stepMm distance of neighbouring samples, mm
 * @param from the first sample that can meet the volume
 * @param to behind the last one
 */
record SlabSamples(int count, double firstMm, double stepMm, int from, int to) {

    /** Slabs of more samples than these are sampled more coarsely: no screen shows the difference, and no request may take for ever. */
    private static final int MOST = 1 << 20;

    private static final int MOST_EVERYWHERE = 1 << 12;

    static SlabSamples of(VolumeGeometry geometry, ResliceRequest request) {
        SlabSamples all = of(geometry, request.slab(), request.stepMm(), MOST);
        if (all.count == 1) {
            return all;
        }
        double[] extent = extent(geometry, request.grid());
        int from = (int) Math.clamp(Math.floor((extent[0] - all.firstMm) / all.stepMm), 0, all.count);
        int to = (int) Math.clamp(Math.ceil((extent[1] - all.firstMm) / all.stepMm) + 1, from, all.count);
        return new SlabSamples(all.count, all.firstMm, all.stepMm, from, to);
    }

    /** Without a look at where the volume is: for curved planes. */
    static SlabSamples everywhere(VolumeGeometry geometry, Slab slab, double stepMm) {
        return of(geometry, slab, stepMm, MOST_EVERYWHERE);
    }

    private static SlabSamples of(VolumeGeometry geometry, Slab slab, double stepMm, int most) {
        double thickness = slab.thicknessMm();
        if (thickness == 0) {
            return new SlabSamples(1, 0, 0, 0, 1);
        }
        int count;
        if (stepMm > 0) {
            count = (int) Math.clamp(Math.ceil(thickness / stepMm - 1e-6) + 1, 2, most);
        } else {
            // An odd number: the plane itself is among them, so that a thin slab never misses what the plane alone
            // shows.
            count = 1
                    + 2
                            * (int) Math.clamp(
                                    Math.ceil(thickness / 2 / (geometry.smallestEdgeMm() / 2) - 1e-6), 1, most / 2);
        }
        return new SlabSamples(count, -thickness / 2, thickness / (count - 1), 0, count);
    }

    double mm(int sample) {
        return count == 1 ? 0 : firstMm + sample * stepMm;
    }

    double meanWeight(int sample) {
        return count > 1 && (sample == 0 || sample == count - 1) ? 0.5 : 1;
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
