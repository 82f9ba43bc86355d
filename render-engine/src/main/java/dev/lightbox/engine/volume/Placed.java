package dev.lightbox.engine.volume;

import dev.lightbox.engine.geometry.ImagePlane;
import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.Slice;
import dev.lightbox.engine.geometry.Vector3;
import java.util.Comparator;

/**
 * A frame and where it lies in its group. Immutable.
 *
 * @param order of acquisition within the group
 * @param along the normal, from the group's origin, mm
 * @param across along the rows, from the group's origin, mm
 * @param down along the columns, mm
 */
record Placed<T>(VolumeSlice<T> frame, int order, PatientPoint origin, double along, double across, double down) {

    /** In the order in which they were taken, as far as the files say. */
    static <T> Comparator<VolumeSlice<T>> byAcquisition() {
        return Comparator.<VolumeSlice<T>>comparingInt(
                        frame -> frame.slice().instanceNumber().orElse(Integer.MAX_VALUE))
                .thenComparing(frame -> frame.slice().sopInstanceUid())
                .thenComparingInt(frame -> frame.slice().frameNumber());
    }

    /** @param plane its row, column and normal measure; its origin is the group's */
    static <T> Placed<T> of(VolumeSlice<T> frame, int order, ImagePlane plane, Vector3 normal) {
        Slice<T> slice = frame.slice();
        PatientPoint origin = slice.plane().orElseThrow().origin();
        Vector3 offset = origin.minus(plane.origin());
        return new Placed<>(
                frame, order, origin, offset.dot(normal), offset.dot(plane.row()), offset.dot(plane.column()));
    }

    /** Whether the other lies at the same distance along the normal, but to the side. */
    boolean isBeside(Placed<T> other) {
        return Math.abs(across - other.across) > SliceGroup.TOLERANCE_MM
                || Math.abs(down - other.down) > SliceGroup.TOLERANCE_MM;
    }
}
