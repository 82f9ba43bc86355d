package dev.lightbox.viewer.viewing.volumes;

import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.measure.VoxelValues;
import dev.lightbox.engine.volume.NearestVoxel.Cover;
import java.util.OptionalDouble;

/** What is at a point of a volume: the value of the nearest voxel, as a reader knows it from single slices; nothing is interpolated. Stateless. */
public final class VolumeProbe {

    /**
     * @param value in modality units; empty where {@code cover} isn't {@link Cover#INSIDE}
     * @param suv by body weight, g/ml; empty where it can't be computed
     */
    public record Answer(Cover cover, OptionalDouble value, OptionalDouble suv) {}

    private VolumeProbe() {}

    public static Answer at(SharedVolume shared, PatientPoint point) {
        VoxelValues values = new VoxelValues(shared.display());
        Cover cover = values.look(point);
        if (cover != Cover.INSIDE) {
            return new Answer(cover, OptionalDouble.empty(), OptionalDouble.empty());
        }
        double value = values.value();
        OptionalDouble suv = shared.suvFactor().isPresent()
                ? OptionalDouble.of(value * shared.suvFactor().getAsDouble())
                : OptionalDouble.empty();
        return new Answer(cover, OptionalDouble.of(value), suv);
    }
}
