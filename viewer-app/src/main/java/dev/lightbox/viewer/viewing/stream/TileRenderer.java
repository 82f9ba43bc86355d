package dev.lightbox.viewer.viewing.stream;

import dev.lightbox.engine.render.Encoding;
import dev.lightbox.engine.render.Layers;
import dev.lightbox.engine.render.Region;
import dev.lightbox.engine.render.RenderRequest;
import dev.lightbox.engine.render.RenderedImage;
import dev.lightbox.engine.render.Renderer;
import dev.lightbox.engine.render.SourceImage;
import dev.lightbox.engine.render.presentation.PresentationState;
import dev.lightbox.viewer.viewing.ViewingProperties;
import dev.lightbox.viewer.viewing.frames.DecodedFrame;
import dev.lightbox.viewer.viewing.series.SeriesSlice;
import dev.lightbox.viewer.viewing.stream.protocol.ClientMessage;
import dev.lightbox.viewer.viewing.stream.protocol.Tile;
import java.util.Optional;
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

    /** As its file says. @param choice how finely, while the user moves; an exact picture has nothing to choose */
    Tile render(DecodedFrame decoded, ClientMessage.Render request, MovingQuality.Choice choice) {
        return render(decoded, request, choice, Optional.empty());
    }

    /**
     * @param choice how finely, while the user moves; an exact picture has nothing to choose
     * @param state how it is to look, if that is for this picture; without its turning and its graphics, which are the browser's
     */
    Tile render(
            DecodedFrame decoded,
            ClientMessage.Render request,
            MovingQuality.Choice choice,
            Optional<PresentationState> state) {
        Optional<PresentationState> applied = state.filter(candidate -> canApply(candidate, decoded));
        RenderRequest plain = toRenderRequest(request, choice);
        RenderedImage image = renderer.render(
                decoded.image(),
                decoded.frameNumber(),
                decoded.frame(),
                applied.map(known -> within(plain, decoded.image()).withPresentationState(known.withoutTurning()))
                        .orElse(plain));
        return new Tile(
                request.viewport(),
                request.sequence(),
                request.slice(),
                image,
                decoded.image().lossySource(),
                request.invert(),
                applied.isPresent(),
                false);
    }

    private static boolean canApply(PresentationState state, DecodedFrame decoded) {
        SourceImage image = decoded.image();
        return decoded.frame().photometric().isMonochrome()
                && state.refusal(image.sopClassUid(), image.sopInstanceUid(), decoded.frameNumber())
                        .isEmpty();
    }

    /** The part of the request that lies within the picture: with a presentation state the engine would paint what lies beside it black. */
    private static RenderRequest within(RenderRequest request, SourceImage image) {
        Region asked = request.region();
        Region inside = asked.clip(image.columns(), image.rows()).orElse(asked);
        return request.withRegion(inside)
                .withSize(
                        Math.clamp(Math.round(request.width() * (inside.width() / asked.width())), 1, request.width()),
                        Math.clamp(
                                Math.round(request.height() * (inside.height() / asked.height())),
                                1,
                                request.height()));
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
