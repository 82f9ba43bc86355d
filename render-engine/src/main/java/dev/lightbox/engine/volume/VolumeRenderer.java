package dev.lightbox.engine.volume;

import dev.lightbox.engine.geometry.PlaneGrid;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Whole volumes seen from outside, by parallel rays along the normal of a view: as a maximum intensity projection, or as a solid by a transfer function.
 *
 * <p>Samples are trilinear, taken along the ray every half of the smallest voxel edge, or soon every whole one; light is taken front to back with opacities for that distance (Levoy 1988, "Display of
 * surfaces from volume data"; Max 1995, "Optical models for direct volume rendering"), until nothing of it is left that could be seen. Bricks of voxels that can't matter are passed over, which changes
 * nothing but the time. Borders, gaps and failed slices are treated as in planes: nothing is made up where slices are missing. Stateless, thread-safe.
 */
public final class VolumeRenderer {

    private static final int BAND = 8;

    private VolumeRenderer() {}

    /**
     * A solid in colours on black.
     *
     * @param rgb levels of red, green and blue, row by row; the receiver's
     * @param loaded slices that were there when it was made
     * @param complete whether every slice had come, or had failed for good
     * @param crossesGap whether a ray met a place where slices are missing or damaged
     */
    public record Solid(int width, int height, byte[] rgb, int loaded, boolean complete, boolean crossesGap) {}

    /**
     * The largest value along each ray. What no ray meets is {@link ReslicedPlane#OUTSIDE}; values are in modality units where these are a straight line of the stored ones.
     *
     * @param view the picture; rays run through its pixels along its normal, through the whole volume
     * @param floor values up to it may be given as it: what a window shows black anyway; negative infinity for true values
     * @param ceiling values from it on may be given as any of them: what a window shows white anyway; infinity for true values
     * @param soon twice as fast, by coarser steps
     * @param threads how many may work on it at once, the calling one included
     * @throws IllegalArgumentException if the volume's values can't be compared ({@link Slab#refusal})
     * @throws CancellationException if the calling thread is interrupted meanwhile; it still is then
     */
    public static ReslicedPlane maximum(
            Volume volume, PlaneGrid view, float floor, float ceiling, boolean soon, int threads) {
        new Slab(1, Slab.Mode.MIP).refusal(volume).ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
        Volume.Filling filling = volume.filling();
        Picture picture = new Picture(view.width(), view.height());
        AtomicBoolean crossesGap = new AtomicBoolean();
        if (filling.loaded() == 0) {
            Arrays.fill(picture.cover(), ReslicedPlane.PENDING);
        } else {
            RayVolume rays = new RayVolume(volume, filling);
            BrickRanges ranges = volume.brickRanges(rays, threads);
            PlaneMap map = new PlaneMap(volume.geometry(), view);
            Bands.run(view.height(), BAND, threads, () -> {
                RayPath path = new RayPath(volume.geometry(), filling, map, step(volume, soon));
                MaximumRays worker = new MaximumRays(rays, ranges, path, picture, floor, ceiling);
                return (from, to) -> {
                    worker.rows(from, to);
                    if (worker.metGap()) {
                        crossesGap.set(true);
                    }
                };
            });
        }
        if (!volume.hasScale() && volume.order() == ValueOrder.FALLING) {
            float[] values = picture.values();
            for (int i = 0; i < values.length; i++) {
                values[i] = 0 - values[i];
            }
        }
        return new ReslicedPlane(
                picture.width(),
                picture.height(),
                picture.values(),
                picture.cover(),
                volume.hasScale(),
                filling.loaded(),
                volume.geometry().slices(),
                filling.isComplete(),
                crossesGap.get(),
                soon);
    }

    /**
     * The volume as a solid.
     *
     * @param look in modality units
     * @throws IllegalArgumentException for a volume whose modality values aren't a straight line of the stored ones
     * @param soon at a fraction of the time, by coarser steps
     */
    static Solid solid(Volume volume, PlaneGrid view, TransferFunction look, boolean soon, int threads) {
        if (!volume.hasScale()) {
            throw new IllegalArgumentException("no solid of values that have a table");
        }
        Volume.Filling filling = volume.filling();
        byte[] rgb = new byte[Math.multiplyExact(3, Math.multiplyExact(view.width(), view.height()))];
        AtomicBoolean crossesGap = new AtomicBoolean();
        if (filling.loaded() > 0) {
            RayVolume rays = new RayVolume(volume, filling);
            double step = step(volume, soon);
            TransferTable table = new TransferTable(look, step);
            EmptySpace space = new EmptySpace(volume.brickRanges(rays, threads), table);
            PlaneMap map = new PlaneMap(volume.geometry(), view);
            Slopes slopes = new Slopes(volume.geometry(), view.normal());
            Bands.run(view.height(), BAND, threads, () -> {
                RayPath path = new RayPath(volume.geometry(), filling, map, step);
                SolidRays worker = new SolidRays(rays, space, table, slopes, path, soon, view.width(), rgb);
                return (from, to) -> {
                    worker.rows(from, to);
                    if (worker.metGap()) {
                        crossesGap.set(true);
                    }
                };
            });
        }
        return new Solid(view.width(), view.height(), rgb, filling.loaded(), filling.isComplete(), crossesGap.get());
    }

    /**
     * As {@link #solid(Volume, PlaneGrid, TransferFunction, boolean, int)}, by a preset.
     *
     * @param center of the window that the preset's own is moved to; values of CT need none: give the preset's own
     * @param width of that window, above 0
     */
    public static Solid solid(
            Volume volume,
            PlaneGrid view,
            VolumePreset preset,
            double center,
            double width,
            boolean soon,
            int threads) {
        TransferFunction look = preset.look().moved(preset.center(), preset.width(), center, width);
        return solid(volume, view, look, soon, threads);
    }

    private static double step(Volume volume, boolean soon) {
        return volume.geometry().sampleStepMm() * (soon ? 2 : 1);
    }
}
