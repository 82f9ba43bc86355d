package dev.lightbox.engine.phantom;

/**
 * Where the voxels of a series are in the patient (PS3.3 C.7.6.2.1.1). Slices, rows and columns count from 0. Immutable and thread-safe.
 *
 * @param origin centre of the voxel at slice 0, row 0, column 0: x, y, z in mm (LPS)
 * @param rowDirection unit vector along a row: towards rising columns
 * @param columnDirection unit vector along a column: towards rising rows
 * @param sliceStep from one slice's origin to the next, in mm; not along the normal when the gantry was tilted
 * @param rowSpacing distance of the centres of neighbouring rows, in mm: the first value of Pixel Spacing
 * @param columnSpacing distance of the centres of neighbouring columns, in mm: the second value of Pixel Spacing
 */
public record VoxelGrid(
        Point origin,
        Point rowDirection,
        Point columnDirection,
        Point sliceStep,
        double rowSpacing,
        double columnSpacing,
        int slices,
        int rows,
        int columns) {

    /** A point or a vector in patient space, in mm: x to the patient's left, y to the back, z to the head. */
    public record Point(double x, double y, double z) {
        Point plus(double times, Point vector) {
            return new Point(x + times * vector.x, y + times * vector.y, z + times * vector.z);
        }

        static Point cross(Point a, Point b) {
            return new Point(a.y * b.z - a.z * b.y, a.z * b.x - a.x * b.z, a.x * b.y - a.y * b.x);
        }

        double dot(Point other) {
            return x * other.x + y * other.y + z * other.z;
        }
    }

    /** The centre of a voxel. Indexes outside of the grid give the points that would follow. */
    public Point centre(int slice, int row, int column) {
        return origin.plus(slice, sliceStep)
                .plus(row * rowSpacing, columnDirection)
                .plus(column * columnSpacing, rowDirection);
    }

    /** The slices' unit normal: row direction × column direction. */
    public Point normal() {
        return Point.cross(rowDirection, columnDirection);
    }

    /** Distance of neighbouring slices along the normal, in mm. */
    public double sliceSpacing() {
        return Math.abs(normal().dot(sliceStep));
    }
}
