package dev.lightbox.viewer.dicomweb;

import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.geometry.PlaneGrid;
import dev.lightbox.engine.render.Encoding;
import dev.lightbox.engine.render.PlaneRenderer;
import dev.lightbox.engine.render.PlaneRequest;
import dev.lightbox.engine.render.ProjectionRequest;
import dev.lightbox.engine.render.RenderRefusedException;
import dev.lightbox.engine.render.RenderedPlane;
import dev.lightbox.engine.render.VoiSelection;
import dev.lightbox.engine.render.VoiWindow;
import dev.lightbox.engine.render.VolumeDisplay;
import dev.lightbox.engine.volume.ResliceRequest;
import dev.lightbox.engine.volume.Slab;
import dev.lightbox.engine.volume.VolumeInterpolation;
import dev.lightbox.engine.volume.VolumePreset;
import dev.lightbox.viewer.dicomweb.VolumeQuery.Resource;
import dev.lightbox.viewer.viewing.RefusedException;
import java.util.Optional;
import org.springframework.http.HttpStatus;

/** From a volume and what was asked of it to the picture that is sent. Thread-safe. */
final class VolumeDrawing {

    /** On one of the threads that compute; the others are everybody's. */
    private static final int THREADS = 1;

    private final PlaneRenderer renderer = new PlaneRenderer();

    /** @throws RefusedException where the picture can't be drawn so */
    RenderedPlane draw(VolumeDisplay display, Resource resource, VolumeQuery query, Encoding.Format format) {
        PlaneGrid grid = VolumeView.grid(display.volume().geometry(), query);
        Encoding encoding = format == Encoding.Format.PNG
                ? Encoding.PNG_LOSSLESS
                : Encoding.jpeg(query.picture().quality());
        try {
            if (resource == Resource.SOLID) {
                return solid(display, query, grid, encoding);
            }
            Slab slab = query.slabMm().isPresent()
                    ? new Slab(
                            VolumeView.slabMm(
                                    display.volume().geometry(),
                                    grid,
                                    query.slabMm().getAsDouble()),
                            mode(query.method()))
                    : Slab.NONE;
            return plane(display, query, grid, slab, encoding);
        } catch (RenderRefusedException e) {
            throw new RefusedException(HttpStatus.NOT_ACCEPTABLE, String.valueOf(e.getMessage()));
        }
    }

    /** The window of the volume, where none is asked for. */
    VoiWindow window(VolumeDisplay display, VolumeQuery query) {
        return query.picture().window().orElseGet(() -> renderer.defaultWindow(display));
    }

    private RenderedPlane solid(VolumeDisplay display, VolumeQuery query, PlaneGrid grid, Encoding encoding) {
        if (query.method() != RenderingMethod.VOLUME_RENDERED) {
            // A slab that reaches through the whole volume.
            double whole = VolumeView.slabMm(display.volume().geometry(), grid, Double.MAX_VALUE);
            return plane(display, query, grid, new Slab(whole, mode(query.method())), encoding);
        }
        return renderer.render(
                display,
                new ProjectionRequest(grid, Optional.of(preset(display)), voi(query), false, false, encoding, THREADS));
    }

    private RenderedPlane plane(
            VolumeDisplay display, VolumeQuery query, PlaneGrid grid, Slab slab, Encoding encoding) {
        ResliceRequest plane = new ResliceRequest(grid, VolumeInterpolation.TRILINEAR, slab, 0);
        return renderer.render(display, new PlaneRequest(plane, voi(query), false, encoding, THREADS));
    }

    /** The standard leaves colours and opacities to the server: bones of a CT, in any other modality all that is brighter than its surroundings. */
    private static VolumePreset preset(VolumeDisplay display) {
        return display.image().dataSet().string(Tag.Modality).orElse("").equals("CT")
                ? VolumePreset.BONE
                : VolumePreset.SOFT_TISSUE;
    }

    private static VoiSelection voi(VolumeQuery query) {
        return query.picture()
                .window()
                .<VoiSelection>map(VoiSelection.Window::new)
                .orElseGet(VoiSelection.Own::new);
    }

    private static Slab.Mode mode(RenderingMethod method) {
        return switch (method) {
            case MAXIMUM_IP -> Slab.Mode.MIP;
            case MINIMUM_IP -> Slab.Mode.MINIP;
            case AVERAGE_IP -> Slab.Mode.MEAN;
            case VOLUME_RENDERED -> throw new IllegalArgumentException("planes aren't rendered as solids");
        };
    }
}
