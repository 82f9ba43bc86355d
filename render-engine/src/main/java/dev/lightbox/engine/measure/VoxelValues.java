package dev.lightbox.engine.measure;

import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.render.PixelPadding;
import dev.lightbox.engine.render.VolumeDisplay;
import dev.lightbox.engine.volume.NearestVoxel;
import dev.lightbox.engine.volume.SliceScale;

/** The modality values of a volume's voxels, each at the places that are nearest to it. Keeps the last one: one for each thread. */
public final class VoxelValues {

    private final VolumeDisplay display;
    private final NearestVoxel nearest;
    private final PixelPadding padding;

    public VoxelValues(VolumeDisplay display) {
        this.display = display;
        nearest = new NearestVoxel(display.volume());
        padding = PixelPadding.of(
                display.image().dataSet(), display.image().descriptor().signed());
    }

    /** Looks at a place. */
    public NearestVoxel.Cover look(PatientPoint point) {
        return nearest.look(point);
    }

    /** Of the last place that was inside, in modality units; padding has one too. */
    public double value() {
        if (display.volume().hasScaleOfEachSlice()) {
            SliceScale scale = display.volume().scale(nearest.slice());
            return scale.slope() * nearest.stored() + scale.intercept();
        }
        return display.image().modalityValue(display.frameNumber(), nearest.stored());
    }

    /** What is to be counted of the last place that was inside: NaN for padding. */
    double counted() {
        return padding.contains(nearest.stored()) ? Double.NaN : value();
    }
}
