package dev.lightbox.engine.render;

import dev.lightbox.engine.codec.Samples;
import dev.lightbox.engine.codec.StoredFrame;
import dev.lightbox.engine.kernel.Levels;
import dev.lightbox.engine.lut.GrayTransform;
import dev.lightbox.engine.lut.LutTable;
import dev.lightbox.engine.lut.ModalityTransform;
import dev.lightbox.engine.lut.VoiFunction;
import dev.lightbox.engine.lut.VoiTransform;
import dev.lightbox.engine.tile.GrayOrRgb8;
import dev.lightbox.engine.tile.JpegEncoder;
import dev.lightbox.engine.tile.PngEncoder;
import dev.lightbox.engine.tile.Resampler;
import java.util.List;
import java.util.Optional;

/**
 * From a decoded frame to the picture that is shown. Gray values: region and scale on modality values, then VOI, then inversion, then 8 bits; so scaling never
 * mixes what a window has cut off. Colours: RGB of 8 bits first, then region and scale. Stateless, thread-safe.
 *
 * <p>Pixel padding has no level of its own here: like any value it goes through the window (and is black with any window that shows the picture).
 */
public final class Renderer {

    /**
     * @param image where the frame comes from
     * @param frameNumber from 1
     * @param frame its stored values, from {@link SourceImage#decode}
     * @throws IllegalArgumentException if the region lies outside the picture; {@link RenderRefusedException} if the picture can't be shown as asked
     */
    public RenderedImage render(SourceImage image, int frameNumber, StoredFrame frame, RenderRequest request) {
        GrayOrRgb8 pixels = renderPixels(image, frameNumber, frame, request);
        Encoding encoding = request.encoding();
        byte[] encoded = switch (encoding.format()) {
            case PNG -> PngEncoder.encode(pixels);
            case JPEG -> JpegEncoder.encode(pixels, encoding.quality());
        };
        boolean gray = frame.photometric().isMonochrome();
        VoiWindow window = gray ? windowOf(image, frameNumber, frame, request) : null;
        return new RenderedImage(
                encoded,
                encoding.format(),
                pixels.width(),
                pixels.height(),
                clip(frame, request.region()),
                window == null ? Double.NaN : window.center(),
                window == null ? Double.NaN : window.width(),
                encoding.isLossless(),
                true);
    }

    /** The same before encoding. */
    public GrayOrRgb8 renderPixels(SourceImage image, int frameNumber, StoredFrame frame, RenderRequest request) {
        refuseUnsupported(request);
        Region region = clip(frame, request.region());
        Resampler resampler = new Resampler(
                region.x(),
                region.y(),
                region.width(),
                region.height(),
                frame.columns(),
                frame.rows(),
                outputSize(request.width(), region.width(), request.region().width()),
                outputSize(request.height(), region.height(), request.region().height()),
                request.interpolation().filter());
        if (!frame.photometric().isMonochrome()) {
            return color(image, frame, resampler, request.invert());
        }
        GrayTransform transform = transform(image, frameNumber, frame, request);
        return resampler.isIdentity() ? exact(frame, transform, resampler) : scaled(frame, transform, resampler);
    }

    /** The part of a region that lies within the picture. */
    private static Region clip(StoredFrame frame, Region region) {
        return region.clip(frame.columns(), frame.rows())
                .orElseThrow(() -> new IllegalArgumentException("the region lies outside the picture: " + region));
    }

    private static int outputSize(int size, double clipped, double whole) {
        return Math.clamp(Math.round(size * (clipped / whole)), 1, size);
    }

    private static VoiWindow windowOf(SourceImage image, int frameNumber, StoredFrame frame, RenderRequest request) {
        return switch (request.voi()) {
            case VoiSelection.Own own -> image.defaultWindow(frameNumber, frame);
            case VoiSelection.Window(VoiWindow window) -> window;
            case VoiSelection.Numbered(int number) ->
                choice(image, frameNumber, number).window();
        };
    }

    private static VoiChoice choice(SourceImage image, int frameNumber, int number) {
        List<VoiChoice> choices = image.voiChoices(frameNumber);
        if (number > choices.size()) {
            throw new RenderRefusedException(image.name() + " has " + choices.size()
                    + " windows and VOI LUTs, not one numbered " + number + ".");
        }
        return choices.get(number - 1);
    }

    /** What isn't done yet is refused: a picture that leaves out what was asked for would be taken for the whole. */
    private static void refuseUnsupported(RenderRequest request) {
        if (request.presentationState().isPresent()
                || request.display().isPresent()
                || request.color() != ColorHandling.AS_STORED) {
            throw new RenderRefusedException(
                    "Presentation states, calibrated displays and colour profiles aren't supported yet.");
        }
    }

    /** The VOI LUT that is to be used; empty for a window. */
    private static Optional<LutTable> lutOf(FrameDisplay display, VoiSelection selection) {
        int windows = display.windows().size();
        int index = switch (selection) {
            case VoiSelection.Own own -> windows == 0 ? 0 : -1;
            case VoiSelection.Window window -> -1;
            case VoiSelection.Numbered(int number) -> number - 1 - windows;
        };
        return index >= 0 && index < display.voiLuts().size()
                ? Optional.of(display.voiLuts().get(index).table())
                : Optional.empty();
    }

    private static GrayTransform transform(
            SourceImage image, int frameNumber, StoredFrame frame, RenderRequest request) {
        FrameDisplay display = image.display(frameNumber);
        boolean inverse = image.isInverse(frame.photometric()) ^ request.invert();
        Optional<LutTable> lut = lutOf(display, request.voi());
        VoiTransform voi;
        if (lut.isPresent()) {
            voi = new VoiTransform.Lookup(lut.get());
        } else {
            VoiWindow window = windowOf(image, frameNumber, frame, request);
            // The function belongs to the file's own windows; a default from the data is linear.
            VoiFunction function =
                    window.function().orElse(display.windows().isEmpty() ? VoiFunction.LINEAR : display.function());
            voi = new VoiTransform.Window(window.center(), window.width(), function);
        }
        return new GrayTransform(display.modality(), voi, inverse);
    }

    /** One to one: each level is exactly that of its stored value. */
    private static GrayOrRgb8 exact(StoredFrame frame, GrayTransform transform, Resampler resampler) {
        int width = resampler.outputWidth();
        int height = resampler.outputHeight();
        byte[] out = new byte[width * height];
        int bits = frame.samples() instanceof Samples.Bytes ? 8 : 16;
        // Stored values have no bits above Bits Stored but those of their sign, so the shorter range does.
        Optional<StoredLevels> levels = StoredLevels.fit(frame)
                ? Optional.of(
                        StoredLevels.of(transform, Math.min(bits, frame.bitsStored()), frame.signed(), width * height))
                : Optional.empty();
        // Whole lines follow each other without a gap: one run.
        int lines = width == frame.columns() ? 1 : height;
        int length = width * height / lines;
        for (int y = 0; y < lines; y++) {
            int from = (resampler.firstRow() + y) * frame.columns() + resampler.firstColumn();
            int to = y * length;
            switch (frame.samples()) {
                case Samples.Bytes(byte[] values) -> levels.orElseThrow().apply(values, from, length, out, to);
                case Samples.Shorts(short[] values) -> levels.orElseThrow().apply(values, from, length, out, to);
                case Samples.Ints(int[] values) -> {
                    for (int x = 0; x < length; x++) {
                        double stored = frame.signed() ? values[from + x] : Integer.toUnsignedLong(values[from + x]);
                        out[to + x] = (byte) transform.levelOfStored(stored);
                    }
                }
                case Samples.Floats(float[] values) -> {
                    for (int x = 0; x < length; x++) {
                        out[to + x] = (byte) transform.levelOfStored(values[from + x]);
                    }
                }
                case Samples.Doubles(double[] values) -> {
                    for (int x = 0; x < length; x++) {
                        out[to + x] = (byte) transform.levelOfStored(values[from + x]);
                    }
                }
            }
        }
        return new GrayOrRgb8(width, height, 1, out);
    }

    private static GrayOrRgb8 scaled(StoredFrame frame, GrayTransform transform, Resampler resampler) {
        int width = resampler.outputWidth();
        byte[] out = new byte[width * resampler.outputHeight()];
        GrayLines lines = new GrayLines(frame, transform.modality());
        ModalityTransform rest = lines.areStored() ? transform.modality() : ModalityTransform.IDENTITY;
        GrayTransform transformOfLine = new GrayTransform(rest, transform.voi(), transform.inverse());
        Optional<LinearLevels> linear = LinearLevels.of(transformOfLine);
        if (linear.isPresent()) {
            LinearLevels l = linear.get();
            resampler.run(lines, (row, values) -> l.apply(values, width, out, row * width));
        } else {
            resampler.run(lines, (row, values) -> {
                for (int x = 0; x < width; x++) {
                    out[row * width + x] = (byte) transformOfLine.levelOfStored(values[x]);
                }
            });
        }
        return new GrayOrRgb8(width, resampler.outputHeight(), 1, out);
    }

    private static GrayOrRgb8 color(SourceImage image, StoredFrame frame, Resampler resampler, boolean invert) {
        int width = resampler.outputWidth();
        int height = resampler.outputHeight();
        byte[] out = new byte[3 * width * height];
        ColorLines lines = new ColorLines(frame, image.palette());
        if (resampler.isIdentity()) {
            for (int y = 0; y < height; y++) {
                lines.copy(resampler.firstRow() + y, resampler.firstColumn(), width, out, 3 * y * width);
            }
        } else {
            resampler.run(lines, (row, values) -> Levels.round(values, 3 * width, out, 3 * row * width));
        }
        if (invert) {
            for (int i = 0; i < out.length; i++) {
                out[i] = (byte) ~out[i];
            }
        }
        return new GrayOrRgb8(width, height, 3, out);
    }
}
