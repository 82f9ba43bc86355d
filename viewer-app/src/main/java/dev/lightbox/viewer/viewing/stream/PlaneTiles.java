package dev.lightbox.viewer.viewing.stream;

import dev.lightbox.engine.geometry.PlaneGrid;
import dev.lightbox.engine.render.Encoding;
import dev.lightbox.engine.render.PlaneRenderer;
import dev.lightbox.engine.render.PlaneRequest;
import dev.lightbox.engine.render.ProjectionRequest;
import dev.lightbox.engine.render.RenderRefusedException;
import dev.lightbox.engine.render.RenderedPlane;
import dev.lightbox.engine.render.VoiSelection;
import dev.lightbox.engine.render.VolumeDisplay;
import dev.lightbox.engine.volume.ResliceRequest;
import dev.lightbox.engine.volume.Slab;
import dev.lightbox.engine.volume.VolumeInterpolation;
import dev.lightbox.engine.volume.VolumePreset;
import dev.lightbox.viewer.viewing.PictureException;
import dev.lightbox.viewer.viewing.ViewingProperties;
import dev.lightbox.viewer.viewing.stream.protocol.ClientMessage.Quality;
import dev.lightbox.viewer.viewing.stream.protocol.ClientMessage.RenderPlane;
import dev.lightbox.viewer.viewing.stream.protocol.PlaneTile;
import dev.lightbox.viewer.viewing.volumes.SharedVolume;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Answers one request for a picture of a volume. Thread-safe. */
@Component
class PlaneTiles {

    private final PlaneRenderer renderer = new PlaneRenderer();
    private final int jpegQuality;
    private final int interactivePixels;

    PlaneTiles(ViewingProperties properties) {
        jpegQuality = properties.jpegQuality();
        interactivePixels = properties.interactivePixels();
    }

    /**
     * The picture in the quality asked for; while slices are still awaited, in that of a moving one, since it will be made again.
     *
     * @param quality how finely its viewport's moving pictures are made
     * @param mostBytes that the line carries in {@link MovingQuality#TRANSFER_NANOS}
     * @param settled whether every slice had come or failed before: asked once by the caller, so that what it makes of the answer agrees with the picture
     * @param threads that may work on it at once
     * @throws PictureException where it can't be made
     */
    PlaneTile draw(
            SharedVolume volume,
            RenderPlane request,
            PlanePace pace,
            MovingQuality quality,
            double mostBytes,
            boolean settled,
            int threads) {
        boolean exact = request.quality() == Quality.EXACT && settled;
        RenderedPlane image;
        try {
            image = exact
                    ? exact(volume, request, threads)
                    : moving(volume, request, pace, quality, mostBytes, threads);
        } catch (RenderRefusedException e) {
            String why = String.valueOf(e.getMessage());
            throw new PictureException(why.substring(0, 1).toLowerCase(Locale.ROOT) + why.substring(1), "", e);
        }
        return new PlaneTile(
                request.viewport(),
                request.sequence(),
                request.grid(),
                request.slabMm(),
                volume.reduced(),
                image,
                volume.source().sourceLossy(),
                request.invert());
    }

    private RenderedPlane exact(SharedVolume volume, RenderPlane request, int threads) {
        return render(volume.display(), request, request.grid(), 0, false, Encoding.PNG_LOSSLESS, threads);
    }

    private RenderedPlane moving(
            SharedVolume volume,
            RenderPlane request,
            PlanePace pace,
            MovingQuality quality,
            double mostBytes,
            int threads) {
        PlaneSize size = PlaneSize.moving(
                request, volume.volume().geometry(), interactivePixels, pace.samples(request.method()));
        double pixels = (double) size.grid().width() * size.grid().height();
        MovingQuality.Choice choice = quality.choose(pixels, mostBytes);
        if (choice.scale() < 1) {
            double carried = pixels * choice.scale() * choice.scale();
            size = PlaneSize.moving(request, volume.volume().geometry(), carried, pace.samples(request.method()));
        }
        long start = System.nanoTime();
        RenderedPlane image = render(
                volume.display(),
                request,
                size.grid(),
                size.stepMm(),
                true,
                Encoding.jpeg(choice.jpegQuality()),
                threads);
        pace.measured(request.method(), size.samples(), (double) (System.nanoTime() - start) * threads);
        // What it may cost the processors is the pace's affair.
        quality.made(choice, (double) size.grid().width() * size.grid().height(), image.encoded().length, 0);
        return image;
    }

    MovingQuality newQuality() {
        return new MovingQuality(jpegQuality);
    }

    private RenderedPlane render(
            VolumeDisplay display,
            RenderPlane request,
            PlaneGrid grid,
            double stepMm,
            boolean moving,
            Encoding encoding,
            int threads) {
        VoiSelection voi =
                request.window().<VoiSelection>map(VoiSelection.Window::new).orElseGet(VoiSelection.Own::new);
        if (request.method().isProjection()) {
            return renderer.render(
                    display,
                    new ProjectionRequest(grid, preset(request), voi, request.invert(), moving, encoding, threads));
        }
        ResliceRequest plane = new ResliceRequest(
                grid,
                VolumeInterpolation.TRILINEAR,
                new Slab(request.slabMm(), request.method().mode()),
                stepMm);
        return renderer.render(display, new PlaneRequest(plane, voi, request.invert(), encoding, threads));
    }

    private static Optional<VolumePreset> preset(RenderPlane request) {
        return switch (request.method()) {
            case VOLUME_BONE -> Optional.of(VolumePreset.BONE);
            case VOLUME_VESSEL -> Optional.of(VolumePreset.VESSEL);
            case VOLUME_SOFT_TISSUE -> Optional.of(VolumePreset.SOFT_TISSUE);
            default -> Optional.empty();
        };
    }
}
