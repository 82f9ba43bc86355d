package dev.lightbox.engine.cli;

import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.PlaneGrid;
import dev.lightbox.engine.geometry.Vector3;
import dev.lightbox.engine.render.RenderRequest;
import dev.lightbox.engine.volume.VolumeGeometry;
import dev.lightbox.engine.volume.VoxelPoint;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Where a plane lies and how large its picture is. Immutable.
 *
 * @param at the picture's middle; empty for the volume's
 * @param size empty for one that covers the whole volume
 * @param spacingMm empty for the smallest of the voxels'
 */
record PlaneOptions(
        PlaneChoice plane, Optional<PatientPoint> at, Optional<RenderOptions.Size> size, OptionalDouble spacingMm) {

    static PlaneOptions of(CommandLine line) throws UsageException {
        Optional<String> plane = line.value("--plane");
        Optional<String> at = line.value("--at");
        Optional<String> size = line.value("--size");
        Optional<String> spacing = line.value("--spacing");
        return new PlaneOptions(
                plane.isPresent() ? PlaneChoice.parse(plane.get()) : PlaneChoice.Anatomical.AXIAL,
                at.isPresent()
                        ? Optional.of(Numbers.point(at.get(), "--at needs x,y,z in mm (LPS)"))
                        : Optional.empty(),
                size.isPresent() ? Optional.of(RenderOptions.size(size.get())) : Optional.empty(),
                spacing.isPresent()
                        ? OptionalDouble.of(Numbers.positive(spacing.get(), "--spacing needs mm above 0"))
                        : OptionalDouble.empty());
    }

    /**
     * @throws IOException if the picture would be too large
     */
    PlaneGrid grid(VolumeGeometry geometry) throws IOException {
        PlaneChoice.Directions directions = plane.directions(geometry);
        double spacing = spacingMm.orElse(geometry.smallestEdgeMm());
        PatientPoint center = at.orElseGet(geometry::center);
        if (size.isPresent()) {
            return new PlaneGrid(
                    center,
                    directions.right(),
                    directions.down(),
                    spacing,
                    size.get().width(),
                    size.get().height());
        }
        double width = pixels(reach(geometry, center, directions.right()), spacing);
        double height = pixels(reach(geometry, center, directions.down()), spacing);
        if (width > RenderRequest.MAX_EDGE
                || height > RenderRequest.MAX_EDGE
                || width * height > RenderRequest.MAX_PIXELS) {
            throw new IOException(
                    "The whole volume would be a picture of %.0f x %.0f pixels; choose --size or a larger --spacing."
                            .formatted(width, height));
        }
        return new PlaneGrid(center, directions.right(), directions.down(), spacing, (int) width, (int) height);
    }

    /** How far the volume reaches from a point along a direction and against it, the larger of both, mm. */
    private static double reach(VolumeGeometry geometry, PatientPoint from, Vector3 direction) {
        double most = 0;
        int last = geometry.slices() - 1;
        for (int k = 0; k <= last; k++) {
            double slice = k == 0 ? geometry.firstEdge() : k == last ? geometry.lastEdge() : k;
            for (int corner = 0; corner < 4; corner++) {
                PatientPoint point = geometry.toPatient(new VoxelPoint(
                        corner % 2 == 0 ? -0.5 : geometry.columns() - 0.5,
                        corner < 2 ? -0.5 : geometry.rows() - 0.5,
                        slice));
                most = Math.max(most, Math.abs(point.minus(from).dot(direction)));
            }
        }
        return most;
    }

    /** Whole pixels that cover so much on both sides; a hair more doesn't count, it comes from rounding. */
    private static double pixels(double reach, double spacing) {
        return Math.max(1, Math.ceil(2 * reach / spacing - 1e-6));
    }
}
