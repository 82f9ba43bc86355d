package dev.lightbox.engine.volume;

import dev.lightbox.engine.geometry.ImagePlane;
import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.PixelSpacing;
import dev.lightbox.engine.geometry.Vector3;
import java.util.Arrays;
import java.util.List;

/**
 * Where the voxels of a stack of parallel slices lie in the patient, exactly: each slice has its own position, whatever the others' are. Between two
 * neighbouring slices the map runs straight from the one's origin to the other's. So a tilted gantry gives a sheared affine map, uneven slices a piecewise
 * linear one, and nothing is rounded to a regular lattice. Immutable, thread-safe.
 */
public final class VolumeGeometry {

    /** Slices whose origins lie this near to evenly spaced points, mm, are taken for evenly spaced: less than files' decimals can say. */
    private static final double EVEN_MM = 1e-4;

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
    private final double medianSpacingMm;
    private final boolean affine;

    /**
     * @param first the first slice's plane; the others lie parallel
     * @param origins the centre of the first voxel of each slice, two at least; rising along the normal row × column
     * @param gapAfter for each slice but the last, whether slices are missing between it and the next
     */
    public VolumeGeometry(int columns, int rows, ImagePlane first, List<PatientPoint> origins, boolean[] gapAfter) {
        if (columns < 1 || rows < 1 || origins.size() < 2 || gapAfter.length != origins.size() - 1) {
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
            if (!(distances[k - 1] > 0)) {
                throw new IllegalArgumentException("slices must rise along the normal");
            }
        }
        Arrays.sort(distances);
        int middle = distances.length / 2;
        this.medianSpacingMm =
                distances.length % 2 == 1 ? distances[middle] : (distances[middle - 1] + distances[middle]) / 2;
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

    /** Angle between the normal and the line from the first slice's origin to the last one's, degrees: the gantry tilt of a tilted stack, else 0. */
    public double shearDegrees() {
        Vector3 whole = origins.getLast().minus(origins.getFirst());
        double along = whole.dot(normal);
        double across = Math.hypot(whole.dot(row), whole.dot(column));
        return Math.toDegrees(Math.atan2(across, along));
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
