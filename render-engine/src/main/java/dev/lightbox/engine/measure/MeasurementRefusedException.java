package dev.lightbox.engine.measure;

/** There is no right answer. */
public final class MeasurementRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why not. */
    public enum Reason {
        /** More or fewer than the measurement takes. */
        NUMBER_OF_POINTS,
        /** A point outside of the picture or the volume. */
        OUTSIDE,
        /** Two points at the same place where a direction is needed. */
        NO_DIRECTION,
        /** The two axes aren't perpendicular. */
        NOT_PERPENDICULAR,
        /** The outline crosses or touches itself: what is within isn't certain. */
        CROSSES_ITSELF,
        /** The picture is in colours: a pixel has no value. */
        COLOR,
        /** No pixel within has a value. */
        NO_PIXELS,
        /** All values within are the same, so that there is no window for them. */
        FLAT,
        /** The points don't lie in the plane through a volume that they are said to lie in. */
        NOT_IN_PLANE,
        /** More of a volume than can be looked at for one answer. */
        TOO_LARGE
    }

    private final Reason reason;

    MeasurementRefusedException(Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
