package dev.lightbox.engine.volume;

import java.util.List;
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
     * @throws CancellationException if the calling thread is interrupted meanwhile; it still is then
     */
    public static ReslicedPlane reslice(Volume volume, ResliceRequest request, int threads) {
        Volume.Filling filling = volume.filling();
        Picture picture = new Picture(request.grid().width(), request.grid().height());
        AtomicBoolean crossesGap = new AtomicBoolean();
        SliceAxis axis = new SliceAxis(volume.geometry(), filling);
        SliceShift shift = new SliceShift(volume.geometry());
        PlaneMap map = new PlaneMap(volume.geometry(), request.grid());
        SlabSamples samples = SlabSamples.of(volume.geometry(), request);
        List<Zone> zones = Zone.of(axis, shift);
        Bands.run(picture.height(), BAND, threads, () -> {
            Rows rows = TiledRows.can(volume, request)
                    ? new TiledRows(volume, axis, zones, map, samples, request, picture)
                    : new CarefulRows(
                            map,
                            new PointSampler(volume, axis, shift, request.interpolation()),
                            samples,
                            request.slab().mode(),
                            picture);
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
                crossesGap.get());
    }
}
