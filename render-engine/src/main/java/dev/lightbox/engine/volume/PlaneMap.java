package dev.lightbox.engine.volume;

import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.PixelPoint;
import dev.lightbox.engine.geometry.PlaneGrid;
import dev.lightbox.engine.geometry.Vector3;

/**
 * From a picture's pixels to a volume. Three numbers say where a place is: column and row, as if all slices lay straight behind the first, and the location along the normal in
 * mm. All three are affine functions of the pixel and of the distance from the plane. How far a slice lies beside the first (gantry tilt) is added by {@link SliceShift}.
 * Immutable, thread-safe.
 */
final class PlaneMap implements RowMap {

    /** One number: {@code at(x, y, mm) = origin + x · right + y · down + mm · normal}. */
    record Direction(double origin, double right, double down, double normal) {
        double at(double x, double y, double mm) {
            return origin + y * down + mm * normal + x * right;
        }
    }

    private final Direction column;
    private final Direction row;
    private final Direction location;

    PlaneMap(VolumeGeometry geometry, PlaneGrid grid) {
        Functionals of = new Functionals(geometry);
        PatientPoint first = grid.toPatient(new PixelPoint(0, 0));
        Vector3 right = grid.right().times(grid.spacingMm());
        Vector3 down = grid.down().times(grid.spacingMm());
        Vector3 origin = first.minus(geometry.origin(0));
        Vector3 normal = grid.normal();
        column = direction(of.column, origin, right, down, normal);
        row = direction(of.row, origin, right, down, normal);
        location = direction(of.location, origin, right, down, normal);
    }

    private static Direction direction(Vector3 of, Vector3 origin, Vector3 right, Vector3 down, Vector3 normal) {
        return new Direction(of.dot(origin), of.dot(right), of.dot(down), of.dot(normal));
    }

    @Override
    public Direction column(int everyRow) {
        return column;
    }

    @Override
    public Direction row(int everyRow) {
        return row;
    }

    @Override
    public Direction location(int everyRow) {
        return location;
    }

    Direction column() {
        return column;
    }

    Direction row() {
        return row;
    }

    Direction location() {
        return location;
    }

    /** What a displacement from the first voxel has to be multiplied by to have columns, rows and mm along the normal. */
    static final class Functionals {
        final Vector3 column;
        final Vector3 row;
        final Vector3 location;

        Functionals(VolumeGeometry geometry) {
            // Rows and columns of a real file may be a little off perpendicular.
            double skew = geometry.row().dot(geometry.column());
            double determinant = 1 - skew * skew;
            column = geometry.row()
                    .plus(geometry.column().times(-skew))
                    .times(1 / determinant / geometry.spacing().columnMm());
            row = geometry.column()
                    .plus(geometry.row().times(-skew))
                    .times(1 / determinant / geometry.spacing().rowMm());
            location = geometry.normal();
        }
    }
}
