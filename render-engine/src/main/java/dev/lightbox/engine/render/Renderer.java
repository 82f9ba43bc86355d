package dev.lightbox.engine.render;

import dev.lightbox.engine.codec.StoredFrame;
import dev.lightbox.engine.lut.LutException;
import dev.lightbox.engine.render.presentation.PresentationState;
import dev.lightbox.engine.tile.GrayOrRgb8;
import dev.lightbox.engine.tile.JpegEncoder;
import dev.lightbox.engine.tile.PngEncoder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From a decoded frame to the picture that is shown. Gray values: region and scale on modality values, then VOI, then presentation and inversion, then 8 bits; so
 * scaling never mixes what a window has cut off. Colours: RGB of 8 bits first, then region and scale. Then shutters and overlays are laid over it, and a
 * presentation state turns the whole. Stateless, thread-safe.
 *
 * <p>Pixel padding has no level of its own here: like any value it goes through the window (and is black with any window that shows the picture).
 */
public final class Renderer {

    /**
     * @param image where the frame comes from
     * @param frameNumber from 1
     * @param frame its stored values, from {@link SourceImage#decode}; regions are in pixels of the full frame, whatever its reduction
     * @throws IllegalArgumentException if the region lies outside the picture; {@link RenderRefusedException} if the picture can't be shown as asked
     */
    public RenderedImage render(SourceImage image, int frameNumber, StoredFrame frame, RenderRequest request) {
        Picture picture = picture(image, frameNumber, frame, request);
        Encoding encoding = request.encoding();
        byte[] encoded = switch (encoding.format()) {
            case PNG -> PngEncoder.encode(picture.pixels());
            case JPEG -> JpegEncoder.encode(picture.pixels(), encoding.quality());
        };
        VoiWindow window = picture.window();
        boolean turned = request.presentationState().isPresent();
        return new RenderedImage(
                encoded,
                encoding.format(),
                picture.pixels().width(),
                picture.pixels().height(),
                turned ? request.region() : picture.placement().region(),
                window == null ? Double.NaN : window.center(),
                window == null ? Double.NaN : window.width(),
                encoding.isLossless(),
                frame.reduction() == 0,
                picture.warnings());
    }

    /** The same before encoding. */
    public GrayOrRgb8 renderPixels(SourceImage image, int frameNumber, StoredFrame frame, RenderRequest request) {
        return picture(image, frameNumber, frame, request).pixels();
    }

    /**
     * @param window what was used; null for colour
     */
    private record Picture(
            GrayOrRgb8 pixels,
            Placement placement,
            @Nullable VoiWindow window,
            List<String> warnings) {}

    private static Picture picture(SourceImage image, int frameNumber, StoredFrame frame, RenderRequest request) {
        Placement placement = Placement.of(image.columns(), image.rows(), request);
        byte[] pixels;
        int samples;
        VoiWindow window = null;
        List<String> warnings = new ArrayList<>();
        request.presentationState().ifPresent(state -> {
            refuseForeign(image, frameNumber, frame, state);
            warnings.addAll(state.warnings());
        });
        if (frame.photometric().isMonochrome()) {
            GrayTransforms.Chosen chosen = GrayTransforms.of(image, frameNumber, frame, request);
            window = chosen.window();
            samples = 1;
            pixels = GrayPixels.of(frame, chosen.transform(), placement.resampler(frame, request.interpolation()));
        } else {
            samples = 3;
            pixels = ColorPixels.of(frame, image.palette(), placement.resampler(frame, request.interpolation()));
            if (request.color() == ColorHandling.SRGB) {
                warnings.addAll(toSrgb(image, pixels));
            }
            if (request.invert()) {
                ColorPixels.invert(pixels);
            }
        }
        LayerPainter painter = new LayerPainter(image, frameNumber, frame, request, placement, samples);
        painter.paintMasks(pixels);
        return new Picture(painter.finish(pixels), placement, window, List.copyOf(warnings));
    }

    /** @return what couldn't be done */
    private static List<String> toSrgb(SourceImage image, byte[] pixels) {
        try {
            image.colorProfile().ifPresent(profile -> profile.toSrgb(pixels));
            return List.of();
        } catch (LutException e) {
            return List.of("Its colours are shown as stored: " + e.getMessage() + ".");
        }
    }

    private static void refuseForeign(SourceImage image, int frameNumber, StoredFrame frame, PresentationState state) {
        state.refusal(image.sopClassUid(), image.sopInstanceUid(), frameNumber).ifPresent(refusal -> {
            throw new RenderRefusedException(refusal);
        });
        if (!frame.photometric().isMonochrome()) {
            throw new RenderRefusedException("A grayscale presentation state can't be applied to a picture in colour: "
                    + frame.photometric().term() + ".");
        }
    }
}
