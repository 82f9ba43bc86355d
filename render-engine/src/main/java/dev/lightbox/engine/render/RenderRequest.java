package dev.lightbox.engine.render;

import dev.lightbox.engine.lut.GrayscaleDisplay;
import dev.lightbox.engine.render.presentation.DisplayedArea;
import dev.lightbox.engine.render.presentation.PresentationGeometry;
import dev.lightbox.engine.render.presentation.PresentationState;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What part of a picture is wanted, how large, and how it is to look. Immutable; made by a factory method and changed by {@code with…}.
 *
 * @param voi window or VOI LUT
 * @param invert black for white, after everything else but overlays and shutters
 * @param region the part wanted, in source pixels; what reaches beyond the picture is clipped. With a presentation state in pixels of the picture as the state
 *     turns it, and what reaches beyond is black
 * @param width device pixels that the unclipped region covers horizontally, 1–{@value #MAX_EDGE}
 * @param height the same vertically
 * @param interpolation how it is enlarged
 * @param layers what is drawn over it
 * @param presentationState takes the place of what the image says of its own display
 * @param display a calibrated display: levels are digital driving levels for it; empty for levels proportional to P-values
 * @param color what becomes of an ICC profile
 * @param encoding how the result is packed
 */
public record RenderRequest(
        VoiSelection voi,
        boolean invert,
        Region region,
        int width,
        int height,
        Interpolation interpolation,
        Layers layers,
        Optional<PresentationState> presentationState,
        Optional<GrayscaleDisplay> display,
        ColorHandling color,
        Encoding encoding) {

    /** Longest edge of a rendered picture, in pixels. */
    public static final int MAX_EDGE = 16_384;

    /** Most pixels of a rendered picture. */
    public static final int MAX_PIXELS = 33_554_432;

    public RenderRequest {
        if (width < 1 || height < 1 || width > MAX_EDGE || height > MAX_EDGE || (long) width * height > MAX_PIXELS) {
            throw new IllegalArgumentException("size out of range: " + width + " x " + height);
        }
    }

    /** A part of a picture in a given size; its own window, bilinear, with overlays and shutters, no presentation state, lossless. */
    public static RenderRequest of(Region region, int width, int height) {
        return new RenderRequest(
                new VoiSelection.Own(),
                false,
                region,
                width,
                height,
                Interpolation.BILINEAR,
                Layers.USUAL,
                Optional.empty(),
                Optional.empty(),
                ColorHandling.AS_STORED,
                Encoding.PNG_LOSSLESS);
    }

    /** The whole picture, a pixel for a pixel (smaller where that is too large); else as {@link #of}. */
    public static RenderRequest whole(SourceImage image) {
        double scale = Math.min(1, Math.min(MAX_EDGE / (double) image.columns(), MAX_EDGE / (double) image.rows()));
        scale = Math.min(scale, Math.sqrt(MAX_PIXELS / ((double) image.columns() * image.rows())));
        return of(
                new Region(0, 0, image.columns(), image.rows()),
                Math.max(1, (int) (image.columns() * scale)),
                Math.max(1, (int) (image.rows() * scale)));
    }

    /** The whole picture as a presentation state turns it, a pixel for a pixel, whatever part the state wants displayed. */
    public static RenderRequest whole(SourceImage image, PresentationState state) {
        RenderRequest upright = whole(image);
        boolean swapped = state.turn().swapsAxes();
        return of(
                        new Region(
                                0,
                                0,
                                swapped ? image.rows() : image.columns(),
                                swapped ? image.columns() : image.rows()),
                        swapped ? upright.height() : upright.width(),
                        swapped ? upright.width() : upright.height())
                .withPresentationState(state);
    }

    /** The whole picture as large as fits into a box, its pixels in their true shape; else as {@link #of}. */
    public static RenderRequest fitting(SourceImage image, int frameNumber, int boxWidth, int boxHeight) {
        return fitting(
                new Region(0, 0, image.columns(), image.rows()), image.pixelAspect(frameNumber), boxWidth, boxHeight);
    }

    /**
     * A part of a picture as large as fits into a box, undistorted; else as {@link #of}.
     *
     * @param aspect height of a pixel divided by its width
     */
    public static RenderRequest fitting(Region region, double aspect, int boxWidth, int boxHeight) {
        double height = region.height() * aspect;
        double scale = Math.min(boxWidth / region.width(), boxHeight / height);
        return of(
                region,
                Math.clamp(Math.round(region.width() * scale), 1, boxWidth),
                Math.clamp(Math.round(height * scale), 1, boxHeight));
    }

    /**
     * The displayed area of a presentation state on a display of a given size (PS3.3 C.10.4), its pixels in their true shape. TRUE SIZE without the display's
     * pixel size is shown as SCALE TO FIT. Where an area in its true or magnified size is larger than the display, its middle is shown.
     *
     * @param displayPixelMm size of the display's square pixels; empty where it isn't known
     */
    public static RenderRequest displayed(
            SourceImage image,
            int frameNumber,
            PresentationState state,
            int boxWidth,
            int boxHeight,
            OptionalDouble displayPixelMm) {
        PresentationGeometry geometry = state.geometry(
                image.sopInstanceUid(), frameNumber, image.columns(), image.rows(), image.pixelAspect(frameNumber));
        PresentationGeometry.Area area = geometry.displayed();
        DisplayedArea wanted = geometry.area();
        double scale = Math.min(boxWidth / area.width(), boxHeight / (area.height() * geometry.turnedAspect()));
        double scaleX = scale;
        double scaleY = scale * geometry.turnedAspect();
        if (wanted.mode() == DisplayedArea.SizeMode.MAGNIFY) {
            scaleX = wanted.magnification().orElseThrow();
            scaleY = scaleX * geometry.turnedAspect();
        } else if (wanted.mode() == DisplayedArea.SizeMode.TRUE_SIZE && displayPixelMm.isPresent()) {
            double row = wanted.rowSpacingMm().orElseThrow();
            double column = wanted.columnSpacingMm().orElseThrow();
            boolean swapped = state.turn().swapsAxes();
            scaleX = (swapped ? row : column) / displayPixelMm.getAsDouble();
            scaleY = (swapped ? column : row) / displayPixelMm.getAsDouble();
        }
        double width = Math.min(area.width(), boxWidth / scaleX);
        double height = Math.min(area.height(), boxHeight / scaleY);
        return of(
                        new Region(
                                area.x() + (area.width() - width) / 2,
                                area.y() + (area.height() - height) / 2,
                                width,
                                height),
                        Math.clamp(Math.round(width * scaleX), 1, boxWidth),
                        Math.clamp(Math.round(height * scaleY), 1, boxHeight))
                .withPresentationState(state);
    }

    public RenderRequest withWindow(VoiWindow window) {
        return withVoi(new VoiSelection.Window(window));
    }

    /**
     * @param number from 1, see {@link VoiSelection.Numbered}
     */
    public RenderRequest withVoiNumber(int number) {
        return withVoi(new VoiSelection.Numbered(number));
    }

    public RenderRequest withVoi(VoiSelection newVoi) {
        return new RenderRequest(
                newVoi,
                invert,
                region,
                width,
                height,
                interpolation,
                layers,
                presentationState,
                display,
                color,
                encoding);
    }

    public RenderRequest withInvert(boolean newInvert) {
        return new RenderRequest(
                voi,
                newInvert,
                region,
                width,
                height,
                interpolation,
                layers,
                presentationState,
                display,
                color,
                encoding);
    }

    public RenderRequest withRegion(Region newRegion) {
        return new RenderRequest(
                voi,
                invert,
                newRegion,
                width,
                height,
                interpolation,
                layers,
                presentationState,
                display,
                color,
                encoding);
    }

    public RenderRequest withSize(int newWidth, int newHeight) {
        return new RenderRequest(
                voi,
                invert,
                region,
                newWidth,
                newHeight,
                interpolation,
                layers,
                presentationState,
                display,
                color,
                encoding);
    }

    public RenderRequest withInterpolation(Interpolation newInterpolation) {
        return new RenderRequest(
                voi,
                invert,
                region,
                width,
                height,
                newInterpolation,
                layers,
                presentationState,
                display,
                color,
                encoding);
    }

    /** Overlays and shutters, or the bare picture. */
    public RenderRequest withOverlays(boolean shown) {
        return withLayers(shown ? Layers.USUAL : Layers.NONE);
    }

    public RenderRequest withLayers(Layers newLayers) {
        return new RenderRequest(
                voi,
                invert,
                region,
                width,
                height,
                interpolation,
                newLayers,
                presentationState,
                display,
                color,
                encoding);
    }

    public RenderRequest withPresentationState(PresentationState state) {
        return new RenderRequest(
                voi,
                invert,
                region,
                width,
                height,
                interpolation,
                layers,
                Optional.of(state),
                display,
                color,
                encoding);
    }

    public RenderRequest withDisplay(GrayscaleDisplay newDisplay) {
        return new RenderRequest(
                voi,
                invert,
                region,
                width,
                height,
                interpolation,
                layers,
                presentationState,
                Optional.of(newDisplay),
                color,
                encoding);
    }

    public RenderRequest withColor(ColorHandling newColor) {
        return new RenderRequest(
                voi,
                invert,
                region,
                width,
                height,
                interpolation,
                layers,
                presentationState,
                display,
                newColor,
                encoding);
    }

    public RenderRequest withEncoding(Encoding newEncoding) {
        return new RenderRequest(
                voi,
                invert,
                region,
                width,
                height,
                interpolation,
                layers,
                presentationState,
                display,
                color,
                newEncoding);
    }

    /**
     * How often a frame's edges may be halved before this picture would show it: the picture is no larger than the smaller frame's part of it. What is
     * made of it then isn't the exact area average, see {@link RenderedImage#fullDetail()}.
     */
    public int possibleReduction() {
        double scale = Math.min(region.width() / width, region.height() / height);
        return scale < 2 ? 0 : Math.min(32, Math.getExponent(scale));
    }
}
