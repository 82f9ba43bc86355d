package dev.lightbox.engine.phantom.scene;

/**
 * A box along the patient's axes, in millimetres (LPS).
 *
 * @param minX the lowest x, to the patient's right
 * @param maxZ the highest z, towards the head
 */
record Bounds(double minX, double maxX, double minY, double maxY, double minZ, double maxZ) {

    static Bounds around(double x, double y, double z, double halfX, double halfY, double halfZ) {
        return new Bounds(x - halfX, x + halfX, y - halfY, y + halfY, z - halfZ, z + halfZ);
    }

    Bounds grown(double mm) {
        return new Bounds(minX - mm, maxX + mm, minY - mm, maxY + mm, minZ - mm, maxZ + mm);
    }

    Bounds union(Bounds other) {
        return new Bounds(
                Math.min(minX, other.minX),
                Math.max(maxX, other.maxX),
                Math.min(minY, other.minY),
                Math.max(maxY, other.maxY),
                Math.min(minZ, other.minZ),
                Math.max(maxZ, other.maxZ));
    }

    boolean meets(Bounds other) {
        return minX <= other.maxX
                && other.minX <= maxX
                && minY <= other.maxY
                && other.minY <= maxY
                && minZ <= other.maxZ
                && other.minZ <= maxZ;
    }
}
