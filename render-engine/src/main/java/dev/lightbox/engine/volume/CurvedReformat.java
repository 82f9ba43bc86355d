package dev.lightbox.engine.volume;

import dev.lightbox.engine.geometry.Vector3;
import dev.lightbox.engine.volume.PlaneMap.Direction;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Takes curved planes out of volumes, by the rules of flat ones. Stateless, thread-safe. */
public final class CurvedReformat {

    private CurvedReformat() {}

    /**
     * @param slab across the surface, half on each side, along each row's normal
     * @param stepMm distance of samples across the slab; 0 for half the smallest voxel edge
     * @param threads how many may work on it at once, the calling one included
     * @throws CancellationException if the calling thread is interrupted meanwhile; it still is then
     */
    public static ReslicedPlane reslice(
            Volume volume, CurvedGrid grid, VolumeInterpolation interpolation, Slab slab, double stepMm, int threads) {
        Volume.Filling filling = volume.filling();
        VolumeGeometry geometry = volume.geometry();
        Picture picture = new Picture(grid.width(), grid.height());
        AtomicBoolean crossesGap = new AtomicBoolean();
        SliceAxis axis = new SliceAxis(geometry, filling);
        SliceShift shift = new SliceShift(geometry);
        SlabSamples samples = SlabSamples.everywhere(geometry, slab, stepMm);
        Map map = new Map(geometry, grid);
        Slab.Mode mode = slab.ofStored(volume).mode();
        Bands.run(picture.height(), Reslicer.BAND, threads, () -> {
            PointSampler sampler = new PointSampler(volume, axis, shift, interpolation);
            Rows rows = new CarefulRows(map, sampler, samples, mode, picture);
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
                geometry.slices(),
                filling.isComplete(),
                crossesGap.get());
    }

    /** Each row has a map of its own. */
    private static final class Map implements RowMap {
        private final Direction[] columns;
        private final Direction[] rows;
        private final Direction[] locations;

        Map(VolumeGeometry geometry, CurvedGrid grid) {
            PlaneMap.Functionals of = new PlaneMap.Functionals(geometry);
            columns = new Direction[grid.height()];
            rows = new Direction[grid.height()];
            locations = new Direction[grid.height()];
            for (int y = 0; y < grid.height(); y++) {
                Vector3 origin = grid.toPatient(0, y).minus(geometry.origin(0));
                Vector3 right = grid.across(y).times(grid.spacingMm());
                columns[y] = direction(of.column, origin, right, grid.normal(y));
                rows[y] = direction(of.row, origin, right, grid.normal(y));
                locations[y] = direction(of.location, origin, right, grid.normal(y));
            }
        }

        private static Direction direction(Vector3 of, Vector3 origin, Vector3 right, Vector3 normal) {
            return new Direction(of.dot(origin), of.dot(right), 0, of.dot(normal));
        }

        @Override
        public Direction column(int row) {
            return columns[row];
        }

        @Override
        public Direction row(int row) {
            return rows[row];
        }

        @Override
        public Direction location(int row) {
            return locations[row];
        }
    }
}
