package dev.lightbox.engine.render.presentation;

/**
 * How an image's coordinates become those of its picture as a state turns it. Immutable.
 *
 * @param columns of the image
 * @param rows of the image
 */
public record PresentationGeometry(int columns, int rows, SpatialTransformation turn, DisplayedArea area) {

    /** A rectangle in pixels of the turned picture; may reach beyond it. */
    public record Area(double x, double y, double width, double height) {}

    /** Width of the whole picture once turned. */
    public int turnedColumns() {
        return turn.swapsAxes() ? rows : columns;
    }

    public int turnedRows() {
        return turn.swapsAxes() ? columns : rows;
    }

    /** The displayed area in pixels of the turned picture. */
    public Area displayed() {
        Point a = turn.turn(new Point(area.left(), area.top()), columns, rows);
        Point b = turn.turn(new Point(area.right(), area.bottom()), columns, rows);
        return new Area(
                Math.min(a.x(), b.x()), Math.min(a.y(), b.y()), Math.abs(a.x() - b.x()), Math.abs(a.y() - b.y()));
    }

    /** Height of a pixel of the turned picture divided by its width. */
    public double turnedAspect() {
        return turn.swapsAxes() ? 1 / area.aspect() : area.aspect();
    }

    /** A point of an annotation in pixels of the turned picture. */
    public Point toPicture(Point point, Units units) {
        if (units == Units.PIXEL) {
            return turn.turn(point, columns, rows);
        }
        Area shown = displayed();
        return new Point(shown.x() + point.x() * shown.width(), shown.y() + point.y() * shown.height());
    }

    /** A point of an annotation as fractions of the displayed area: what a viewer lays over the part it shows. */
    public Point toDisplayedArea(Point point, Units units) {
        if (units == Units.DISPLAY) {
            return point;
        }
        Area shown = displayed();
        Point picture = toPicture(point, units);
        return new Point((picture.x() - shown.x()) / shown.width(), (picture.y() - shown.y()) / shown.height());
    }
}
