package dev.lightbox.engine.phantom.scene;

/**
 * A rod with round ends: all points within a radius of the line from a to b.
 *
 * @param radius in mm, above 0
 */
public record Capsule(double ax, double ay, double az, double bx, double by, double bz, double radius)
        implements Shape {

    @Override
    public double distance(double px, double py, double pz) {
        double lx = bx - ax;
        double ly = by - ay;
        double lz = bz - az;
        double dx = px - ax;
        double dy = py - ay;
        double dz = pz - az;
        double length = lx * lx + ly * ly + lz * lz;
        double t = length == 0 ? 0 : Math.clamp((dx * lx + dy * ly + dz * lz) / length, 0.0, 1.0);
        double ex = dx - t * lx;
        double ey = dy - t * ly;
        double ez = dz - t * lz;
        return Math.sqrt(ex * ex + ey * ey + ez * ez) - radius;
    }

    @Override
    public Bounds bounds() {
        return new Bounds(
                        Math.min(ax, bx),
                        Math.max(ax, bx),
                        Math.min(ay, by),
                        Math.max(ay, by),
                        Math.min(az, bz),
                        Math.max(az, bz))
                .grown(radius);
    }
}
