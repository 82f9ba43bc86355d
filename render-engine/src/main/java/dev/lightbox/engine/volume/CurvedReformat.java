package dev.lightbox.engine.volume;

import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.Vector3;
import dev.lightbox.engine.volume.PlaneMap.Direction;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Takes curved planes out of volumes, by the rules of flat ones. Stateless, thread-safe. */
public final class CurvedReformat {

    private CurvedReformat() {}

    /**
     * @param slab across the surface, half on each side, along each row's normal
     * @param stepMm distance of samples across the slab at most, unless there would be too many, which the result tells; 0 for half the smallest voxel edge
     * @param threads how many may work on it at once, the calling one included
     * @throws IllegalArgumentException if the volume's values can't be compared ({@link Slab#refusal})
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
        SlabSamples samples = SlabSamples.ofCurved(geometry, slab, stepMm, reach(geometry, grid));
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
                crossesGap.get(),
                samples.coarse());
    }

    /** How far the volume reaches at most from any point of the surface, mm: both lie within spheres. */
    private static double reach(VolumeGeometry geometry, CurvedGrid grid) {
        PatientPoint center = geometry.center();
        double radius = 0;
        for (int k = 0; k < geometry.slices(); k++) {
            double slice = k == 0 ? geometry.firstEdge() : k == geometry.slices() - 1 ? geometry.lastEdge() : k;
            for (int corner = 0; corner < 4; corner++) {
                PatientPoint point = geometry.toPatient(new VoxelPoint(
                        corner % 2 == 0 ? -0.5 : geometry.columns() - 0.5,
                        corner < 2 ? -0.5 : geometry.rows() - 0.5,
                        slice));
                radius = Math.max(radius, point.minus(center).length());
            }
        }
        double away = 0;
        for (int y = 0; y < grid.height(); y++) {
            for (int x = 0; x < grid.width(); x += Math.max(1, grid.width() - 1)) {
                away = Math.max(away, grid.toPatient(x, y).minus(center).length());
            }
        }
        return away + radius;
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
