package dev.lightbox.engine.volume;

import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.Vector3;
import java.util.ArrayList;
import java.util.List;

/** What curved planes need of a line through the patient. Stateless, thread-safe. */
final class CurvePath {

    /** Straight pieces for each piece of a smoothed line. */
    private static final int PIECES = 32;

    /** Neighbouring points nearer than this, mm, are one. */
    private static final double SAME_MM = 1e-6;

    private CurvePath() {}

    /**
     * The points without those that are repeated.
     *
     * @throws IllegalArgumentException if fewer than two are left, or a coordinate isn't finite
     */
    static List<PatientPoint> distinct(List<PatientPoint> points) {
        List<PatientPoint> distinct = new ArrayList<>();
        for (PatientPoint point : points) {
            if (!point.isFinite()) {
                throw new IllegalArgumentException("a curve's points must have finite coordinates");
            }
            if (distinct.isEmpty() || point.minus(distinct.getLast()).length() > SAME_MM) {
                distinct.add(point);
            }
        }
        if (distinct.size() < 2) {
            throw new IllegalArgumentException("a curve needs two points that differ");
        }
        return distinct;
    }

    /**
     * A smooth line through the points: centripetal Catmull-Rom spline, which has no loops or cusps (Yuksel, Schaefer, Keyser, "Parameterization and applications of Catmull-Rom curves",
     * 2011), by the pyramid of Barry and Goldman (1988). As a polyline.
     */
    static List<PatientPoint> smooth(List<PatientPoint> points) {
        List<PatientPoint> line = new ArrayList<>();
        int last = points.size() - 1;
        line.add(points.getFirst());
        for (int i = 0; i < last; i++) {
            PatientPoint b = points.get(i);
            PatientPoint c = points.get(i + 1);
            // Beyond the ends the line is continued straight.
            PatientPoint a = i > 0 ? points.get(i - 1) : b.plus(b.minus(c));
            PatientPoint d = i + 2 <= last ? points.get(i + 2) : c.plus(c.minus(b));
            double tb = Math.sqrt(b.minus(a).length());
            double tc = tb + Math.sqrt(c.minus(b).length());
            double td = tc + Math.sqrt(d.minus(c).length());
            for (int n = 1; n < PIECES; n++) {
                double t = tb + (tc - tb) * n / PIECES;
                PatientPoint ab = between(a, b, t / tb);
                PatientPoint bc = between(b, c, (t - tb) / (tc - tb));
                PatientPoint cd = between(c, d, (t - tc) / (td - tc));
                line.add(between(between(ab, bc, t / tc), between(bc, cd, (t - tb) / (td - tb)), (t - tb) / (tc - tb)));
            }
            line.add(c);
        }
        return line;
    }

    static PatientPoint between(PatientPoint a, PatientPoint b, double part) {
        return a.plus(b.minus(a).times(part));
    }

    /**
     * Points at equal distances along a line, from its beginning.
     *
     * @param without a unit vector along which way isn't counted; a zero vector to count all
     * @param most how many points there may be
     * @throws IllegalArgumentException if the line is shorter than one distance, or there would be too many points
     */
    static List<PatientPoint> resample(List<PatientPoint> line, double distanceMm, Vector3 without, int most) {
        double length = 0;
        for (int i = 1; i < line.size(); i++) {
            length += counted(line.get(i - 1), line.get(i), without);
        }
        if (!(length >= distanceMm) || length / distanceMm >= most) {
            throw new IllegalArgumentException("a curve of " + length + " mm can't be shown at " + distanceMm + " mm");
        }
        List<PatientPoint> points = new ArrayList<>();
        double passed = 0;
        int piece = 1;
        double pieceLength = counted(line.get(0), line.get(1), without);
        for (int n = 0; n * distanceMm <= length; n++) {
            double wanted = n * distanceMm;
            while (piece < line.size() - 1 && passed + pieceLength < wanted) {
                passed += pieceLength;
                piece++;
                pieceLength = counted(line.get(piece - 1), line.get(piece), without);
            }
            double part = pieceLength == 0 ? 0 : Math.min(1, (wanted - passed) / pieceLength);
            points.add(between(line.get(piece - 1), line.get(piece), part));
        }
        return points;
    }

    private static double counted(PatientPoint from, PatientPoint to, Vector3 without) {
        return perpendicular(to.minus(from), without).length();
    }

    /** A vector's part perpendicular to a unit vector. */
    static Vector3 perpendicular(Vector3 vector, Vector3 unit) {
        return vector.plus(unit.times(-vector.dot(unit)));
    }

    /** Unit vectors along a line at each of its points. */
    static List<Vector3> tangents(List<PatientPoint> points) {
        List<Vector3> tangents = new ArrayList<>();
        int last = points.size() - 1;
        for (int i = 0; i <= last; i++) {
            Vector3 along = points.get(Math.min(i + 1, last)).minus(points.get(Math.max(i - 1, 0)));
            // Where a line turns back on the spot, its direction is that of what follows.
            tangents.add((along.length() > SAME_MM || i == last
                            ? along
                            : points.get(i + 1).minus(points.get(i)))
                    .normalized());
        }
        return tangents;
    }

    /**
     * Unit vectors perpendicular to a line that turn about it as little as can be: rotation-minimizing frames by double reflection (Wang, Jüttler, Zheng, Liu, "Computation of rotation minimizing
     * frames", ACM TOG 2008).
     *
     * @param start the first one
     */
    static List<Vector3> across(List<PatientPoint> points, List<Vector3> tangents, Vector3 start) {
        List<Vector3> across = new ArrayList<>();
        across.add(start);
        for (int i = 1; i < points.size(); i++) {
            Vector3 step = points.get(i).minus(points.get(i - 1));
            Vector3 vector = reflected(across.get(i - 1), step);
            Vector3 tangent = reflected(tangents.get(i - 1), step);
            vector = reflected(vector, tangents.get(i).plus(tangent.times(-1)));
            // Rounding must not add up.
            across.add(perpendicular(vector, tangents.get(i)).normalized());
        }
        return across;
    }

    private static Vector3 reflected(Vector3 vector, Vector3 mirrorNormal) {
        double square = mirrorNormal.dot(mirrorNormal);
        return square < 1e-24 ? vector : vector.plus(mirrorNormal.times(-2 * vector.dot(mirrorNormal) / square));
    }
}
