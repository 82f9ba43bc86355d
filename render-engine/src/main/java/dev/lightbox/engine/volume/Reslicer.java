package dev.lightbox.engine.volume;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Takes planes and slabs out of volumes. Stateless, thread-safe. */
public final class Reslicer {

    /** Rows that are filled in one go. */
    static final int BAND = 32;

    private Reslicer() {}

    /** In the calling thread. */
    public static ReslicedPlane reslice(Volume volume, ResliceRequest request) {
        return reslice(volume, request, 1);
    }

    /**
     * @param threads how many may work on it at once, the calling one included; threads of the common pool help, as far as they are free
     * @throws IllegalArgumentException if the volume's values can't be compared ({@link Slab#refusal})
     * @throws CancellationException if the calling thread is interrupted meanwhile; it still is then
     */
    public static ReslicedPlane reslice(Volume volume, ResliceRequest asked, int threads) {
        ResliceRequest request = new ResliceRequest(
                asked.grid(), asked.interpolation(), asked.slab().ofStored(volume), asked.stepMm());
        Volume.Filling filling = volume.filling();
        Picture picture = new Picture(request.grid().width(), request.grid().height());
        AtomicBoolean crossesGap = new AtomicBoolean();
        SliceAxis axis = new SliceAxis(volume.geometry(), filling);
        SliceShift shift = new SliceShift(volume.geometry());
        PlaneMap map = new PlaneMap(volume.geometry(), request.grid());
        SlabSamples samples = SlabSamples.of(volume.geometry(), request);
        Optional<AlignedPlane> aligned = AlignedPlane.of(volume, axis, shift, map, samples, request);
        List<Zone> zones = aligned.isPresent() ? List.of() : Zone.of(axis, shift);
        int band = aligned.isPresent() ? alignedBand(picture.height(), threads) : BAND;
        Bands.run(picture.height(), band, threads, () -> {
            Rows rows;
            if (aligned.isPresent()) {
                rows = new AlignedRows(
                        volume, aligned.get(), samples, request.slab().mode(), picture);
            } else if (TiledRows.can(volume, request)) {
                rows = new TiledRows(volume, axis, zones, map, samples, request, picture);
            } else {
                rows = new CarefulRows(
                        map,
                        new PointSampler(volume, axis, shift, request.interpolation()),
                        samples,
                        request.slab().mode(),
                        picture);
            }
            return (from, to) -> {
                if (rows.fill(from, to)) {
                    crossesGap.set(true);
                }
            };
        });
        return new ReslicedPlane(
                picture.width(),
                picture.height(),
                picture.values(),
                picture.cover(),
                volume.hasScaleOfEachSlice(),
                filling.loaded(),
                volume.geometry().slices(),
                filling.isComplete(),
                crossesGap.get(),
                samples.coarse());
    }

    /** Rows share lines of voxels with the next ones: few large bands, but enough to share the work. */
    private static int alignedBand(int height, int threads) {
        return Math.max(BAND, (height + 4 * threads - 1) / (4 * threads));
    }
}
