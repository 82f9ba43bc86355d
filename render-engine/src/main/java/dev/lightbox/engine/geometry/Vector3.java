package dev.lightbox.engine.geometry;

/**
 * A direction or displacement in the patient's space: x to the patient's left, y to the back, z to the head (LPS, PS3.3 C.7.6.2.1.1),
 * in mm where it is a displacement. Immutable.
 */
public record Vector3(double x, double y, double z) {

    public Vector3 plus(Vector3 other) {
        return new Vector3(x + other.x, y + other.y, z + other.z);
    }

    public Vector3 times(double factor) {
        return new Vector3(x * factor, y * factor, z * factor);
    }

    public double dot(Vector3 other) {
        return x * other.x + y * other.y + z * other.z;
    }

    public Vector3 cross(Vector3 other) {
        return new Vector3(y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
    }

    public double length() {
        return Math.sqrt(dot(this));
    }

    /**
     * The same direction with length 1.
     *
     * @throws IllegalArgumentException if this vector has no direction: its length is 0 or not finite
     */
    public Vector3 normalized() {
        double length = length();
        if (!(length > 0) || Double.isInfinite(length)) {
            throw new IllegalArgumentException("a vector without a direction: " + this);
        }
        return times(1 / length);
    }

    public boolean isFinite() {
        return Double.isFinite(x) && Double.isFinite(y) && Double.isFinite(z);
    }
}
