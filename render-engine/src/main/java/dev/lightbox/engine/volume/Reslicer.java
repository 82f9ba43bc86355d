package dev.lightbox.engine.volume;

import dev.lightbox.engine.geometry.PixelPoint;
import dev.lightbox.engine.geometry.PlaneGrid;

/** Takes planes and slabs out of volumes. Stateless, thread-safe. */
public final class Reslicer {

    private Reslicer() {}

    /** In the calling thread. */
    public static ReslicedPlane reslice(Volume volume, ResliceRequest request) {
        return reslice(volume, request, 1);
    }

    /**
     * @param threads how many may work on it at once, the calling one included
     */
    public static ReslicedPlane reslice(Volume volume, ResliceRequest request, int threads) {
        // A plain first version, as the truth that faster ones are compared with; slabs and other interpolations
        // follow.
        PlaneGrid grid = request.grid();
        Volume.Filling filling = volume.filling();
        VolumeGeometry geometry = volume.geometry();
        Voxels voxels = volume.voxels();
        float[] values = new float[grid.width() * grid.height()];
        byte[] cover = new byte[values.length];
        for (int y = 0, at = 0; y < grid.height(); y++) {
            for (int x = 0; x < grid.width(); x++, at++) {
                VoxelPoint p = geometry.toVoxel(grid.toPatient(new PixelPoint(x, y)));
                int i = (int) Math.rint(p.column());
                int j = (int) Math.rint(p.row());
                int k = (int) Math.rint(p.slice());
                if (i < 0 || j < 0 || k < 0 || i >= voxels.columns() || j >= voxels.rows() || k >= voxels.slices()) {
                    cover[at] = ReslicedPlane.OUTSIDE;
                } else if (filling.shown(k) < 0) {
                    cover[at] = filling.failed(k) ? ReslicedPlane.GAP : ReslicedPlane.PENDING;
                } else {
                    values[at] = voxels.get(i, j, filling.shown(k)) + volume.offset();
                }
            }
        }
        return new ReslicedPlane(
                grid.width(),
                grid.height(),
                values,
                cover,
                false,
                filling.loaded(),
                geometry.slices(),
                filling.isComplete(),
                false);
    }
}
