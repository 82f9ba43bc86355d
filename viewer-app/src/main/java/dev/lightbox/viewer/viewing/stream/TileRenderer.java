package dev.lightbox.viewer.viewing.stream;

import dev.lightbox.engine.render.Encoding;
import dev.lightbox.engine.render.Layers;
import dev.lightbox.engine.render.RenderRequest;
import dev.lightbox.engine.render.RenderedImage;
import dev.lightbox.engine.render.Renderer;
import dev.lightbox.viewer.viewing.ViewingProperties;
import dev.lightbox.viewer.viewing.frames.DecodedFrame;
import dev.lightbox.viewer.viewing.series.SeriesSlice;
import dev.lightbox.viewer.viewing.stream.protocol.ClientMessage;
import dev.lightbox.viewer.viewing.stream.protocol.Tile;
import org.springframework.stereotype.Component;

/** Answers one request for a picture, once its frame is there. Thread-safe. */
@Component
class TileRenderer {

    /** Of regions of interest the border is drawn: to dim the rest, as is usual on paper, would hide it from the reader. */
    private static final Layers LAYERS = new Layers(true, Layers.Shutters.ALL, false, Layers.Regions.BORDER);

    /** Smaller pictures are decoded whole quickly enough. */
    private static final long LARGE_PIXELS = 1_000_000;

    private final Renderer renderer = new Renderer();
    private final int jpegQuality;
    private final int interactivePixels;

    TileRenderer(ViewingProperties properties) {
        jpegQuality = properties.jpegQuality();
        interactivePixels = properties.interactivePixels();
    }

    /** As finely as a moving picture may be. */
    MovingQuality.Choice finest() {
        return MovingQuality.Choice.finest(jpegQuality);
    }

    MovingQuality newQuality() {
        return new MovingQuality(jpegQuality);
    }

    /** @param choice how finely, while the user moves; an exact picture has nothing to choose */
    Tile render(DecodedFrame decoded, ClientMessage.Render request, MovingQuality.Choice choice) {
        RenderedImage image = renderer.render(
                decoded.image(), decoded.frameNumber(), decoded.frame(), toRenderRequest(request, choice));
        return new Tile(
                request.viewport(),
                request.sequence(),
                request.slice(),
                image,
                decoded.image().lossySource(),
                request.invert());
    }

    /**
     * The reduction that a request may be answered from: large pictures are shown smaller while the user moves, and a reduced frame is decoded in a fraction
     * of the time. The exact picture is always made from the whole frame.
     */
    int reduction(ClientMessage.Render request, SeriesSlice slice, MovingQuality.Choice choice) {
        long pixels = (long) slice.rows() * slice.columns();
        if (pixels < LARGE_PIXELS || request.quality() == ClientMessage.Quality.EXACT) {
            return 0;
        }
        int reduction = toRenderRequest(request, choice).possibleReduction();
        // A very large picture is still large when halved; a coarser one, at once, is better than one that comes late,
        // and the exact one follows.
        return reduction > 0 && pixels >> (2 * reduction) > LARGE_PIXELS ? reduction + 1 : reduction;
    }

    /** Pixels of the finest moving picture: no more than the source has, since enlarging adds none, and no more than a picture may have that is sent while the user moves. */
    double movingPixels(ClientMessage.Render request) {
        return Math.min(interactivePixels, usefulWidth(request) * usefulHeight(request));
    }

    private static double usefulWidth(ClientMessage.Render request) {
        return Math.min(request.width(), Math.max(1, Math.ceil(request.region().width())));
    }

    private static double usefulHeight(ClientMessage.Render request) {
        return Math.min(request.height(), Math.max(1, Math.ceil(request.region().height())));
    }

    private RenderRequest toRenderRequest(ClientMessage.Render request, MovingQuality.Choice choice) {
        if (request.quality() == ClientMessage.Quality.EXACT) {
            return toRenderRequest(request, request.width(), request.height(), Encoding.PNG_LOSSLESS);
        }
        double width = usefulWidth(request);
        double height = usefulHeight(request);
        double shrink = choice.scale() * Math.min(1, Math.sqrt(interactivePixels / (width * height)));
        return toRenderRequest(
                request,
                Math.max(1, (int) Math.round(width * shrink)),
                Math.max(1, (int) Math.round(height * shrink)),
                Encoding.jpeg(choice.jpegQuality()));
    }

    private static RenderRequest toRenderRequest(
            ClientMessage.Render request, int width, int height, Encoding encoding) {
        RenderRequest common = RenderRequest.of(request.region(), width, height)
                .withInvert(request.invert())
                .withLayers(LAYERS)
                .withEncoding(encoding);
        return request.window().map(common::withWindow).orElse(common);
    }
}
