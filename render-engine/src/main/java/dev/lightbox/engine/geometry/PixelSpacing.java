package dev.lightbox.engine.geometry;

/**
 * The distance between the centres of neighbouring pixels, and where it holds. Immutable.
 *
 * @param rowMm distance between rows, vertically, mm, greater than 0 (the first value of Pixel Spacing)
 * @param columnMm distance between columns, horizontally, mm, greater than 0 (the second value)
 * @param kind where the distance was measured
 */
public record PixelSpacing(double rowMm, double columnMm, Kind kind) {

    /** Where a spacing holds; lengths of one kind must never be passed off as the other's. */
    public enum Kind {
        /** In the patient: Pixel Spacing of a tomographic image, or one calibrated by a fiducial or by geometry. */
        PATIENT,
        /** At the front of the detector or on the scanned film (Imager Pixel Spacing, Nominal Scanned Pixel Spacing): a patient's part looks larger. */
        DETECTOR
    }

    public PixelSpacing {
        if (!(rowMm > 0 && columnMm > 0) || Double.isInfinite(rowMm) || Double.isInfinite(columnMm)) {
            throw new IllegalArgumentException("spacing must be positive: " + rowMm + " x " + columnMm + " mm");
        }
    }

    /** Height of a pixel divided by its width; 1 is square. */
    public double aspect() {
        return rowMm / columnMm;
    }
}
