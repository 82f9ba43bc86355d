package dev.lightbox.engine.volume;

import dev.lightbox.engine.geometry.ImagePlane;
import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.PixelSpacing;
import dev.lightbox.engine.geometry.Vector3;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where the voxels of a stack of parallel slices lie in the patient, exactly: each slice has its own position, whatever the others' are. Between two
 * neighbouring slices the map runs straight from the one's origin to the other's. So a tilted gantry gives a sheared affine map, uneven slices a piecewise
 * linear one, and nothing is rounded to a regular lattice. Immutable, thread-safe.
 */
public final class VolumeGeometry {

    /** Slices nearer to each other than this part of the median distance hardly differ: what is in them isn't lost between samples, and they mustn't multiply the work. */
    private static final double LEAST_OF_MEDIAN = 0.25;

    /** Slices whose origins lie this near to evenly spaced points, mm, are taken for evenly spaced: less than files' decimals can say. */
    private static final double EVEN_MM = 1e-4;

    /** A slice that lies this far from where its neighbour's direction leads, mm, lies to the side. */
    private static final double ASIDE_MM = 0.1;

    private final int columns;
    private final int rows;
    private final Vector3 row;
    private final Vector3 column;
    private final Vector3 normal;
    private final PixelSpacing spacing;
    private final List<PatientPoint> origins;
    /** Along the normal, from the first slice, mm; strictly rising. */
    private final double[] locations;

    private final boolean[] gapAfter;
    /** Of each slice to a neighbour of its kind, mm. */
    private final double[] usualMm;

    private final double medianSpacingMm;
    private final double smallestEdgeMm;
    private final boolean affine;

    /**
     * @param first the first slice's plane; the others lie parallel
     * @param origins the centre of the first voxel of each slice, two at least; rising along the normal row × column
     * @param gapAfter for each slice but the last, whether slices are missing between it and the next
     */
    public VolumeGeometry(int columns, int rows, ImagePlane first, List<PatientPoint> origins, boolean[] gapAfter) {
        this(columns, rows, first, origins, gapAfter, new double[0]);
    }

    /**
     * As the other one, of slices that don't all lie usually as far apart.
     *
     * @param usualMm for each slice, how far slices of its kind usually lie apart: above 0, mm; empty for the median distance of all
     */
    public VolumeGeometry(
            int columns, int rows, ImagePlane first, List<PatientPoint> origins, boolean[] gapAfter, double[] usualMm) {
        if (columns < 1
                || rows < 1
                || origins.size() < 2
                || gapAfter.length != origins.size() - 1
                || (usualMm.length > 0 && usualMm.length != origins.size())
                || !Arrays.stream(usualMm).allMatch(mm -> mm > 0)) {
            throw new IllegalArgumentException("no volume: " + columns + " x " + rows + " x " + origins.size());
        }
        this.columns = columns;
        this.rows = rows;
        this.row = first.row();
        this.column = first.column();
        this.normal = first.normal();
        this.spacing = first.spacing();
        this.origins = List.copyOf(origins);
        this.gapAfter = gapAfter.clone();
        this.locations = new double[origins.size()];
        double[] distances = new double[origins.size() - 1];
        for (int k = 1; k < locations.length; k++) {
            locations[k] = origins.get(k).minus(origins.getFirst()).dot(normal);
            distances[k - 1] = locations[k] - locations[k - 1];
            if (!(distances[k - 1] > 0) || Double.isInfinite(locations[k])) {
                throw new IllegalArgumentException("slices must rise along the normal");
            }
        }
        this.medianSpacingMm = GapRule.median(distances);
        this.usualMm = usualMm.length > 0 ? usualMm.clone() : new double[origins.size()];
        if (usualMm.length == 0) {
            Arrays.fill(this.usualMm, medianSpacingMm);
        }
        double nearest = Math.max(Arrays.stream(distances).min().orElseThrow(), LEAST_OF_MEDIAN * medianSpacingMm);
        this.smallestEdgeMm = Math.min(nearest, Math.min(spacing.rowMm(), spacing.columnMm()));
        this.affine = isEven(this.origins);
    }

    private static boolean isEven(List<PatientPoint> origins) {
        int last = origins.size() - 1;
        Vector3 whole = origins.get(last).minus(origins.getFirst());
        for (int k = 1; k < last; k++) {
            PatientPoint even = origins.getFirst().plus(whole.times(k / (double) last));
            if (origins.get(k).minus(even).length() > EVEN_MM) {
                return false;
            }
        }
        return true;
    }

    public int columns() {
        return columns;
    }

    public int rows() {
        return rows;
    }

    public int slices() {
        return origins.size();
    }

    /** Unit vector along which the column index grows. */
    public Vector3 row() {
        return row;
    }

    /** Unit vector along which the row index grows. */
    public Vector3 column() {
        return column;
    }

    /** Unit vector row × column, along which slices follow each other (not straight, where the gantry was tilted). */
    public Vector3 normal() {
        return normal;
    }

    /** Within a slice, in the patient. */
    public PixelSpacing spacing() {
        return spacing;
    }

    /** Median distance of neighbouring slices along the normal, mm. */
    public double medianSpacingMm() {
        return medianSpacingMm;
    }

    /** Centre of the first voxel of a slice. */
    public PatientPoint origin(int slice) {
        return origins.get(slice);
    }

    /** Of a slice along the normal, from the first slice, mm. */
    public double locationMm(int slice) {
        return locations[slice];
    }

    /** Whether slices are missing between this one and the next. */
    public boolean gapAfter(int slice) {
        return gapAfter[slice];
    }

    /** Whether one affine map holds for the whole volume (sheared, where the gantry was tilted): its slices are evenly spaced. */
    public boolean isAffine() {
        return affine;
    }

    /** Distance of a slice to the next along the normal, mm. */
    public double intervalMm(int slice) {
        return locations[slice + 1] - locations[slice];
    }

    /** Whether a slice lies from the next more than 1.5 × the median of all distances; a gap only where that isn't usual for slices of its kind. */
    public boolean isWide(int slice) {
        return GapRule.isWide(intervalMm(slice), medianSpacingMm);
    }

    /** How far a slice would usually lie from the next, mm: by slices of the same thickness, of two thicknesses the larger distance. */
    public double usualMm(int slice) {
        return Math.max(usualMm[slice], usualMm[slice + 1]);
    }

    /**
     * How far a slice reaches from its centre towards the next, in an interval without values between them and outwards from the first slice, as a part of the interval's length: half of it; in a
     * gap half the usual distance of slices of its kind, as a slice doesn't become thicker because its neighbour is missing.
     *
     * @param slice the one that begins the interval
     * @return above 0, up to 0.5
     */
    public double reachOnward(int slice) {
        return reach(slice, usualMm[slice]);
    }

    /**
     * Likewise how far the next slice reaches back towards this one, and outwards from the last slice: as a part of the interval that {@code slice} begins.
     *
     * @return above 0, up to 0.5
     */
    public double reachBack(int slice) {
        return reach(slice, usualMm[slice + 1]);
    }

    private double reach(int interval, double usual) {
        return gapAfter[interval] ? Math.min(0.5, usual / 2 / intervalMm(interval)) : 0.5;
    }

    /** Where the volume begins in the direction of slices, as an index: most often −0.5. */
    public double firstEdge() {
        return -reachOnward(0);
    }

    /** Where the volume ends in the direction of slices, as an index: most often half a slice behind the last. */
    public double lastEdge() {
        return slices() - 1 + reachBack(slices() - 2);
    }

    /**
     * Angle between the normal and the direction in which the slices' origins follow each other, degrees from 0 to 90: of a tilted stack the gantry's tilt. The
     * direction is the straight line with the smallest squared distances from the origins, measured within their planes; for an even stack it goes through all. Where
     * most slices follow each other in one direction and some don't, as where the table moved to the side, it is that of most.
     */
    public double shearDegrees() {
        return Math.toDegrees(Math.atan(sideways().length()));
    }

    /** Of that direction, the displacement within the slices' planes for each mm along the normal. */
    Vector3 sideways() {
        Vector3 straight = sideways(0, slices() - 1);
        int intervals = slices() - 1;
        Vector3[] each = new Vector3[intervals];
        Arrays.setAll(each, this::sideways);
        Vector3 usual = new Vector3(
                GapRule.median(Arrays.stream(each).mapToDouble(Vector3::x).toArray()),
                GapRule.median(Arrays.stream(each).mapToDouble(Vector3::y).toArray()),
                GapRule.median(Arrays.stream(each).mapToDouble(Vector3::z).toArray()));
        int following = 0;
        int straightFollowing = 0;
        double length = 0;
        Vector3 sum = new Vector3(0, 0, 0);
        for (int k = 0; k < intervals; k++) {
            double mm = intervalMm(k);
            straightFollowing += follows(each[k], straight, mm) ? 1 : 0;
            if (follows(each[k], usual, mm)) {
                following++;
                length += mm;
                sum = sum.plus(each[k].times(mm));
            }
        }
        boolean some = following < intervals;
        boolean most = 2 * following > intervals && following >= straightFollowing;
        return some && most ? sum.times(1 / length) : straight;
    }

    /** Whether an interval goes that way, but for the decimals of positions. */
    private static boolean follows(Vector3 sideways, Vector3 direction, double mm) {
        return sideways.plus(direction.times(-1)).length() * mm <= ASIDE_MM;
    }

    /** As {@link #sideways()}, between one slice and the next alone. */
    Vector3 sideways(int slice) {
        return sideways(slice, slice + 1);
    }

    private Vector3 sideways(int from, int to) {
        double middle = 0;
        for (int k = from; k <= to; k++) {
            middle += locations[k];
        }
        middle /= to - from + 1;
        double squares = 0;
        Vector3 products = new Vector3(0, 0, 0);
        for (int k = from; k <= to; k++) {
            Vector3 offset = origins.get(k).minus(origins.get(from));
            // What lies across the normal: rows and columns may be a little off perpendicular to each other.
            Vector3 across = offset.plus(normal.times(-offset.dot(normal)));
            products = products.plus(across.times(locations[k] - middle));
            squares += (locations[k] - middle) * (locations[k] - middle);
        }
        return products.times(1 / squares);
    }

    /** The middle of the volume: of its first and last column, row and slice. */
    public PatientPoint center() {
        double along = (locations[0] + locations[slices() - 1]) / 2;
        int k = segment(along);
        double slice = k + (along - locations[k]) / (locations[k + 1] - locations[k]);
        return toPatient(new VoxelPoint((columns - 1) / 2.0, (rows - 1) / 2.0, slice));
    }

    /**
     * The eight outer corners, half a voxel beyond the outermost centres (half the usual one, where slices are missing beside an end slice): the first four of the first slice, in the order (0, 0), (columns, 0), (0, rows),
     * (columns, rows), then those of the last.
     */
    public List<PatientPoint> corners() {
        List<PatientPoint> corners = new ArrayList<>();
        for (double slice : new double[] {firstEdge(), lastEdge()}) {
            for (double y : new double[] {-0.5, rows - 0.5}) {
                for (double x : new double[] {-0.5, columns - 0.5}) {
                    corners.add(toPatient(new VoxelPoint(x, y, slice)));
                }
            }
        }
        return List.copyOf(corners);
    }

    /** The smallest of the two in-plane spacings and the distances of neighbouring slices, mm; of these none counts less than a quarter of their median. */
    public double smallestEdgeMm() {
        return smallestEdgeMm;
    }

    /** How far samples across a slab or along a ray may lie apart for a picture that is to be read from, mm: half the smallest voxel edge. */
    public double sampleStepMm() {
        return smallestEdgeMm / 2;
    }

    /**
     * How far a plane with this normal moves for one step of a voxel, mm: along the slices' normal their median distance, along rows and columns their spacing,
     * and between them so that an oblique plane never steps over a voxel.
     *
     * @param direction of any length above 0
     */
    public double stepMm(Vector3 direction) {
        Vector3 unit = direction.normalized();
        double across = Math.abs(unit.dot(row)) / spacing.columnMm();
        double down = Math.abs(unit.dot(column)) / spacing.rowMm();
        double along = Math.abs(unit.dot(normal)) / medianSpacingMm;
        return 1 / Math.sqrt(across * across + down * down + along * along);
    }

    /** The volume of half as many columns and rows, each voxel the mean of two by two; an odd last column or row is left out, a single one stays. */
    public VolumeGeometry halved() {
        int across = columns > 1 ? 2 : 1;
        int down = rows > 1 ? 2 : 1;
        // The centre of the first four lies half a voxel from that of the first one.
        Vector3 shift =
                row.times(spacing.columnMm() * (across - 1) / 2).plus(column.times(spacing.rowMm() * (down - 1) / 2));
        List<PatientPoint> moved =
                origins.stream().map(origin -> origin.plus(shift)).toList();
        PixelSpacing larger = new PixelSpacing(down * spacing.rowMm(), across * spacing.columnMm(), spacing.kind());
        return new VolumeGeometry(
                columns / across,
                rows / down,
                new ImagePlane(moved.getFirst(), row, column, larger),
                moved,
                gapAfter,
                usualMm);
    }

    /** Beyond the first and the last slice the map goes on as between the outermost two. */
    public PatientPoint toPatient(VoxelPoint voxel) {
        int k = Math.clamp((int) Math.floor(voxel.slice()), 0, slices() - 2);
        Vector3 step = origins.get(k + 1).minus(origins.get(k));
        return origins.get(k)
                .plus(step.times(voxel.slice() - k))
                .plus(row.times(voxel.column() * spacing.columnMm()))
                .plus(column.times(voxel.row() * spacing.rowMm()));
    }

    /** Inverse of {@link #toPatient}. */
    public VoxelPoint toVoxel(PatientPoint point) {
        double location = point.minus(origins.getFirst()).dot(normal);
        int k = segment(location);
        double slice = k + (location - locations[k]) / (locations[k + 1] - locations[k]);
        Vector3 step = origins.get(k + 1).minus(origins.get(k));
        Vector3 inPlane = point.minus(origins.get(k).plus(step.times(slice - k)));
        // Solved as a pair of equations: rows and columns of a real file may be a little off perpendicular.
        double along = inPlane.dot(row);
        double down = inPlane.dot(column);
        double skew = row.dot(column);
        double determinant = 1 - skew * skew;
        return new VoxelPoint(
                (along - skew * down) / determinant / spacing.columnMm(),
                (down - skew * along) / determinant / spacing.rowMm(),
                slice);
    }

    /** The slice that begins the interval in which a location lies, 0 to slices − 2. */
    private int segment(double location) {
        int found = Arrays.binarySearch(locations, location);
        return Math.clamp(found >= 0 ? found : -found - 2, 0, slices() - 2);
    }
}
