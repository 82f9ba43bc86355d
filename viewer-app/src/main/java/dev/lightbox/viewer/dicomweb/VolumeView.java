package dev.lightbox.viewer.dicomweb;

import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.PixelPoint;
import dev.lightbox.engine.geometry.PlaneGrid;
import dev.lightbox.engine.geometry.Vector3;
import dev.lightbox.engine.render.Region;
import dev.lightbox.engine.render.RenderRequest;
import dev.lightbox.engine.volume.VolumeGeometry;
import dev.lightbox.engine.volume.VoxelPoint;
import dev.lightbox.viewer.viewing.RefusedException;

/**
 * Which points of a volume a picture of it shows. The standard leaves the field of view to the server (8.3.5.3): it is as large as the whole volume seen from that
 * side, with what is looked at in its middle. Without a size a pixel is as large as the smallest edge of a voxel.
 */
final class VolumeView {

    /** Part of a pixel that a volume's edge may reach over without another pixel, as positions are rounded. */
    private static final double NEGLIGIBLE = 1e-6;

    private VolumeView() {}

    /** @throws RefusedException where the viewport's region lies outside of the picture */
    static PlaneGrid grid(VolumeGeometry geometry, VolumeQuery query) {
        PlaneGrid whole = whole(geometry, query.viewpoint());
        return query.picture()
                .viewport()
                .map(viewport -> seenThrough(whole, viewport))
                .orElse(whole);
    }

    private static PlaneGrid whole(VolumeGeometry geometry, Viewpoint viewpoint) {
        Vector3 right = viewpoint.right();
        Vector3 down = viewpoint.down();
        PatientPoint middle = middle(geometry);
        double halfWidth = 0;
        double halfHeight = 0;
        for (PatientPoint corner : geometry.corners()) {
            Vector3 reach = corner.minus(middle);
            halfWidth = Math.max(halfWidth, Math.abs(reach.dot(right)));
            halfHeight = Math.max(halfHeight, Math.abs(reach.dot(down)));
        }
        double spacing = geometry.smallestEdgeMm();
        double edge = Math.max(halfWidth, halfHeight) * 2 / RenderRequest.MAX_EDGE;
        double area = Math.sqrt(4 * halfWidth * halfHeight / RenderRequest.MAX_PIXELS);
        // A little coarser, so that rounding up keeps within the limits.
        if (spacing < Math.max(edge, area)) {
            spacing = Math.max(edge, area) * 1.001;
        }
        return new PlaneGrid(
                viewpoint.lookAt().orElse(middle),
                right,
                down,
                spacing,
                pixels(2 * halfWidth / spacing),
                pixels(2 * halfHeight / spacing));
    }

    private static int pixels(double exact) {
        return Math.max(1, (int) Math.ceil(exact - NEGLIGIBLE));
    }

    /**
     * The viewport is filled, so a picture is as large as asked for; at its edges it shows more than the region where that has another shape, and nothing is
     * distorted.
     */
    private static PlaneGrid seenThrough(PlaneGrid whole, RenderedQuery.Viewport viewport) {
        Region region = viewport.region(whole.width(), whole.height());
        PatientPoint center = whole.toPatient(
                new PixelPoint(region.x() + region.width() / 2 - 0.5, region.y() + region.height() / 2 - 0.5));
        double scale = Math.max(region.width() / viewport.width(), region.height() / viewport.height());
        return new PlaneGrid(
                center,
                whole.right().times(viewport.flipHorizontally() ? -1 : 1),
                whole.down().times(viewport.flipVertically() ? -1 : 1),
                whole.spacingMm() * scale,
                viewport.width(),
                viewport.height());
    }

    /** Half-way between the centres of the outermost voxels. */
    static PatientPoint middle(VolumeGeometry geometry) {
        PatientPoint first = geometry.toPatient(new VoxelPoint(0, 0, 0));
        PatientPoint last =
                geometry.toPatient(new VoxelPoint(geometry.columns() - 1, geometry.rows() - 1, geometry.slices() - 1));
        return first.plus(last.minus(first).times(0.5));
    }

    /** How far the volume reaches along a direction of length 1, mm. */
    static double depthMm(VolumeGeometry geometry, Vector3 direction) {
        PatientPoint middle = middle(geometry);
        double least = Double.MAX_VALUE;
        double most = -Double.MAX_VALUE;
        for (PatientPoint corner : geometry.corners()) {
            double distance = corner.minus(middle).dot(direction);
            least = Math.min(least, distance);
            most = Math.max(most, distance);
        }
        return most - least;
    }

    /** A slab no thicker than reaches through the whole volume: beyond that there is nothing to sample. */
    static double slabMm(VolumeGeometry geometry, PlaneGrid grid, double asked) {
        double reach = 0;
        for (PatientPoint corner : geometry.corners()) {
            reach = Math.max(reach, Math.abs(corner.minus(grid.center()).dot(grid.normal())));
        }
        return Math.min(asked, 2 * reach);
    }
}
