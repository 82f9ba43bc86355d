package dev.lightbox.engine.measure;

import dev.lightbox.engine.geometry.Vector3;
import dev.lightbox.engine.measure.MeasurementRefusedException.Reason;
import java.util.List;

/** Lengths and angles between points at their true places, mm or square pixels. Stateless, thread-safe. */
final class Lines {

    /** Beyond so many degrees two axes aren't perpendicular: coordinates are rounded, and a short axis may be of few pixels. */
    private static final double PERPENDICULAR_WITHIN_DEGREES = 2;

    private Lines() {}

    static double length(Vector3 from, Vector3 to) {
        return between(from, to).length();
    }

    /** The longer of two perpendicular lengths, then the shorter. */
    static double[] axes(List<Vector3> points) throws MeasurementRefusedException {
        Vector3 one = direction(points.get(0), points.get(1));
        Vector3 other = direction(points.get(2), points.get(3));
        if (Math.abs(angle(one, other) - 90) > PERPENDICULAR_WITHIN_DEGREES) {
            throw new MeasurementRefusedException(Reason.NOT_PERPENDICULAR);
        }
        return new double[] {Math.max(one.length(), other.length()), Math.min(one.length(), other.length())};
    }

    /** At the second point, degrees. */
    static double angle(List<Vector3> points) throws MeasurementRefusedException {
        return angle(direction(points.get(1), points.get(0)), direction(points.get(1), points.get(2)));
    }

    /**
     * Between two lines as endplates are marked, degrees. A line has no direction of its own, and may have been drawn from either end; so the ends belong together that can be
     * joined without crossing, as the sides of the vertebrae between would be. That tells 100 degrees from 80 however the picture is turned. Where the lines don't stand one
     * beside the other, so that this says nothing, it is the acute angle.
     */
    static double cobb(List<Vector3> points) throws MeasurementRefusedException {
        Vector3 one = direction(points.get(0), points.get(1));
        Vector3 other = direction(points.get(2), points.get(3));
        double angle = angle(one, other);
        boolean straight = cross(points.get(0), points.get(2), points.get(1), points.get(3));
        boolean turned = cross(points.get(0), points.get(3), points.get(1), points.get(2));
        if (straight == turned) {
            return Math.min(angle, 180 - angle);
        }
        return straight ? 180 - angle : angle;
    }

    /** Whether the stretch from {@code a} to {@code b} and that from {@code c} to {@code d}, all in one plane, cross. */
    private static boolean cross(Vector3 a, Vector3 b, Vector3 c, Vector3 d) {
        Vector3 ab = between(a, b);
        Vector3 cd = between(c, d);
        return ab.cross(between(a, c)).dot(ab.cross(between(a, d))) < 0
                && cd.cross(between(c, a)).dot(cd.cross(between(c, b))) < 0;
    }

    private static Vector3 between(Vector3 from, Vector3 to) {
        return to.plus(from.times(-1));
    }

    private static Vector3 direction(Vector3 from, Vector3 to) throws MeasurementRefusedException {
        Vector3 direction = between(from, to);
        if (!(direction.length() > 0)) {
            throw new MeasurementRefusedException(Reason.NO_DIRECTION);
        }
        return direction;
    }

    /** The tangent is exact at all angles, as the cosine isn't near 0 and 180 degrees. */
    private static double angle(Vector3 one, Vector3 other) {
        return Math.toDegrees(Math.atan2(one.cross(other).length(), one.dot(other)));
    }
}
