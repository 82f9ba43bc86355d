package dev.lightbox.engine.volume;

import dev.lightbox.engine.codec.PhotometricInterpretation;
import dev.lightbox.engine.geometry.ImagePlane;
import dev.lightbox.engine.geometry.PixelSpacing;
import dev.lightbox.engine.geometry.Vector3;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Frames of one frame of reference, size and pixel spacing that lie roughly parallel; in the order of acquisition. Filled by one thread. */
final class SliceGroup<T> {

    /** How far a corner of a slice may lie from where the volume's map puts it, mm. */
    static final double TOLERANCE_MM = 0.1;

    private static final Set<String> PROJECTIONS = Set.of("PROJECTION IMAGE", "MIP", "MINIP", "MNIP");

    private final VolumeSlice<T> first;
    private final ImagePlane firstPlane;
    private final List<VolumeSlice<T>> frames = new ArrayList<>();

    SliceGroup(VolumeSlice<T> first) {
        this.first = first;
        this.firstPlane = first.slice().plane().orElseThrow();
        frames.add(first);
    }

    List<VolumeSlice<T>> frames() {
        return frames;
    }

    /** @return whether it belongs here, and has been added */
    boolean offer(VolumeSlice<T> frame) {
        boolean belongs =
                liesLike(frame) && frameOfReference().equals(frame.slice().frameOfReference());
        if (belongs) {
            frames.add(frame);
        }
        return belongs;
    }

    /** Whether they are pictures of one kind, size, spacing and orientation, in whatever frame of reference. */
    boolean liesLike(SliceGroup<T> other) {
        return liesLike(other.first);
    }

    private boolean liesLike(VolumeSlice<T> frame) {
        return columns() == frame.slice().columns()
                && rows() == frame.slice().rows()
                && photometric() == frame.descriptor().photometric()
                && isParallel(frame)
                && isProjection(first) == isProjection(frame);
    }

    /** A maximum-intensity picture lies in the middle of the stack that it was made of, and is none of its slices (PS3.3 C.8.3.1.1.1). */
    private static boolean isProjection(VolumeSlice<?> frame) {
        for (String value : frame.dimensions().getOrDefault("ImageType", "").split("\\\\", -1)) {
            if (PROJECTIONS.contains(value)) {
                return true;
            }
        }
        return false;
    }

    private boolean isParallel(VolumeSlice<T> frame) {
        ImagePlane plane = frame.slice().plane().orElseThrow();
        return plane.isParallelTo(firstPlane)
                && Math.abs(plane.spacing().rowMm() - firstPlane.spacing().rowMm()) * rows() <= TOLERANCE_MM / 2
                && Math.abs(plane.spacing().columnMm() - firstPlane.spacing().columnMm()) * columns()
                        <= TOLERANCE_MM / 2;
    }

    int columns() {
        return first.slice().columns();
    }

    int rows() {
        return first.slice().rows();
    }

    String frameOfReference() {
        return first.slice().frameOfReference();
    }

    PhotometricInterpretation photometric() {
        return first.descriptor().photometric();
    }

    /** Directions and spacing that all are measured by: medians, so that a single odd slice has no say. The origin is the first frame's. */
    ImagePlane plane() {
        Vector3 row = medianVector(ImagePlane::row);
        Vector3 column = medianVector(ImagePlane::column);
        PixelSpacing spacing = new PixelSpacing(
                median(plane -> plane.spacing().rowMm()),
                median(plane -> plane.spacing().columnMm()),
                firstPlane.spacing().kind());
        return new ImagePlane(firstPlane.origin(), row, column, spacing);
    }

    private Vector3 medianVector(Function<ImagePlane, Vector3> of) {
        return new Vector3(
                median(plane -> of.apply(plane).x()),
                median(plane -> of.apply(plane).y()),
                median(plane -> of.apply(plane).z()));
    }

    /** A value that occurs, not a mean of two: equal ones stay what they are. */
    private double median(ToDoubleFunction<ImagePlane> of) {
        double[] values = new double[frames.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = of.applyAsDouble(frames.get(i).slice().plane().orElseThrow());
        }
        Arrays.sort(values);
        return values[values.length / 2];
    }

    /** How far the outermost corner of a frame lies from where this plane's directions and spacing put it, mm. */
    double deviationMm(ImagePlane own, ImagePlane common) {
        Vector3 across = own.row()
                .times(own.spacing().columnMm())
                .plus(common.row().times(-common.spacing().columnMm()));
        Vector3 down = own.column()
                .times(own.spacing().rowMm())
                .plus(common.column().times(-common.spacing().rowMm()));
        return across.length() * columns() + down.length() * rows();
    }

    /** The frames and where they lie, sorted along the normal. */
    static <T> List<Placed<T>> placed(List<VolumeSlice<T>> frames, ImagePlane common) {
        Vector3 normal = common.normal();
        List<Placed<T>> placed = new ArrayList<>(frames.size());
        for (VolumeSlice<T> frame : frames) {
            placed.add(Placed.of(frame, placed.size(), common, normal));
        }
        placed.sort(Comparator.comparingDouble(Placed<T>::along).thenComparingInt(Placed::order));
        return placed;
    }
}
