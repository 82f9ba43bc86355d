package dev.lightbox.engine.measure;

import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.Vector3;
import dev.lightbox.engine.measure.MeasurementRefusedException.Reason;
import dev.lightbox.engine.render.VolumeDisplay;
import dev.lightbox.engine.volume.NearestVoxel.Cover;
import dev.lightbox.engine.volume.Slab;
import dev.lightbox.engine.volume.VolumeGeometry;
import java.util.List;

/**
 * A plane through a volume, or a slab, where values are taken: at the points of a square lattice that belongs to volume and direction alone, so that the same shape has the same values however it is
 * looked at. Its points lie as far apart as voxels do along the finer of the plane's two directions, and one lies at the first voxel's centre; so on a plane along square pixels they are the voxels.
 * Each has the value of the voxel nearest to it; of a slab, of those across it. Keeps what it met: one for each measurement.
 */
final class PlaneSamples {

    /** Values that are looked up for one measurement: a few seconds' work. */
    private static final long MOST_LOOKED_UP = 1L << 25;

    /** A part of a step by which steps may differ by rounding. */
    private static final double ROUNDING = 1e-6;

    private final VoxelValues values;
    private final MeasuringPlane plane;
    private final double stepMm;
    private final PatientPoint anchor;
    private final Vector3 normal;
    /** Steps from the plane to a face of the slab; 0 for the plane alone. */
    private final long half;

    private final double slabStepMm;
    private boolean metGap;

    /**
     * @param through a point of the plane
     * @throws MeasurementRefusedException if there is too much to look at even for one value
     */
    PlaneSamples(VolumeDisplay display, MeasuringPlane plane, PatientPoint through) throws MeasurementRefusedException {
        VolumeGeometry geometry = display.volume().geometry();
        this.values = new VoxelValues(display);
        this.plane = plane;
        stepMm = Math.min(geometry.stepMm(plane.right()), geometry.stepMm(plane.down()));
        normal = plane.normal();
        PatientPoint first = geometry.origin(0);
        anchor = first.plus(normal.times(through.minus(first).dot(normal)));
        double thickness = plane.slab().thicknessMm();
        half = (long) Math.ceil(thickness / 2 / geometry.sampleStepMm() - ROUNDING);
        slabStepMm = half > 0 ? thickness / 2 / half : 0;
        check(1);
    }

    /** Distance of neighbours, mm. */
    double stepMm() {
        return stepMm;
    }

    /** Whether something was left out of a value that others were found for, as slices are missing there. */
    boolean metGap() {
        return metGap;
    }

    /** Where a point lies as if each lattice point were the centre of a pixel. */
    PicturePoint place(PatientPoint point) {
        Vector3 offset = point.minus(anchor);
        return new PicturePoint(offset.dot(plane.right()) / stepMm + 0.5, offset.dot(plane.down()) / stepMm + 0.5);
    }

    /**
     * What lies within a shape.
     *
     * @param corners places between whose smallest and largest the shape lies
     * @throws MeasurementRefusedException if there is too much to look at
     */
    RegionStatistics within(Outline outline, List<PicturePoint> corners) throws MeasurementRefusedException {
        double left = corners.stream().mapToDouble(PicturePoint::x).min().orElseThrow();
        double right = corners.stream().mapToDouble(PicturePoint::x).max().orElseThrow();
        check((right - left + 1) * (outline.bottom() - outline.top() + 1));
        double[] edges = new double[Outline.MAX_POINTS];
        RegionStatistics.Tally tally = new RegionStatistics.Tally();
        long last = lastBefore(outline.bottom());
        for (long y = firstFrom(outline.top()); y <= last; y++) {
            PatientPoint row = anchor.plus(plane.down().times(y * stepMm));
            int crossings = outline.crossings(y + 0.5, edges);
            for (int i = 0; i + 1 < crossings; i += 2) {
                long end = lastBefore(edges[i + 1]);
                for (long x = firstFrom(edges[i]); x <= end; x++) {
                    tally.add(at(row.plus(plane.right().times(x * stepMm))));
                }
            }
        }
        return tally.statistics();
    }

    /** The value at a point of the plane; NaN where there is none. */
    double at(PatientPoint point) {
        Slab.Mode mode = plane.slab().mode();
        double result = Double.NaN;
        double sum = 0;
        double weights = 0;
        boolean gap = false;
        for (long k = -half; k <= half; k++) {
            Cover cover = values.look(k == 0 ? point : point.plus(normal.times(k * slabStepMm)));
            gap |= cover == Cover.GAP;
            double value = cover == Cover.INSIDE ? values.counted() : Double.NaN;
            if (!Double.isFinite(value)) {
                continue;
            }
            // What lies on the faces stands for half as much.
            double weight = half > 0 && Math.abs(k) == half ? 0.5 : 1;
            sum += weight * value;
            weights += weight;
            result = switch (mode) {
                case MEAN -> sum / weights;
                case MIP -> Double.isNaN(result) ? value : Math.max(result, value);
                case MINIP -> Double.isNaN(result) ? value : Math.min(result, value);
            };
        }
        metGap |= gap && !Double.isNaN(result);
        return result;
    }

    private void check(double points) throws MeasurementRefusedException {
        if (!(points * (2 * half + 1) <= MOST_LOOKED_UP)) {
            throw new MeasurementRefusedException(Reason.TOO_LARGE);
        }
    }

    private static long firstFrom(double edge) {
        return (long) Math.ceil(edge - 0.5);
    }

    private static long lastBefore(double edge) {
        return (long) Math.ceil(edge - 0.5) - 1;
    }
}
