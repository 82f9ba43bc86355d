package dev.lightbox.engine.geometry;

/** A place in the patient's space, mm, LPS (PS3.3 C.7.6.2.1.1). Places of different frames of reference can't be compared. Immutable. */
public record PatientPoint(double x, double y, double z) {

    public PatientPoint plus(Vector3 displacement) {
        return new PatientPoint(x + displacement.x(), y + displacement.y(), z + displacement.z());
    }

    /** The displacement that leads from {@code origin} to this point. */
    public Vector3 minus(PatientPoint origin) {
        return new Vector3(x - origin.x, y - origin.y, z - origin.z);
    }

    public boolean isFinite() {
        return Double.isFinite(x) && Double.isFinite(y) && Double.isFinite(z);
    }
}
