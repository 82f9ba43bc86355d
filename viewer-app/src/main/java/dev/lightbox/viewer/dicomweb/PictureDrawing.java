package dev.lightbox.viewer.dicomweb;

import dev.lightbox.engine.render.Encoding;
import dev.lightbox.engine.render.RenderRefusedException;
import dev.lightbox.engine.render.RenderRequest;
import dev.lightbox.engine.render.Renderer;
import dev.lightbox.engine.render.SourceImage;
import dev.lightbox.engine.tile.GrayOrRgb8;
import dev.lightbox.engine.tile.JpegEncoder;
import dev.lightbox.engine.tile.PngEncoder;
import dev.lightbox.viewer.viewing.RefusedException;
import dev.lightbox.viewer.viewing.frames.DecodedFrame;
import org.springframework.http.HttpStatus;

/** From a frame and what was asked of it to the file that is sent. Thread-safe. */
final class PictureDrawing {

    private final Renderer renderer = new Renderer();

    /** @throws RefusedException where the picture can't be drawn so */
    byte[] draw(DecodedFrame decoded, RenderedQuery query, Encoding.Format format) {
        RenderRequest request = request(decoded, query);
        try {
            GrayOrRgb8 pixels = renderer.renderPixels(decoded.image(), decoded.frameNumber(), decoded.frame(), request);
            boolean horizontally =
                    query.viewport().isPresent() && query.viewport().get().flipHorizontally();
            boolean vertically =
                    query.viewport().isPresent() && query.viewport().get().flipVertically();
            GrayOrRgb8 turned = horizontally || vertically ? flip(pixels, horizontally, vertically) : pixels;
            return format == Encoding.Format.PNG
                    ? PngEncoder.encode(turned)
                    : JpegEncoder.encode(turned, query.quality());
        } catch (RenderRefusedException e) {
            throw new RefusedException(HttpStatus.NOT_ACCEPTABLE, String.valueOf(e.getMessage()));
        }
    }

    private static RenderRequest request(DecodedFrame decoded, RenderedQuery query) {
        SourceImage image = decoded.image();
        double aspect = image.pixelAspect(decoded.frameNumber());
        RenderRequest request;
        if (query.viewport().isPresent()) {
            RenderedQuery.Viewport viewport = query.viewport().get();
            // PS3.18 8.3.5.1.3: as large as fits, undistorted.
            request = RenderRequest.fitting(
                    viewport.region(image.columns(), image.rows()), aspect, viewport.width(), viewport.height());
        } else {
            request = ownSize(image, aspect);
        }
        request = request.withColor(query.color());
        return query.window().isPresent() && !image.color()
                ? request.withWindow(query.window().get())
                : request;
    }

    /** A pixel for a pixel; oblong pixels are enlarged along their longer side, so that no detail is lost. */
    private static RenderRequest ownSize(SourceImage image, double aspect) {
        RenderRequest whole = RenderRequest.whole(image);
        if (aspect == 1 || whole.width() != image.columns()) {
            return whole;
        }
        double width = image.columns() * Math.max(1, 1 / aspect);
        double height = image.rows() * Math.max(1, aspect);
        double scale = Math.min(1, RenderRequest.MAX_EDGE / Math.max(width, height));
        scale = Math.min(scale, Math.sqrt(RenderRequest.MAX_PIXELS / (width * height)));
        return RenderRequest.of(
                whole.region(),
                Math.clamp(Math.round(Math.floor(width * scale + 1e-6)), 1, RenderRequest.MAX_EDGE),
                Math.clamp(Math.round(Math.floor(height * scale + 1e-6)), 1, RenderRequest.MAX_EDGE));
    }

    private static GrayOrRgb8 flip(GrayOrRgb8 picture, boolean horizontally, boolean vertically) {
        int width = picture.width();
        int height = picture.height();
        int samples = picture.samples();
        byte[] from = picture.pixels();
        byte[] to = new byte[from.length];
        for (int y = 0; y < height; y++) {
            int sourceRow = (vertically ? height - 1 - y : y) * width;
            for (int x = 0; x < width; x++) {
                int source = (sourceRow + (horizontally ? width - 1 - x : x)) * samples;
                int target = (y * width + x) * samples;
                for (int sample = 0; sample < samples; sample++) {
                    to[target + sample] = from[source + sample];
                }
            }
        }
        return new GrayOrRgb8(width, height, samples, to);
    }
}
