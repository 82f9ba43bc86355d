package dev.lightbox.engine.phantom.scene;

/**
 * A straight column along z with flat ends. Its cross-section is the curve |u|³ + |v|³ = 1, fuller than an ellipse: a chest rather than an egg, a
 * vertebral body rather than a coin.
 *
 * @param radiusX half its width, in mm, above 0
 * @param halfZ half its length, in mm, above 0
 */
public record Column(double x, double y, double z, double radiusX, double radiusY, double halfZ) implements Shape {

    @Override
    public double distance(double px, double py, double pz) {
        double u = Math.abs(px - x) / radiusX;
        double v = Math.abs(py - y) / radiusY;
        double value = u * u * u + v * v * v;
        double gu = 3 * u * u / radiusX;
        double gv = 3 * v * v / radiusY;
        double slope = Math.sqrt(gu * gu + gv * gv);
        double across = slope < 1e-9 ? -Math.min(radiusX, radiusY) : (value - 1) / slope;
        return Math.max(across, Math.abs(pz - z) - halfZ);
    }

    @Override
    public Bounds bounds() {
        return Bounds.around(x, y, z, radiusX, radiusY, halfZ);
    }
}
