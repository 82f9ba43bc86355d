package dev.lightbox.engine.geometry;

/** What a plane is called by its normal: axial, coronal or sagittal, or oblique to the nearest of them. */
public final class PlaneName {

    /** Cosine of 3 degrees: nearer to an axis than that needs no "oblique". */
    private static final double STRAIGHT = 0.99863;

    private PlaneName() {}

    /** For example "sagittal" or "oblique axial"; of opposite normals the same. */
    public static String of(Vector3 normal) {
        double x = Math.abs(normal.x());
        double y = Math.abs(normal.y());
        double z = Math.abs(normal.z());
        double largest = Math.max(x, Math.max(y, z));
        String name = z == largest ? "axial" : y == largest ? "coronal" : "sagittal";
        return largest >= STRAIGHT * normal.length() ? name : "oblique " + name;
    }
}
