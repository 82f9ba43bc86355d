package dev.lightbox.engine.measure;

import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.Vector3;
import dev.lightbox.engine.measure.MeasurementRefusedException.Reason;
import dev.lightbox.engine.render.VolumeDisplay;
import dev.lightbox.engine.volume.NearestVoxel.Cover;
import dev.lightbox.engine.volume.Slab;
import dev.lightbox.engine.volume.VolumeGeometry;
import dev.lightbox.engine.volume.VoxelPoint;
import java.util.List;

/**
 * A plane through a volume, or a slab, where values are taken: at the points of a square lattice that belongs to volume and direction alone, so that the same shape has the same values however it is
 * looked at. Its points lie as far apart as voxels do along the finer of the plane's two directions, and one lies at the first voxel's centre: of a plane that is parallel to the slices at that of the
 * slice there, also where the stack is tilted. So on a slice, along its square pixels, they are the voxels.
 * Each has the value of the voxel nearest to it; of a slab, of those across it. Keeps what it met: one for each measurement.
 */
final class PlaneSamples {

    /** Values that are looked up for one measurement, and corners that are gone through: a few seconds' work. */
    private static final long MOST_LOOKED_UP = 1L << 25;

    /** A part of a step by which steps may differ by rounding. */
    private static final double ROUNDING = 1e-6;

    /** Sine of the angle up to which a plane is taken for parallel to the slices: directions are told by rounded numbers. */
    private static final double PARALLEL = 1e-4;

    private final VoxelValues values;
    private final MeasuringPlane plane;
    private final double stepMm;
    private final PatientPoint anchor;
    private final Vector3 normal;
    /** Steps from the plane to a face of the slab; 0 for the plane alone. */
    private final long half;

    private final double slabStepMm;
    private final Outline.Rectangle volume;
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
        PatientPoint first = first(geometry, through);
        anchor = first.plus(normal.times(through.minus(first).dot(normal)));
        volume = around(geometry);
        double thickness = plane.slab().thicknessMm();
        half = (long) Math.ceil(thickness / 2 / geometry.sampleStepMm() - ROUNDING);
        slabStepMm = half > 0 ? thickness / 2 / half : 0;
        check(1, 0);
    }

    /** A voxel's centre that the lattice belongs to. */
    private PatientPoint first(VolumeGeometry geometry, PatientPoint through) {
        boolean parallel = normal.cross(geometry.normal()).length() <= PARALLEL;
        return parallel
                ? geometry.toPatient(
                        new VoxelPoint(0, 0, geometry.toVoxel(through).slice()))
                : geometry.origin(0);
    }

    /** Beyond it, as if each lattice point were the centre of a pixel, nothing is in the volume; a slab's points lie straight above their lattice point. */
    private Outline.Rectangle around(VolumeGeometry geometry) {
        double left = Double.POSITIVE_INFINITY;
        double top = left;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = right;
        // Between neighbouring slices it runs straight, so its outermost places are among these.
        for (int k = -1; k <= geometry.slices(); k++) {
            double slice = Math.clamp(k, geometry.firstEdge(), geometry.lastEdge());
            for (int corner = 0; corner < 4; corner++) {
                double column = corner % 2 == 0 ? -0.5 : geometry.columns() - 0.5;
                double row = corner < 2 ? -0.5 : geometry.rows() - 0.5;
                PicturePoint place = place(geometry.toPatient(new VoxelPoint(column, row, slice)));
                left = Math.min(left, place.x());
                right = Math.max(right, place.x());
                top = Math.min(top, place.y());
                bottom = Math.max(bottom, place.y());
            }
        }
        // A step more, whatever is rounded.
        return new Outline.Rectangle(left - 1, top - 1, right + 1, bottom + 1);
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
        double rows = outline.bottom() - outline.top() + 1;
        check((right - left + 1) * rows, corners.size() * rows);
        double[] edges = new double[Outline.MAX_POINTS];
        RegionStatistics.Tally tally = new RegionStatistics.Tally();
        long last = lastBefore(outline.bottom());
        for (long y = firstFrom(outline.top()); y <= last; y++) {
            PatientPoint row = anchor.plus(plane.down().times(y * stepMm));
            int crossings = outline.crossings(y + 0.5, edges);
            for (int i = 0; i + 1 < crossings; i += 2) {
                add(tally, row, y, firstFrom(edges[i]), lastBefore(edges[i + 1]));
            }
        }
        return tally.statistics();
    }

    /** A part of a row; what lies beside the volume needn't be looked at. */
    private void add(RegionStatistics.Tally tally, PatientPoint row, long y, long begin, long end) {
        boolean beside = y < volume.top() || y > volume.bottom();
        long from = beside ? begin : Math.max(begin, firstFrom(volume.left()));
        long to = beside ? begin - 1 : Math.min(end, lastBefore(volume.right()));
        long looked = Math.max(0, to - from + 1);
        for (long x = from; x <= to; x++) {
            tally.add(at(row.plus(plane.right().times(x * stepMm))));
        }
        tally.leaveOut(Math.max(0, end - begin + 1) - looked);
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

    /** @param corners how many are gone through, for all rows together */
    private void check(double points, double corners) throws MeasurementRefusedException {
        if (!(points * (2 * half + 1) + corners <= MOST_LOOKED_UP)) {
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
