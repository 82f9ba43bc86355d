package dev.lightbox.engine.render.presentation;

import dev.lightbox.engine.render.presentation.GraphicAnnotation.Compound;
import dev.lightbox.engine.render.presentation.GraphicAnnotation.Shape;
import dev.lightbox.engine.render.presentation.GraphicAnnotation.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * An annotation as straight lines from point to point, curves broken up finely. Immutable.
 *
 * @param points one for a dot, else the ends of its lines; the first again at the end of a closed one
 * @param filled whether its inside is covered
 */
public record Outline(Units units, List<Point> points, boolean filled) {

    /** Lines that a whole circle is broken into. */
    private static final int CIRCLE = 180;

    /** Lines between two points of a smooth curve. */
    private static final int CURVE = 12;

    /** How far a line without end reaches, in pixels or displayed areas. */
    private static final double FAR = 1e5;

    /** Outlines of anything but text. */
    public static List<Outline> of(GraphicAnnotation annotation) {
        return switch (annotation) {
            case Text text -> List.of();
            case Shape shape -> List.of(new Outline(shape.units(), points(shape), shape.filled() && isClosed(shape)));
            case Compound compound -> ofCompound(compound);
        };
    }

    private static boolean isClosed(Shape shape) {
        return switch (shape.type()) {
            case CIRCLE, ELLIPSE -> true;
            case POLYLINE, INTERPOLATED ->
                shape.points().getFirst().equals(shape.points().getLast());
            case POINT -> false;
        };
    }

    private static List<Point> points(Shape shape) {
        List<Point> p = shape.points();
        return switch (shape.type()) {
            case POINT, POLYLINE -> p;
            case INTERPOLATED -> curve(p);
            case CIRCLE -> {
                double radius = Math.hypot(
                        p.get(1).x() - p.get(0).x(), p.get(1).y() - p.get(0).y());
                yield ellipse(p.get(0), new Point(radius, 0), new Point(0, radius));
            }
            case ELLIPSE -> ellipse(p);
        };
    }

    /** From both ends of both axes. */
    private static List<Point> ellipse(List<Point> ends) {
        Point a = ends.get(0);
        Point b = ends.get(1);
        Point c = ends.get(2);
        Point d = ends.get(3);
        return ellipse(
                new Point((a.x() + b.x()) / 2, (a.y() + b.y()) / 2),
                new Point((b.x() - a.x()) / 2, (b.y() - a.y()) / 2),
                new Point((d.x() - c.x()) / 2, (d.y() - c.y()) / 2));
    }

    private static List<Point> ellipse(Point center, Point axis, Point other) {
        List<Point> points = new ArrayList<>(CIRCLE + 1);
        for (int i = 0; i < CIRCLE; i++) {
            double angle = 2 * Math.PI * i / CIRCLE;
            double u = Math.cos(angle);
            double v = Math.sin(angle);
            points.add(new Point(center.x() + u * axis.x() + v * other.x(), center.y() + u * axis.y() + v * other.y()));
        }
        points.add(points.getFirst());
        return points;
    }

    /** Catmull and Rom's spline: through each point, in the direction of its neighbours. */
    private static List<Point> curve(List<Point> p) {
        boolean closed = p.getFirst().equals(p.getLast());
        int last = p.size() - 1;
        List<Point> points = new ArrayList<>(last * CURVE + 1);
        for (int i = 0; i < last; i++) {
            Point before = i > 0 ? p.get(i - 1) : closed ? p.get(last - 1) : p.get(0);
            Point after = i + 2 <= last ? p.get(i + 2) : closed ? p.get(1) : p.get(last);
            for (int step = 0; step < CURVE; step++) {
                double t = (double) step / CURVE;
                points.add(new Point(
                        spline(before.x(), p.get(i).x(), p.get(i + 1).x(), after.x(), t),
                        spline(before.y(), p.get(i).y(), p.get(i + 1).y(), after.y(), t)));
            }
        }
        points.add(p.getLast());
        return points;
    }

    private static double spline(double a, double b, double c, double d, double t) {
        return 0.5 * (2 * b + t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a))));
    }

    private static List<Outline> ofCompound(Compound compound) {
        List<Point> p = compound.points();
        List<Outline> found = new ArrayList<>();
        switch (compound.type()) {
            case "ELLIPSE" -> {
                if (p.size() == 4) {
                    found.add(new Outline(compound.units(), ellipse(p), compound.filled()));
                }
            }
            case "RECTANGLE" -> {
                if (p.size() >= 2) {
                    found.add(new Outline(compound.units(), rectangle(p), compound.filled()));
                }
            }
            case "CROSSHAIR" -> cross(compound, found);
            case "INFINITELINE" -> {
                if (p.size() >= 2) {
                    found.add(new Outline(compound.units(), endless(p.get(0), p.get(1)), false));
                }
            }
            case "CUTLINE" -> {
                if (p.size() >= 2) {
                    cut(compound, found);
                }
            }
            case "ARROW" -> {
                if (p.size() >= 2) {
                    found.add(new Outline(compound.units(), p, false));
                    found.add(new Outline(compound.units(), head(p), false));
                }
            }
            // MULTILINE, RANGELINE, RULER, AXIS: their lines; ticks are told by the record's owner.
            default -> found.add(new Outline(compound.units(), p, compound.filled()));
        }
        return found.stream().map(outline -> outline.rotated(compound)).toList();
    }

    private static List<Point> rectangle(List<Point> p) {
        if (p.size() == 4) {
            return List.of(p.get(0), p.get(1), p.get(2), p.get(3), p.get(0));
        }
        Point a = p.get(0);
        Point c = p.get(1);
        return List.of(a, new Point(c.x(), a.y()), c, new Point(a.x(), c.y()), a);
    }

    private static List<Point> endless(Point a, Point b) {
        double length = Math.hypot(b.x() - a.x(), b.y() - a.y());
        if (!(length > 0)) {
            return List.of(a);
        }
        double dx = (b.x() - a.x()) / length * FAR;
        double dy = (b.y() - a.y()) / length * FAR;
        return List.of(new Point(a.x() - dx, a.y() - dy), new Point(b.x() + dx, b.y() + dy));
    }

    private static void cut(Compound compound, List<Outline> found) {
        Point a = compound.points().get(0);
        Point b = compound.points().get(1);
        double length = Math.hypot(b.x() - a.x(), b.y() - a.y());
        double gap = Math.clamp(compound.gapLength().orElse(0) / Math.max(length, 1e-9), 0, 1);
        found.add(new Outline(compound.units(), List.of(a, between(a, b, (1 - gap) / 2)), false));
        found.add(new Outline(compound.units(), List.of(between(a, b, (1 + gap) / 2), b), false));
    }

    private static Point between(Point a, Point b, double t) {
        return new Point(a.x() + (b.x() - a.x()) * t, a.y() + (b.y() - a.y()) * t);
    }

    private static void cross(Compound compound, List<Outline> found) {
        Point center = compound.points().getFirst();
        double gap = Math.max(0, compound.gapLength().orElse(0) / 2);
        double reach = compound.diameterOfVisibility().orElse(0) > 0
                ? compound.diameterOfVisibility().getAsDouble() / 2
                : FAR;
        for (int i = 0; i < 4; i++) {
            int dx = i == 0 ? -1 : i == 1 ? 1 : 0;
            int dy = i == 2 ? -1 : i == 3 ? 1 : 0;
            found.add(new Outline(
                    compound.units(),
                    List.of(
                            new Point(center.x() + dx * gap, center.y() + dy * gap),
                            new Point(center.x() + dx * reach, center.y() + dy * reach)),
                    false));
        }
    }

    /** Two short lines back from the arrow's tip, which is its first point. */
    private static List<Point> head(List<Point> p) {
        Point tip = p.get(0);
        Point tail = p.get(1);
        double dx = (tail.x() - tip.x()) * 0.15;
        double dy = (tail.y() - tip.y()) * 0.15;
        return List.of(
                new Point(tip.x() + dx - dy * 0.5, tip.y() + dy + dx * 0.5),
                tip,
                new Point(tip.x() + dx + dy * 0.5, tip.y() + dy - dx * 0.5));
    }

    private Outline rotated(Compound compound) {
        if (compound.rotationDegrees() == 0 || compound.rotationPoint().isEmpty()) {
            return this;
        }
        Point center = compound.rotationPoint().get();
        double angle = Math.toRadians(compound.rotationDegrees());
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        // Rows count downwards, so counterclockwise on the screen has the sine's sign turned.
        return new Outline(
                units,
                points.stream()
                        .map(p -> new Point(
                                center.x() + (p.x() - center.x()) * cos + (p.y() - center.y()) * sin,
                                center.y() - (p.x() - center.x()) * sin + (p.y() - center.y()) * cos))
                        .toList(),
                filled);
    }
}
