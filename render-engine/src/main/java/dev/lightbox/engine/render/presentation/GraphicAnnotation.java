package dev.lightbox.engine.render.presentation;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Something drawn over an image (PS3.3 C.10.5). Immutable. */
public sealed interface GraphicAnnotation {

    /** Name of the {@link GraphicLayer} that it lies in. */
    String layer();

    /**
     * Text.
     *
     * @param text Unformatted Text Value, lines separated by line feeds
     * @param box where it stands; empty where only an anchor is given
     * @param anchor what it points to
     */
    record Text(String layer, String text, Optional<Box> box, Optional<Anchor> anchor) implements GraphicAnnotation {}

    /**
     * A rectangle for text.
     *
     * @param justification LEFT, RIGHT or CENTER
     */
    record Box(Units units, Point topLeft, Point bottomRight, String justification) {}

    /**
     * A point that text belongs to.
     *
     * @param visible whether a line from the text to it is wanted
     */
    record Anchor(Units units, Point point, boolean visible) {}

    /** Graphic Type. */
    enum ShapeType {
        POINT,
        POLYLINE,
        /** A smooth curve through all points. */
        INTERPOLATED,
        /** Center, then a point of the circle. */
        CIRCLE,
        /** Both ends of the major axis, then both of the minor axis. */
        ELLIPSE
    }

    /**
     * A graphic object.
     *
     * @param filled only for closed shapes
     */
    record Shape(String layer, Units units, ShapeType type, List<Point> points, boolean filled)
            implements GraphicAnnotation {}

    /**
     * A compound graphic (C.10.5.1.3) such as RULER, ARROW or CROSSHAIR.
     *
     * @param type Compound Graphic Type
     * @param rotationDegrees about the rotation point, counterclockwise as the standard has it
     * @param rotationPoint empty where it has none
     * @param gapLength for CUTLINE and CROSSHAIR
     * @param diameterOfVisibility for CROSSHAIR
     */
    record Compound(
            String layer,
            Units units,
            String type,
            List<Point> points,
            boolean filled,
            double rotationDegrees,
            Optional<Point> rotationPoint,
            OptionalDouble gapLength,
            OptionalDouble diameterOfVisibility)
            implements GraphicAnnotation {}
}
