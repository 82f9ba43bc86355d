package dev.lightbox.engine.measure;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A region of an ultrasound picture (US Region Calibration, PS3.3 C.8.5.5). Immutable.
 *
 * @param left its outer edges in source pixels, as of {@link PicturePoint}
 * @param low whether another region that overlaps it goes before (bit 0 of Region Flags)
 * @param scale size of its pixels; empty where it isn't a plane of tissue measured in cm in both directions
 */
record UltrasoundRegion(
        double left, double top, double right, double bottom, boolean low, Optional<MeasuringScale> scale) {

    /** Region Spatial Format of a plane: tissue or flow, in contrast to M-mode, spectra, curves. */
    private static final int TWO_DIMENSIONAL = 1;

    private static final int CENTIMETRES = 3;
    private static final double MM_PER_CM = 10;

    /**
     * The scale that holds at all points: of a region that holds them all, if none of them lies in another region as well that has as much to say there and says something else.
     */
    static Optional<MeasuringScale> scale(List<DataSet> items, List<PicturePoint> points) {
        List<UltrasoundRegion> regions = items.stream()
                .map(UltrasoundRegion::of)
                .flatMap(Optional::stream)
                .toList();
        return regions.stream()
                .filter(region -> region.scale.isPresent() && points.stream().allMatch(region::contains))
                .filter(region -> regions.stream()
                        .filter(other -> !other.scale.equals(region.scale) && (region.low || !other.low))
                        .noneMatch(other -> points.stream().anyMatch(other::contains)))
                .findFirst()
                .flatMap(UltrasoundRegion::scale);
    }

    /** Empty where it doesn't say where it is. */
    private static Optional<UltrasoundRegion> of(DataSet item) {
        OptionalInt left = item.integer(Tag.RegionLocationMinX0);
        OptionalInt top = item.integer(Tag.RegionLocationMinY0);
        OptionalInt right = item.integer(Tag.RegionLocationMaxX1);
        OptionalInt bottom = item.integer(Tag.RegionLocationMaxY1);
        if (left.isEmpty() || top.isEmpty() || right.isEmpty() || bottom.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new UltrasoundRegion(
                left.getAsInt(),
                top.getAsInt(),
                // The last pixel belongs to it.
                right.getAsInt() + 1.0,
                bottom.getAsInt() + 1.0,
                (item.integer(Tag.RegionFlags).orElse(0) & 1) == 1,
                scale(item)));
    }

    private static Optional<MeasuringScale> scale(DataSet item) {
        OptionalDouble x = delta(item, Tag.PhysicalUnitsXDirection, Tag.PhysicalDeltaX);
        OptionalDouble y = delta(item, Tag.PhysicalUnitsYDirection, Tag.PhysicalDeltaY);
        boolean plane = item.integer(Tag.RegionSpatialFormat).orElse(0) == TWO_DIMENSIONAL;
        return plane && x.isPresent() && y.isPresent()
                ? Optional.of(new MeasuringScale(x.getAsDouble(), y.getAsDouble(), ScaleSource.ULTRASOUND))
                : Optional.empty();
    }

    /** Of one pixel, mm. It is negative where the axis counts the other way. */
    private static OptionalDouble delta(DataSet item, int unitTag, int deltaTag) {
        double mm = Math.abs(item.number(deltaTag).orElse(0)) * MM_PER_CM;
        return item.integer(unitTag).orElse(0) == CENTIMETRES && mm > 0 && Double.isFinite(mm)
                ? OptionalDouble.of(mm)
                : OptionalDouble.empty();
    }

    private boolean contains(PicturePoint point) {
        return point.x() >= left && point.x() <= right && point.y() >= top && point.y() <= bottom;
    }
}
