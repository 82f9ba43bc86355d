package dev.lightbox.engine.geometry;

/**
 * Where a picture lies in the patient: the affine map between its pixels and the patient's space (PS3.3 C.7.6.2.1.1). Immutable.
 *
 * @param origin centre of the first pixel (Image Position (Patient))
 * @param row unit vector along which the column index grows
 * @param column unit vector along which the row index grows
 * @param spacing distances between pixels in the patient
 */
public record ImagePlane(PatientPoint origin, Vector3 row, Vector3 column, PixelSpacing spacing) {

    /** How far from perpendicular unit vectors the six direction cosines of a file may be: rounded decimals are common. */
    private static final double TOLERANCE = 0.01;

    public ImagePlane {
        if (!origin.isFinite() || !row.isFinite() || !column.isFinite()) {
            throw new IllegalArgumentException("a plane must have finite coordinates");
        }
        if (Math.abs(row.length() - 1) > TOLERANCE
                || Math.abs(column.length() - 1) > TOLERANCE
                || Math.abs(row.dot(column)) > TOLERANCE) {
            throw new IllegalArgumentException(
                    "rows and columns must be perpendicular unit vectors: " + row + ", " + column);
        }
        // Rounded cosines would make lengths wrong by their rounding.
        row = row.normalized();
        column = column.normalized();
    }

    /** Unit vector perpendicular to the plane: row × column. */
    public Vector3 normal() {
        return row.cross(column).normalized();
    }

    /** Position along the normal, mm: equal for all points of this plane, and comparable between parallel planes of a frame of reference. */
    public double location() {
        return normal().dot(origin.minus(new PatientPoint(0, 0, 0)));
    }

    public PatientPoint toPatient(PixelPoint pixel) {
        return origin.plus(row.times(pixel.x() * spacing.columnMm())).plus(column.times(pixel.y() * spacing.rowMm()));
    }

    /** The pixel below the foot of the perpendicular from {@code point}; see {@link #distance} for how far that is. */
    public PixelPoint toPixel(PatientPoint point) {
        Vector3 offset = point.minus(origin);
        // Solved as a pair of equations: rows and columns of a real file may be a little off perpendicular.
        double along = offset.dot(row);
        double down = offset.dot(column);
        double skew = row.dot(column);
        double determinant = 1 - skew * skew;
        double x = (along - skew * down) / determinant;
        double y = (down - skew * along) / determinant;
        return new PixelPoint(x / spacing.columnMm(), y / spacing.rowMm());
    }

    /** Distance of a point from this plane along the normal, mm; negative behind it. */
    public double distance(PatientPoint point) {
        return point.minus(origin).dot(normal());
    }

    public OrientationLetters orientationLetters() {
        return OrientationLetters.of(row, column);
    }

    /** Whether the other plane's rows and columns point the same way, to about half a degree. */
    public boolean isParallelTo(ImagePlane other) {
        return row.dot(other.row) > 0.99996 && column.dot(other.column) > 0.99996;
    }
}
