package dev.lightbox.viewer.viewing.stream;

import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.PlaneGrid;
import dev.lightbox.engine.volume.VolumeGeometry;
import dev.lightbox.engine.volume.VoxelPoint;
import dev.lightbox.viewer.viewing.stream.protocol.ClientMessage.RenderPlane;

/**
 * How finely a moving picture of a volume is made: no more pixels than voxels can fill, and no more samples than can be taken in time.
 *
 * @param grid the plane asked for, perhaps with fewer and larger pixels over the same rectangle
 * @param stepMm distance of samples across a slab
 * @param samples in all, about
 */
record PlaneSize(PlaneGrid grid, double stepMm, double samples) {

    /** Fewer wouldn't show where one is. */
    private static final double LEAST_PIXELS = 150 * 150;

    /** A slab is taken in so many steps at most while the user moves, as long as they don't pass over voxels. */
    private static final int SLAB_STEPS = 64;

    private static final int MOST_VOXELS_A_STEP = 2;

    /** Sizes a fifth apart, so that they don't change from picture to picture. */
    private static final double SIZES_PER_OCTAVE = 4;

    /**
     * @param mostPixels of any moving picture
     * @param mostSamples that can be taken in time
     */
    static PlaneSize moving(RenderPlane request, VolumeGeometry geometry, double mostPixels, double mostSamples) {
        PlaneGrid asked = request.grid();
        double voxelMm = geometry.smallestEdgeMm();
        double stepMm = Math.clamp(request.slabMm() / SLAB_STEPS, voxelMm, MOST_VOXELS_A_STEP * voxelMm);
        double depth = depth(request, geometry, stepMm);
        double askedPixels = (double) asked.width() * asked.height();
        double useful = askedPixels * Math.min(1, Math.pow(asked.spacingMm() / voxelMm, 2));
        double inTime = quantised(Math.min(1, mostSamples / depth / askedPixels)) * askedPixels;
        double pixels = Math.min(askedPixels, Math.max(LEAST_PIXELS, Math.min(Math.min(useful, mostPixels), inTime)));
        PlaneGrid grid = shrunk(asked, pixels);
        return new PlaneSize(grid, stepMm, depth * grid.width() * grid.height());
    }

    /** Samples behind a pixel. */
    private static double depth(RenderPlane request, VolumeGeometry geometry, double stepMm) {
        if (request.method().isProjection()) {
            return diagonalMm(geometry) / geometry.smallestEdgeMm();
        }
        return 1 + Math.min(request.slabMm(), diagonalMm(geometry)) / stepMm;
    }

    private static double diagonalMm(VolumeGeometry geometry) {
        PatientPoint first = geometry.toPatient(new VoxelPoint(0, 0, 0));
        PatientPoint last =
                geometry.toPatient(new VoxelPoint(geometry.columns() - 1, geometry.rows() - 1, geometry.slices() - 1));
        return last.minus(first).length();
    }

    private static double quantised(double share) {
        return share >= 1
                ? 1
                : Math.pow(2, Math.floor(Math.log(share) / Math.log(2) * SIZES_PER_OCTAVE) / SIZES_PER_OCTAVE);
    }

    /** The same rectangle in about so many pixels: of the next few widths the one whose height comes nearest to a whole number. */
    static PlaneGrid shrunk(PlaneGrid asked, double pixels) {
        double scale = Math.sqrt(pixels / ((double) asked.width() * asked.height()));
        int most = (int) Math.max(1, Math.floor(asked.width() * scale));
        if (scale >= 1 || most >= asked.width()) {
            return asked;
        }
        double aspect = (double) asked.height() / asked.width();
        int width = most;
        double leastError = Double.MAX_VALUE;
        for (int candidate = most; candidate >= Math.max(1, most - 8); candidate--) {
            double height = candidate * aspect;
            double error = Math.abs(height - Math.rint(height));
            if (error < leastError - 1e-9) {
                leastError = error;
                width = candidate;
            }
        }
        int height = (int) Math.max(1, Math.rint(width * aspect));
        // Square pixels: of the two, the larger one covers what was asked for.
        double spacing =
                Math.max(asked.spacingMm() * asked.width() / width, asked.spacingMm() * asked.height() / height);
        return new PlaneGrid(asked.center(), asked.right(), asked.down(), spacing, width, height);
    }
}
