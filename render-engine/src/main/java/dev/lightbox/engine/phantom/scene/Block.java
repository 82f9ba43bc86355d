package dev.lightbox.engine.phantom.scene;

/**
 * A box along the patient's axes.
 *
 * @param x its centre
 * @param halfX half its size, in mm, above 0
 */
public record Block(double x, double y, double z, double halfX, double halfY, double halfZ) implements Shape {

    @Override
    public double distance(double px, double py, double pz) {
        double dx = Math.abs(px - x) - halfX;
        double dy = Math.abs(py - y) - halfY;
        double dz = Math.abs(pz - z) - halfZ;
        double ox = Math.max(dx, 0);
        double oy = Math.max(dy, 0);
        double oz = Math.max(dz, 0);
        return Math.sqrt(ox * ox + oy * oy + oz * oz) + Math.min(Math.max(dx, Math.max(dy, dz)), 0);
    }

    @Override
    public Bounds bounds() {
        return Bounds.around(x, y, z, halfX, halfY, halfZ);
    }
}
