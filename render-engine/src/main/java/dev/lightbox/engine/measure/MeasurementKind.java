package dev.lightbox.engine.measure;

/** What can be measured, and by how many points. */
public enum MeasurementKind {
    /** From the first point to the second. */
    LENGTH(2, 2),
    /** At the second point, between the directions to the first and the third; 0 to 180 degrees. */
    ANGLE(3, 3),
    /** Between the line through the first two points and the line through the others, as endplates of vertebrae; 0 to 180 degrees. */
    COBB(4, 4),
    /** Two lengths perpendicular to each other: of the first two points and of the others. */
    BIDIRECTIONAL(4, 4),
    /** Values within the rectangle that has the two points as opposite corners. */
    RECTANGLE(2, 2),
    /** Values within the ellipse that fills the rectangle of {@link #RECTANGLE}. */
    ELLIPSE(2, 2),
    /** Values within the closed outline through the points. */
    POLYGON(3, Outline.MAX_POINTS),
    /** The value of the pixel at the point. */
    PROBE(1, 1),
    /** The window that shows best what is within the rectangle of {@link #RECTANGLE}. */
    WINDOW(2, 2);

    private final int fewest;
    private final int most;

    MeasurementKind(int fewest, int most) {
        this.fewest = fewest;
        this.most = most;
    }

    /** Whether it takes so many points. */
    public boolean takes(int points) {
        return points >= fewest && points <= most;
    }

    /** Whether pixels are looked at; lengths and angles follow from the points and the header. */
    public boolean needsPixels() {
        return compareTo(RECTANGLE) >= 0;
    }
}
