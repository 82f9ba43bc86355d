package dev.lightbox.engine.cli;

import dev.lightbox.engine.dicom.DicomException;
import dev.lightbox.engine.dicom.DicomReader;
import dev.lightbox.engine.dicom.ReadLimits;
import dev.lightbox.engine.lut.VoiFunction;
import dev.lightbox.engine.render.ColorHandling;
import dev.lightbox.engine.render.Encoding;
import dev.lightbox.engine.render.Interpolation;
import dev.lightbox.engine.render.Layers;
import dev.lightbox.engine.render.Region;
import dev.lightbox.engine.render.RenderRequest;
import dev.lightbox.engine.render.SourceImage;
import dev.lightbox.engine.render.VoiSelection;
import dev.lightbox.engine.render.VoiWindow;
import dev.lightbox.engine.render.presentation.PresentationState;
import dev.lightbox.engine.render.presentation.PresentationStateException;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How pictures are to look, as the arguments say.
 *
 * @param size box that the picture has to fit into; empty for one pixel a pixel
 */
record RenderOptions(
        VoiSelection voi,
        boolean invert,
        Optional<PresentationState> state,
        Optional<Size> size,
        Optional<Region> region,
        Interpolation interpolation,
        boolean overlays,
        ColorHandling color,
        int quality) {

    /** Pixels. */
    record Size(int width, int height) {}

    static RenderOptions of(CommandLine line) throws UsageException {
        return new RenderOptions(
                voi(line),
                line.has("--invert"),
                line.value("--pstate").isPresent()
                        ? Optional.of(state(line.value("--pstate").get()))
                        : Optional.empty(),
                line.value("--size").isPresent()
                        ? Optional.of(size(line.value("--size").get()))
                        : Optional.empty(),
                line.value("--region").isPresent()
                        ? Optional.of(region(line.value("--region").get()))
                        : Optional.empty(),
                interpolation(line.value("--interpolation").orElse("bilinear")),
                !line.has("--no-overlays"),
                line.has("--srgb") ? ColorHandling.SRGB : ColorHandling.AS_STORED,
                quality(line));
    }

    /** What {@code --window} or {@code --voi} say. */
    static VoiSelection voi(CommandLine line) throws UsageException {
        if (line.value("--window").isPresent() && line.value("--voi").isPresent()) {
            throw new UsageException("--window and --voi exclude each other.");
        }
        if (line.value("--window").isPresent()) {
            return new VoiSelection.Window(window(line.value("--window").get()));
        }
        return line.value("--voi").isPresent()
                ? new VoiSelection.Numbered(line.count("--voi", 1))
                : new VoiSelection.Own();
    }

    static int quality(CommandLine line) throws UsageException {
        int quality = line.count("--quality", 90);
        if (quality > 100) {
            throw new UsageException("--quality is 1 to 100, not " + quality + ".");
        }
        return quality;
    }

    private static VoiWindow window(String text) throws UsageException {
        String[] parts = text.split(",", -1);
        if (parts.length == 2 || parts.length == 3) {
            try {
                double center = Double.parseDouble(parts[0]);
                double width = Double.parseDouble(parts[1]);
                return parts.length == 2
                        ? new VoiWindow(center, width)
                        : new VoiWindow(center, width, function(parts[2].strip()));
            } catch (IllegalArgumentException e) {
                throw new UsageException(
                        "--window needs C,W with a width above 0, and perhaps ,linear or ,linear-exact or ,sigmoid; not \""
                                + text + "\".");
            }
        }
        throw new UsageException("--window needs C,W or C,W,FUNCTION, not \"" + text + "\".");
    }

    private static VoiFunction function(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "linear" -> VoiFunction.LINEAR;
            case "linear-exact" -> VoiFunction.LINEAR_EXACT;
            case "sigmoid" -> VoiFunction.SIGMOID;
            default -> throw new IllegalArgumentException(text);
        };
    }

    static Size size(String text) throws UsageException {
        String[] parts = text.toLowerCase(Locale.ROOT).split("x", -1);
        try {
            if (parts.length == 2) {
                Size size = new Size(Integer.parseInt(parts[0].strip()), Integer.parseInt(parts[1].strip()));
                if (size.width() >= 1
                        && size.height() >= 1
                        && size.width() <= RenderRequest.MAX_EDGE
                        && size.height() <= RenderRequest.MAX_EDGE
                        && (long) size.width() * size.height() <= RenderRequest.MAX_PIXELS) {
                    return size;
                }
                throw new UsageException("--size: an edge is 1 to " + RenderRequest.MAX_EDGE
                        + " pixels, and all of it at most " + RenderRequest.MAX_PIXELS + ", not " + text + ".");
            }
        } catch (NumberFormatException e) {
            throw new UsageException("--size needs WIDTHxHEIGHT in pixels, not \"" + text + "\".");
        }
        throw new UsageException("--size needs WIDTHxHEIGHT in pixels, not \"" + text + "\".");
    }

    private static Region region(String text) throws UsageException {
        String[] parts = text.split(",", -1);
        try {
            if (parts.length == 4) {
                return new Region(
                        Double.parseDouble(parts[0]),
                        Double.parseDouble(parts[1]),
                        Double.parseDouble(parts[2]),
                        Double.parseDouble(parts[3]));
            }
        } catch (IllegalArgumentException e) {
            throw new UsageException("--region needs x,y,w,h in pixels with w and h above 0, not \"" + text + "\".");
        }
        throw new UsageException("--region needs x,y,w,h in pixels, not \"" + text + "\".");
    }

    private static Interpolation interpolation(String text) throws UsageException {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "bilinear" -> Interpolation.BILINEAR;
            case "bicubic" -> Interpolation.BICUBIC;
            case "lanczos" -> Interpolation.LANCZOS;
            default ->
                throw new UsageException("--interpolation is bilinear, bicubic or lanczos, not \"" + text + "\".");
        };
    }

    private static PresentationState state(String text) throws UsageException {
        InputFile file = InputFile.of(text);
        try {
            return PresentationState.of(DicomReader.read(file.bytes(ReadLimits.DEFAULT), file.name())
                    .dataSet());
        } catch (DicomException | PresentationStateException e) {
            throw new UsageException("--pstate " + text + ": " + e.getMessage());
        } catch (IOException e) {
            throw new UsageException("--pstate: " + Failures.text(e) + ".");
        }
    }

    RenderRequest request(SourceImage image, int frame, Encoding.Format format) {
        RenderRequest whole = state.isPresent() ? RenderRequest.whole(image, state.get()) : RenderRequest.whole(image);
        Region part = region.orElse(whole.region());
        RenderRequest request;
        if (size.isPresent() && state.isPresent() && region.isEmpty()) {
            // With a size there is a display to lay out the state's displayed area on; without one the whole picture is
            // shown.
            request = RenderRequest.displayed(
                    image, frame, state.get(), size.get().width(), size.get().height(), OptionalDouble.empty());
        } else if (size.isPresent()) {
            request = fitting(image, frame, part, size.get());
        } else {
            request = region.isPresent() ? oneToOne(part) : whole;
        }
        request = request.withVoi(voi)
                .withInvert(invert)
                .withInterpolation(interpolation)
                .withLayers(layers())
                .withColor(color)
                .withEncoding(format == Encoding.Format.PNG ? Encoding.PNG_LOSSLESS : Encoding.jpeg(quality));
        return state.isPresent() ? request.withPresentationState(state.get()) : request;
    }

    /** Without overlays a presentation state's picture is the one that dcmp2pgm makes, which hides by bitmap shutters. */
    private Layers layers() {
        if (overlays) {
            return Layers.USUAL;
        }
        return state.isPresent() ? Layers.BITMAP_SHUTTER : Layers.NONE;
    }

    private static RenderRequest oneToOne(Region part) {
        return RenderRequest.of(
                part,
                Math.clamp(Math.round(part.width()), 1, RenderRequest.MAX_EDGE),
                Math.clamp(Math.round(part.height()), 1, RenderRequest.MAX_EDGE));
    }

    /** As large as fits, with pixels in their true shape. */
    private RenderRequest fitting(SourceImage image, int frame, Region part, Size box) {
        boolean turned = state.isPresent() && state.get().turn().swapsAxes();
        double aspect = image.pixelAspect(frame);
        return RenderRequest.fitting(part, turned ? 1 / aspect : aspect, box.width(), box.height());
    }
}
