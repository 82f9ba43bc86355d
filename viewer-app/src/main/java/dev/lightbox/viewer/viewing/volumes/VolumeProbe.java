package dev.lightbox.viewer.viewing.volumes;

import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.render.VolumeDisplay;
import dev.lightbox.engine.volume.SliceScale;
import dev.lightbox.engine.volume.Volume;
import dev.lightbox.engine.volume.VolumeGeometry;
import dev.lightbox.engine.volume.VoxelPoint;
import java.util.OptionalDouble;

/** What is at a point of a volume: the value of the nearest voxel, as a reader knows it from single slices; nothing is interpolated. Stateless. */
public final class VolumeProbe {

    /** What is there. */
    public enum Cover {
        INSIDE,
        OUTSIDE,
        /** Slices are missing or damaged there. */
        GAP,
        /** Its slice hasn't come yet. */
        PENDING
    }

    /**
     * @param value in modality units; empty where {@code cover} isn't {@link Cover#INSIDE}
     * @param suv by body weight, g/ml; empty where it can't be computed
     */
    public record Answer(Cover cover, OptionalDouble value, OptionalDouble suv) {

        static Answer without(Cover cover) {
            return new Answer(cover, OptionalDouble.empty(), OptionalDouble.empty());
        }
    }

    private VolumeProbe() {}

    public static Answer at(SharedVolume shared, PatientPoint point) {
        VolumeDisplay display = shared.display();
        Volume volume = display.volume();
        VolumeGeometry geometry = volume.geometry();
        VoxelPoint place = geometry.toVoxel(point);
        if (isBeyond(place.column(), geometry.columns())
                || isBeyond(place.row(), geometry.rows())
                || !(place.slice() >= geometry.firstEdge() && place.slice() <= geometry.lastEdge())) {
            return Answer.without(Cover.OUTSIDE);
        }
        int slice = nearest(place.slice(), geometry.slices());
        Volume.Filling filling = volume.filling();
        if (isInGap(geometry, place.slice()) || filling.failed(slice)) {
            return Answer.without(Cover.GAP);
        }
        if (filling.shown(slice) != slice) {
            // Another slice stands in for it in pictures; its value would be another place's.
            return Answer.without(Cover.PENDING);
        }
        double stored = volume.offset()
                + volume.voxels()
                        .get(nearest(place.column(), geometry.columns()), nearest(place.row(), geometry.rows()), slice);
        double value;
        if (volume.hasScaleOfEachSlice()) {
            SliceScale scale = volume.scale(slice);
            value = scale.slope() * stored + scale.intercept();
        } else {
            value = display.image().modalityValue(display.frameNumber(), stored);
        }
        OptionalDouble suv = shared.suvFactor().isPresent()
                ? OptionalDouble.of(value * shared.suvFactor().getAsDouble())
                : OptionalDouble.empty();
        return new Answer(Cover.INSIDE, OptionalDouble.of(value), suv);
    }

    private static boolean isBeyond(double index, int size) {
        return !(index >= -0.5 && index <= size - 0.5);
    }

    private static int nearest(double index, int size) {
        return Math.clamp(Math.round(index), 0, size - 1);
    }

    /** In a gap a slice reaches half the usual distance from its centre, and nothing is known beyond. */
    private static boolean isInGap(VolumeGeometry geometry, double index) {
        int below = Math.clamp((int) Math.floor(index), 0, geometry.slices() - 2);
        return geometry.gapAfter(below)
                && index - below > geometry.reachOnward(below)
                && below + 1 - index > geometry.reachBack(below);
    }
}
