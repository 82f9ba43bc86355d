package dev.lightbox.engine.geometry;

/**
 * A plane in the patient, and the points of it at which a picture is taken: square pixels, as a reformatted picture or a view has them. Immutable.
 *
 * @param center the middle of the picture: of {@code width} × {@code height} pixels the place (width / 2, height / 2) from the outer corner
 * @param right unit vector along which the column index grows
 * @param down unit vector along which the row index grows, perpendicular to {@code right}
 * @param spacingMm distance between the centres of neighbouring pixels in both directions, mm, greater than 0
 * @param width pixels in a row, from 1
 * @param height rows, from 1
 */
public record PlaneGrid(PatientPoint center, Vector3 right, Vector3 down, double spacingMm, int width, int height) {

    /** How far from perpendicular unit vectors the two directions may be; they are made exact. */
    private static final double TOLERANCE = 0.01;

    public PlaneGrid {
        if (!center.isFinite() || !right.isFinite() || !down.isFinite()) {
            throw new IllegalArgumentException("a plane must have finite coordinates");
        }
        if (Math.abs(right.length() - 1) > TOLERANCE
                || Math.abs(down.length() - 1) > TOLERANCE
                || Math.abs(right.dot(down)) > TOLERANCE) {
            throw new IllegalArgumentException("right and down must be perpendicular unit vectors");
        }
        if (!(spacingMm > 0) || Double.isInfinite(spacingMm) || width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "a plane of " + width + " x " + height + " pixels of " + spacingMm + " mm");
        }
        right = right.normalized();
        down = down.plus(right.times(-right.dot(down))).normalized();
    }

    /** Unit vector right × down: away from the viewer, as row × column of a stored picture is. */
    public Vector3 normal() {
        return right.cross(down).normalized();
    }

    /** Where a place of the picture is in the patient; (0, 0) is the centre of the first pixel. */
    public PatientPoint toPatient(PixelPoint pixel) {
        return center.plus(right.times((pixel.x() - (width - 1) / 2.0) * spacingMm))
                .plus(down.times((pixel.y() - (height - 1) / 2.0) * spacingMm));
    }

    /** The place in the picture below the foot of the perpendicular from {@code point}. */
    public PixelPoint toPixel(PatientPoint point) {
        Vector3 offset = point.minus(center);
        return new PixelPoint(
                offset.dot(right) / spacingMm + (width - 1) / 2.0, offset.dot(down) / spacingMm + (height - 1) / 2.0);
    }

    /** The same plane, moved along its normal by some mm. */
    public PlaneGrid shifted(double mm) {
        return new PlaneGrid(center.plus(normal().times(mm)), right, down, spacingMm, width, height);
    }

    public OrientationLetters orientationLetters() {
        return OrientationLetters.of(right, down);
    }
}
