package dev.lightbox.e2e;

import dev.lightbox.e2e.pages.Place;
import dev.lightbox.engine.phantom.SampledVolume;
import dev.lightbox.engine.phantom.VoxelGrid;
import java.util.OptionalDouble;

/**
 * Values between a phantom's voxels, computed here from where its scanner put each of them: trilinear along rows, columns and the line from slice to slice, which
 * a tilted gantry makes slant. None of the product's own code.
 */
final class VolumeTruth {

    private final SampledVolume volume;
    private final Place origin;
    private final Place across;
    private final Place down;
    private final Place up;

    VolumeTruth(SampledVolume volume) {
        this.volume = volume;
        VoxelGrid grid = volume.grid();
        this.origin = place(grid.origin());
        this.across = place(grid.rowDirection()).times(grid.columnSpacing());
        this.down = place(grid.columnDirection()).times(grid.rowSpacing());
        this.up = place(grid.sliceStep());
    }

    private static Place place(VoxelGrid.Point point) {
        return new Place(point.x(), point.y(), point.z());
    }

    /** Between the voxels, in modality units; empty outside of the outermost voxels' centres. */
    OptionalDouble value(Place point) {
        VoxelGrid grid = volume.grid();
        Place index = index(point);
        if (!(index.x() >= 0 && index.y() >= 0 && index.z() >= 0)
                || index.x() > grid.columns() - 1
                || index.y() > grid.rows() - 1
                || index.z() > grid.slices() - 1) {
            return OptionalDouble.empty();
        }
        int i = Math.min((int) index.x(), grid.columns() - 2);
        int j = Math.min((int) index.y(), grid.rows() - 2);
        int k = Math.min((int) index.z(), grid.slices() - 2);
        double value = 0;
        for (int corner = 0; corner < 8; corner++) {
            int x = corner & 1;
            int y = corner >> 1 & 1;
            int z = corner >> 2;
            double weight = share(index.x() - i, x) * share(index.y() - j, y) * share(index.z() - k, z);
            if (weight > 0) {
                value += weight
                        * (volume.storedValue(k + z, j + y, i + x)
                                + volume.encoding().intercept());
            }
        }
        return OptionalDouble.of(value);
    }

    /** Of the voxel whose centre is nearest; of two the later one. */
    double nearest(Place point) {
        Place index = index(point);
        return volume.storedValue(nearest(index.z()), nearest(index.y()), nearest(index.x()))
                + volume.encoding().intercept();
    }

    private static int nearest(double index) {
        return (int) Math.floor(index + 0.5 + 1e-6);
    }

    /** Whether a place lies between the centres of one slice's voxels, to a thousandth of the distance to the next. */
    boolean isInASlice(Place point) {
        double slice = index(point).z();
        return Math.abs(slice - Math.rint(slice)) < 1e-3;
    }

    /** Column, row and slice as x, y and z. */
    private Place index(Place point) {
        Place offset = point.minus(origin);
        double determinant = across.dot(down.cross(up));
        return new Place(
                offset.dot(down.cross(up)) / determinant,
                offset.dot(up.cross(across)) / determinant,
                offset.dot(across.cross(down)) / determinant);
    }

    private static double share(double fraction, int side) {
        return side == 0 ? 1 - fraction : fraction;
    }
}
