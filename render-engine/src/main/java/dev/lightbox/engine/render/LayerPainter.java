package dev.lightbox.engine.render;

import dev.lightbox.engine.codec.BitPlane;
import dev.lightbox.engine.codec.StoredFrame;
import dev.lightbox.engine.lut.GrayscaleDisplay;
import dev.lightbox.engine.render.overlay.BitMask;
import dev.lightbox.engine.render.overlay.CieLab;
import dev.lightbox.engine.render.overlay.DisplayShutter;
import dev.lightbox.engine.render.overlay.Mask;
import dev.lightbox.engine.render.overlay.OverlayPlane;
import dev.lightbox.engine.render.overlay.ShutterMask;
import dev.lightbox.engine.render.presentation.GraphicLayer;
import dev.lightbox.engine.render.presentation.PresentationState;
import dev.lightbox.engine.tile.GrayOrRgb8;
import dev.lightbox.engine.tile.LineSource;
import dev.lightbox.engine.tile.Resampler;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Lays shutters and overlays over one picture, turns it, and draws a presentation state's graphics. For one picture, one thread. */
final class LayerPainter {

    private static final int WHITE = 65_535;

    private final SourceImage image;
    private final int frameNumber;
    private final StoredFrame frame;
    private final RenderRequest request;
    private final Placement placement;
    private final int samples;

    LayerPainter(
            SourceImage image,
            int frameNumber,
            StoredFrame frame,
            RenderRequest request,
            Placement placement,
            int samples) {
        this.image = image;
        this.frameNumber = frameNumber;
        this.frame = frame;
        this.request = request;
        this.placement = placement;
        this.samples = samples;
    }

    /** Shutters, then overlays, onto the part of the picture before it is turned. */
    void paintMasks(byte[] pixels) {
        Layers layers = request.layers();
        Optional<DisplayShutter> shutter = shutter();
        if (layers.shutters() != Layers.Shutters.NONE && shutter.isPresent()) {
            DisplayShutter found = layers.shutters() == Layers.Shutters.ALL
                    ? shutter.get()
                    : shutter.get().bitmapOnly();
            Optional<BitMask> bitmap = found.bitmapGroup().isPresent()
                    ? plane(found.bitmapGroup().getAsInt()).flatMap(this::mask)
                    : Optional.empty();
            ShutterMask mask = new ShutterMask(found, bitmap, image.pixelAspect(frameNumber));
            cover(pixels, mask, colors(found.presentationValue(), found.color()), 1);
        }
        if (layers.overlays()) {
            for (Drawn drawn : overlays()) {
                mask(drawn.plane).ifPresent(mask -> paint(pixels, drawn, mask));
            }
        }
    }

    private void paint(byte[] pixels, Drawn drawn, BitMask mask) {
        if (!drawn.plane.regionOfInterest()) {
            cover(pixels, mask, drawn.colors, placement.resampler().reduction());
        } else if (request.layers().regions() == Layers.Regions.BORDER) {
            cover(pixels, mask.border(), drawn.colors, placement.resampler().reduction());
        } else {
            dim(pixels, mask.complement());
        }
    }

    /** Turns the picture and puts it where it belongs in the result. */
    GrayOrRgb8 finish(byte[] pixels) {
        byte[] turned = placement.turn().turn(pixels, placement.width(), placement.height(), samples);
        boolean swapped = placement.turn().swapsAxes();
        int width = swapped ? placement.height() : placement.width();
        int height = swapped ? placement.width() : placement.height();
        byte[] canvas = turned;
        if (width != placement.canvasWidth() || height != placement.canvasHeight()) {
            int stride = placement.canvasWidth() * samples;
            canvas = new byte[stride * placement.canvasHeight()];
            for (int y = 0; y < height; y++) {
                System.arraycopy(
                        turned,
                        y * width * samples,
                        canvas,
                        (placement.top() + y) * stride + placement.left() * samples,
                        width * samples);
            }
        }
        if (request.layers().graphics() && request.presentationState().isPresent()) {
            paintGraphics(canvas, request.presentationState().get());
        }
        return new GrayOrRgb8(placement.canvasWidth(), placement.canvasHeight(), samples, canvas);
    }

    private void paintGraphics(byte[] canvas, PresentationState state) {
        GraphicsPainter painter = new GraphicsPainter(canvas, placement, samples);
        var geometry = state.geometry(
                image.sopInstanceUid(), frameNumber, image.columns(), image.rows(), image.pixelAspect(frameNumber));
        for (var annotation : state.annotations(image.sopInstanceUid(), frameNumber)) {
            painter.paint(annotation, geometry, layerColors(state, annotation.layer()));
        }
    }

    private Optional<DisplayShutter> shutter() {
        return request.presentationState().isPresent()
                ? request.presentationState().get().shutter()
                : image.shutter();
    }

    /** An overlay and the levels that it is drawn with, one a sample. */
    private record Drawn(OverlayPlane plane, byte[] colors, int order) {}

    private List<Drawn> overlays() {
        if (request.presentationState().isEmpty()) {
            return image.overlays().stream()
                    .map(plane -> new Drawn(plane, colors(WHITE, Optional.empty()), 0))
                    .toList();
        }
        PresentationState state = request.presentationState().get();
        List<Drawn> drawn = new ArrayList<>();
        state.activations()
                .forEach((group, layer) -> plane(group)
                        .ifPresent(
                                plane -> drawn.add(new Drawn(plane, layerColors(state, layer), order(state, layer)))));
        drawn.sort(Comparator.comparingInt(Drawn::order)
                .thenComparingInt(d -> d.plane().group()));
        return drawn;
    }

    private static int order(PresentationState state, String layer) {
        return state.layers().stream()
                .filter(candidate -> candidate.name().equals(layer))
                .mapToInt(GraphicLayer::order)
                .findFirst()
                .orElse(0);
    }

    private byte[] layerColors(PresentationState state, String name) {
        return state.layers().stream()
                .filter(layer -> layer.name().equals(name))
                .findFirst()
                .map(layer -> colors(layer.presentationValue(), layer.color()))
                .orElseGet(() -> colors(WHITE, Optional.empty()));
    }

    /** The state's own overlay of a group, else the image's. */
    private Optional<OverlayPlane> plane(int group) {
        List<OverlayPlane> planes = new ArrayList<>();
        request.presentationState().ifPresent(state -> planes.addAll(state.overlays()));
        planes.addAll(image.overlays());
        return planes.stream().filter(plane -> plane.group() == group).findFirst();
    }

    private Optional<BitMask> mask(OverlayPlane plane) {
        if (plane.embeddedBit().isEmpty()) {
            return plane.mask(frameNumber);
        }
        for (BitPlane bits : frame.planes()) {
            if (bits.bit() == plane.embeddedBit().getAsInt()) {
                return Optional.of(
                        new BitMask(plane.left(), plane.top(), plane.columns(), plane.rows(), bits.bits(), 0));
            }
        }
        return Optional.empty();
    }

    /** Levels for each sample: a P-value in gray, a colour in colour. */
    private byte[] colors(int presentationValue, Optional<CieLab> color) {
        if (samples == 3 && color.isPresent()) {
            int rgb = color.get().srgb();
            return new byte[] {(byte) (rgb >> 16), (byte) (rgb >> 8), (byte) rgb};
        }
        double value = presentationValue / 65_535.0;
        Optional<GrayscaleDisplay> display = samples == 1 ? request.display() : Optional.empty();
        byte level = (byte) (display.isPresent() ? display.get().drivingLevel(value) : Math.round(value * 255));
        return samples == 1 ? new byte[] {level} : new byte[] {level, level, level};
    }

    /** @param boost by how much partly covered pixels count more, so that thin lines don't fade in small pictures */
    private void cover(byte[] pixels, Mask mask, byte[] colors, double boost) {
        run(mask, (row, shares) -> {
            int at = row * placement.width() * samples;
            for (int x = 0; x < placement.width(); x++) {
                float share = Math.min(1, (float) (shares[x] * boost));
                for (int s = 0; s < samples; s++, at++) {
                    if (share > 0) {
                        pixels[at] = blend(pixels[at] & 0xFF, colors[s] & 0xFF, share);
                    }
                }
            }
        });
    }

    private void dim(byte[] pixels, Mask mask) {
        run(mask, (row, shares) -> {
            int at = row * placement.width() * samples;
            for (int x = 0; x < placement.width(); x++) {
                for (int s = 0; s < samples; s++, at++) {
                    int level = pixels[at] & 0xFF;
                    pixels[at] = blend(level, level >> 4, shares[x]);
                }
            }
        });
    }

    private static byte blend(int under, int over, float share) {
        return (byte) (int) (under + (over - under) * share + 0.5f);
    }

    private void run(Mask mask, Resampler.LineSink sink) {
        Resampler resampler = placement.resampler();
        byte[] covered = new byte[image.columns()];
        LineSource source = new LineSource() {
            @Override
            public int channels() {
                return 1;
            }

            @Override
            public void line(int row, int from, int count, float[] out) {
                mask.line(row, from, count, covered);
                for (int i = 0; i < count; i++) {
                    out[i] = covered[i];
                }
            }
        };
        resampler.run(source, sink);
    }
}
