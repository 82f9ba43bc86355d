package dev.lightbox.engine.measure;

import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.PlaneGrid;
import dev.lightbox.engine.geometry.Vector3;
import dev.lightbox.engine.measure.MeasurementRefusedException.Reason;
import dev.lightbox.engine.volume.Slab;
import java.util.List;

/**
 * How a plane in which something is measured lies in the patient; where it lies follows from the points. Immutable.
 *
 * @param right unit vector; with {@code down} it says where a rectangle's sides run
 * @param down unit vector, perpendicular to {@code right}; both are made exact
 * @param slab what a value is made of
 */
public record MeasuringPlane(Vector3 right, Vector3 down, Slab slab) {

    /** So far beside the plane a point may lie, mm: places are told by rounded numbers. */
    private static final double TOLERANCE_MM = 0.01;

    /** @throws IllegalArgumentException if the two aren't perpendicular unit vectors, to within 0.01 */
    public MeasuringPlane {
        PlaneGrid exact = new PlaneGrid(new PatientPoint(0, 0, 0), right, down, 1, 1, 1);
        right = exact.right();
        down = exact.down();
    }

    Vector3 normal() {
        return right.cross(down);
    }

    /** @throws MeasurementRefusedException if the points don't lie in one such plane, or a coordinate isn't finite */
    void check(List<PatientPoint> points) throws MeasurementRefusedException {
        Vector3 normal = normal();
        for (PatientPoint point : points) {
            // Written so that NaN is beside it, too.
            if (!(Math.abs(point.minus(points.getFirst()).dot(normal)) <= TOLERANCE_MM)) {
                throw new MeasurementRefusedException(Reason.NOT_IN_PLANE);
            }
        }
    }
}
