package dev.lightbox.engine.phantom.scene;

/**
 * An ellipsoid, turned about the z axis; a sphere if the radii are equal.
 *
 * @param radiusX half axes in mm, each above 0
 * @param cosine cosine of the turn that takes its own x axis from the patient's x towards y
 */
public record Ellipsoid(
        double x, double y, double z, double radiusX, double radiusY, double radiusZ, double cosine, double sine)
        implements Shape {
    private static final double FAR_MM = 2;

    public static Ellipsoid sphere(double x, double y, double z, double radiusMm) {
        return of(x, y, z, radiusMm, radiusMm, radiusMm);
    }

    public static Ellipsoid of(double x, double y, double z, double radiusX, double radiusY, double radiusZ) {
        return new Ellipsoid(x, y, z, radiusX, radiusY, radiusZ, 1, 0);
    }

    /** The same, turned about the axis through its centre along z. */
    public Ellipsoid turned(double degrees) {
        double radians = StrictMath.toRadians(degrees);
        return new Ellipsoid(x, y, z, radiusX, radiusY, radiusZ, StrictMath.cos(radians), StrictMath.sin(radians));
    }

    @Override
    public double distance(double px, double py, double pz) {
        double dx = px - x;
        double dy = py - y;
        double u = (dx * cosine + dy * sine) / radiusX;
        double v = (dy * cosine - dx * sine) / radiusY;
        double w = (pz - z) / radiusZ;
        double squared = u * u + v * v + w * w;
        double f = Math.sqrt(squared);
        double smallest = Math.min(radiusX, Math.min(radiusY, radiusZ));
        double least = (f - 1) * smallest;
        // The surface is at least that far away: exactly so for a sphere, and near enough where nobody needs to know
        // better.
        if (Math.abs(least) > FAR_MM || radiusX == radiusY && radiusY == radiusZ) {
            return least;
        }
        double gu = u / radiusX;
        double gv = v / radiusY;
        double gw = w / radiusZ;
        return f * (f - 1) / Math.sqrt(gu * gu + gv * gv + gw * gw);
    }

    @Override
    public Bounds bounds() {
        double halfX = Math.sqrt(cosine * cosine * radiusX * radiusX + sine * sine * radiusY * radiusY);
        double halfY = Math.sqrt(sine * sine * radiusX * radiusX + cosine * cosine * radiusY * radiusY);
        return Bounds.around(x, y, z, halfX, halfY, radiusZ);
    }
}
