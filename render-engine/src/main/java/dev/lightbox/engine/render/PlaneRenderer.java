package dev.lightbox.engine.render;

import dev.lightbox.engine.lut.VoiTransform;
import dev.lightbox.engine.tile.GrayOrRgb8;
import dev.lightbox.engine.tile.JpegEncoder;
import dev.lightbox.engine.tile.PngEncoder;
import dev.lightbox.engine.volume.CurvedReformat;
import dev.lightbox.engine.volume.ReslicedPlane;
import dev.lightbox.engine.volume.Reslicer;
import dev.lightbox.engine.volume.Slab;
import dev.lightbox.engine.volume.VolumePreset;
import dev.lightbox.engine.volume.VolumeRenderer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Pictures of volumes: planes, slabs, projections; through the same LUT chain as {@link Renderer}: values are mixed as they are stored (or in modality units, where each slice has
 * a rescale of its own), then come modality, VOI, presentation and inversion. Stateless, thread-safe.
 */
public final class PlaneRenderer {

    /**
     * A plane or slab. Where it has no value, patterns mark why: outside of the volume, slices missing, not loaded yet.
     *
     * @throws RenderRefusedException if the picture can't be shown as asked: colours, no window of this number, values that can't be compared; the message is fit for the user
     */
    public RenderedPlane render(VolumeDisplay display, PlaneRequest request) {
        GrayTransforms.Chosen chosen = transform(display, request.voi(), request.invert());
        requireComparable(display, request.plane().slab());
        ReslicedPlane plane = Reslicer.reslice(display.volume(), request.plane(), request.threads());
        return rendered(plane, chosen, request.encoding(), request.plane().stepMm() == 0);
    }

    /**
     * A curved plane, by the rules of flat ones.
     *
     * @throws RenderRefusedException as {@link #render(VolumeDisplay, PlaneRequest)}
     */
    public RenderedPlane render(VolumeDisplay display, CurvedPlaneRequest request) {
        GrayTransforms.Chosen chosen = transform(display, request.voi(), request.invert());
        requireComparable(display, request.slab());
        ReslicedPlane plane = CurvedReformat.reslice(
                display.volume(), request.grid(), request.interpolation(), request.slab(), 0, request.threads());
        return rendered(plane, chosen, request.encoding(), true);
    }

    private static void requireComparable(VolumeDisplay display, Slab slab) {
        slab.refusal(display.volume()).ifPresent(why -> {
            throw new RenderRefusedException(why);
        });
    }

    /** @param fine whether it was to be sampled finely */
    private static RenderedPlane rendered(
            ReslicedPlane plane, GrayTransforms.Chosen chosen, Encoding encoding, boolean fine) {
        return new RenderedPlane(
                encode(picture(plane, chosen), encoding),
                encoding.format(),
                plane.width(),
                plane.height(),
                chosen.window().center(),
                chosen.window().width(),
                encoding.isLossless(),
                encoding.isLossless() && !plane.coarse() && plane.complete(),
                plane.loaded(),
                plane.slices(),
                plane.complete(),
                plane.crossesGap(),
                warnings(plane.loaded(), plane.slices(), plane.complete(), plane.crossesGap(), fine && plane.coarse()));
    }

    /** The picture of a plane that has been taken out of the volume already, before encoding. */
    public GrayOrRgb8 pixels(VolumeDisplay display, ReslicedPlane plane, VoiSelection voi, boolean invert) {
        return picture(plane, transform(display, voi, invert));
    }

    /**
     * The whole volume, seen along the view's normal. A maximum intensity projection is shown as a plane is; where no ray meets the volume it is black, or white where it is inverted. A solid is in colours on
     * black: for CT by Hounsfield units unless a window is chosen; else its preset is fitted to the window.
     *
     * @throws RenderRefusedException if the picture can't be shown as asked; the message is fit for the user
     */
    public RenderedPlane render(VolumeDisplay display, ProjectionRequest request) {
        return request.preset().isPresent()
                ? solid(display, request, request.preset().get())
                : maximum(display, request);
    }

    private static RenderedPlane maximum(VolumeDisplay display, ProjectionRequest request) {
        GrayTransforms.Chosen chosen = transform(display, request.voi(), request.invert());
        requireComparable(display, new Slab(1, Slab.Mode.MIP));
        // What the window shows black or white anyway need not be told apart.
        Optional<VoiTransform.Window> window =
                display.volume().hasScale() && chosen.transform().voi() instanceof VoiTransform.Window any
                        ? Optional.of(any)
                        : Optional.empty();
        ReslicedPlane plane = VolumeRenderer.maximum(
                display.volume(),
                request.view(),
                // Rounded down: what is given as the floor must be shown as what is below it.
                window.map(w -> Math.nextDown((float) w.low())).orElse(Float.NEGATIVE_INFINITY),
                window.map(w -> (float) w.high()).orElse(Float.POSITIVE_INFINITY),
                request.interactive(),
                request.threads());
        byte[] levels = PlaneLevels.of(plane, chosen.transform());
        PlaneMarks.paintAround(plane.cover(), (byte) (chosen.transform().isInverse() ? 255 : 0), levels);
        PlaneMarks.paint(plane.cover(), plane.width(), plane.height(), levels);
        Encoding encoding = request.encoding();
        return new RenderedPlane(
                encode(new GrayOrRgb8(plane.width(), plane.height(), 1, levels), encoding),
                encoding.format(),
                plane.width(),
                plane.height(),
                chosen.window().center(),
                chosen.window().width(),
                encoding.isLossless(),
                encoding.isLossless() && !plane.coarse() && plane.complete(),
                plane.loaded(),
                plane.slices(),
                plane.complete(),
                plane.crossesGap(),
                warnings(plane.loaded(), plane.slices(), plane.complete(), plane.crossesGap(), false));
    }

    private static RenderedPlane solid(VolumeDisplay display, ProjectionRequest request, VolumePreset preset) {
        if (!display.volume().hasScale()) {
            throw new RenderRefusedException(
                    "A volume whose values have a table of their own (Modality LUT) can't be shown as a solid.");
        }
        boolean hounsfield = request.voi() instanceof VoiSelection.Own
                && ModalityUnit.of(display.image(), display.frameNumber()).equals("HU");
        VoiWindow window = hounsfield
                ? new VoiWindow(preset.center(), preset.width())
                : transform(display, request.voi(), false).window();
        VolumeRenderer.Solid solid = VolumeRenderer.solid(
                display.volume(),
                request.view(),
                preset,
                window.center(),
                window.width(),
                request.interactive(),
                request.threads());
        int slices = display.volume().geometry().slices();
        Encoding encoding = request.encoding();
        return new RenderedPlane(
                encode(new GrayOrRgb8(solid.width(), solid.height(), 3, solid.rgb()), encoding),
                encoding.format(),
                solid.width(),
                solid.height(),
                window.center(),
                window.width(),
                encoding.isLossless(),
                encoding.isLossless() && !request.interactive() && solid.complete(),
                solid.loaded(),
                slices,
                solid.complete(),
                solid.crossesGap(),
                warnings(solid.loaded(), slices, solid.complete(), solid.crossesGap(), false));
    }

    /**
     * The window of a plane that nobody has chosen another for: the file's first; else the input range of its VOI LUT; else smallest to largest value of the slices that have come,
     * pixel padding left out (PS3.3 C.7.5.1.1.2).
     *
     * @throws RenderRefusedException for colours
     */
    public VoiWindow defaultWindow(VolumeDisplay display) {
        return fromData(display, display(display));
    }

    /**
     * The window that a picture would have; for a VOI LUT the range of its inputs.
     *
     * @throws RenderRefusedException as {@link #render(VolumeDisplay, PlaneRequest)}
     */
    public VoiWindow window(VolumeDisplay display, VoiSelection voi) {
        return transform(display, voi, false).window();
    }

    private static GrayTransforms.Chosen transform(VolumeDisplay display, VoiSelection voi, boolean invert) {
        FrameDisplay own = display(display);
        return GrayTransforms.ofVolume(
                display.image(), display.frameNumber(), voi, invert, () -> fromData(display, own));
    }

    private static VoiWindow fromData(VolumeDisplay display, FrameDisplay own) {
        return DefaultWindow.ofVolume(display.image(), own, display.volume());
    }

    private static FrameDisplay display(VolumeDisplay display) {
        if (display.image().color()) {
            throw new RenderRefusedException("Volumes of pictures in colour aren't supported.");
        }
        return display.image().display(display.frameNumber());
    }

    private static GrayOrRgb8 picture(ReslicedPlane plane, GrayTransforms.Chosen chosen) {
        byte[] levels = PlaneLevels.of(plane, chosen.transform());
        PlaneMarks.paint(plane.cover(), plane.width(), plane.height(), levels);
        return new GrayOrRgb8(plane.width(), plane.height(), 1, levels);
    }

    private static byte[] encode(GrayOrRgb8 picture, Encoding encoding) {
        return switch (encoding.format()) {
            case PNG -> PngEncoder.encode(picture);
            case JPEG -> JpegEncoder.encode(picture, encoding.quality());
        };
    }

    /**
     * @param coarse whether samples had to be left out that were asked for
     */
    private static List<String> warnings(int loaded, int slices, boolean complete, boolean crossesGap, boolean coarse) {
        List<String> warnings = new ArrayList<>();
        if (!complete) {
            warnings.add(loaded + " of " + slices + " slices have come; the nearest stand for the others.");
        }
        if (crossesGap) {
            warnings.add("Slices are missing or damaged here; nothing is shown in their place.");
        }
        if (coarse) {
            warnings.add(ReslicedPlane.COARSE);
        }
        return List.copyOf(warnings);
    }
}
