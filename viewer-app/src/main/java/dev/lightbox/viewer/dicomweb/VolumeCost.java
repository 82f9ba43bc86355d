package dev.lightbox.viewer.dicomweb;

import dev.lightbox.engine.geometry.PlaneGrid;
import dev.lightbox.engine.volume.VolumeGeometry;
import dev.lightbox.viewer.dicomweb.VolumeQuery.Resource;
import dev.lightbox.viewer.viewing.RefusedException;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/** What a picture of a volume costs, known before it is drawn. */
final class VolumeCost {

    private VolumeCost() {}

    /**
     * Values that are taken out of the volume, at most: one a {@linkplain VolumeGeometry#sampleStepMm step}, along the part of each pixel's line of sight that may lie within
     * slab and volume.
     */
    static double samples(VolumeGeometry geometry, Resource resource, VolumeQuery query) {
        PlaneGrid grid = VolumeView.grid(geometry, query);
        double through = VolumeView.depthMm(geometry, grid.normal());
        double mm = resource == Resource.SOLID
                ? through
                : Math.min(through, query.slabMm().orElse(0));
        return (double) grid.width() * grid.height() * (1 + mm / geometry.sampleStepMm());
    }

    /** @throws RefusedException 413 where it costs more than so many samples */
    static void require(VolumeGeometry geometry, Resource resource, VolumeQuery query, long most) {
        double samples = samples(geometry, resource, query);
        if (samples > most) {
            String smaller = resource == Resource.SOLID
                    ? "Ask for a smaller viewport."
                    : "Ask for a smaller viewport, or a thinner slab.";
            throw new RefusedException(
                    HttpStatus.CONTENT_TOO_LARGE,
                    String.format(
                            Locale.ROOT,
                            "This picture takes %.0f million samples of the volume; the most that this server takes for one is %.0f million. %s",
                            Math.ceil(samples / 1e6),
                            Math.floor(most / 1e6),
                            smaller));
        }
    }
}
