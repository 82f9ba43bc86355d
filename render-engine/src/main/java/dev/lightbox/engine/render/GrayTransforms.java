package dev.lightbox.engine.render;

import dev.lightbox.engine.codec.PhotometricInterpretation;
import dev.lightbox.engine.codec.StoredFrame;
import dev.lightbox.engine.lut.GrayTransform;
import dev.lightbox.engine.lut.GrayscaleDisplay;
import dev.lightbox.engine.lut.LutException;
import dev.lightbox.engine.lut.LutTable;
import dev.lightbox.engine.lut.ModalityTransform;
import dev.lightbox.engine.lut.PresentationTransform;
import dev.lightbox.engine.lut.VoiFunction;
import dev.lightbox.engine.lut.VoiTransform;
import dev.lightbox.engine.render.presentation.PresentationState;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Decides how gray values become levels: by the request, then by the presentation state, then by the image. */
final class GrayTransforms {

    /**
     * @param transform stored values to levels
     * @param window what was used; for a VOI LUT the range of its inputs
     */
    record Chosen(GrayTransform transform, VoiWindow window) {}

    private GrayTransforms() {}

    static Chosen of(SourceImage image, int frameNumber, StoredFrame frame, RenderRequest request) {
        return request.presentationState().isPresent()
                ? presented(
                        image,
                        frameNumber,
                        frame,
                        request,
                        request.presentationState().get())
                : own(
                        image,
                        frameNumber,
                        frame.photometric(),
                        new Wish(request.voi(), request.invert(), request.display()),
                        () -> image.defaultWindow(frameNumber, frame));
    }

    /**
     * The same for a volume that the image belongs to.
     *
     * @param fromData the window where nobody has said one, asked for only then
     */
    static Chosen ofVolume(
            SourceImage image, int frameNumber, VoiSelection voi, boolean invert, Supplier<VoiWindow> fromData) {
        return own(
                image,
                frameNumber,
                image.descriptor().photometric(),
                new Wish(voi, invert, Optional.empty()),
                fromData);
    }

    /** What the user wants, presentation states apart. */
    private record Wish(VoiSelection voi, boolean invert, Optional<GrayscaleDisplay> display) {}

    private static Chosen own(
            SourceImage image,
            int frameNumber,
            PhotometricInterpretation photometric,
            Wish wish,
            Supplier<VoiWindow> fromData) {
        FrameDisplay display = image.display(frameNumber);
        PresentationTransform presentation = image.presentation();
        boolean shapeInverse = presentation instanceof PresentationTransform.Shape(boolean inverse) && inverse;
        // MONOCHROME1 shows its smallest value white (C.7.6.3.1.2); Shape INVERSE says the same of it (C.11.6.1.2). A
        // table gives P-values, which
        // nothing turns round.
        boolean inverse = shapeInverse
                || (photometric == PhotometricInterpretation.MONOCHROME1
                        && presentation instanceof PresentationTransform.Shape);
        PresentationTransform table =
                presentation instanceof PresentationTransform.Lookup ? presentation : PresentationTransform.IDENTITY;
        VoiFunction function = display.windows().isEmpty() ? VoiFunction.LINEAR : display.function();
        ChosenVoi voi =
                requested(image, frameNumber, display, wish.voi(), function).orElseGet(() -> ownVoi(display, fromData));
        return chosen(display.modality(), voi, table, inverse ^ wish.invert(), wish.display());
    }

    private static ChosenVoi ownVoi(FrameDisplay display, Supplier<VoiWindow> fromData) {
        VoiWindow window = fromData.get();
        return display.windows().isEmpty() && !display.voiLuts().isEmpty()
                ? ChosenVoi.of(display.voiLuts().getFirst().table())
                // A default from the data is linear.
                : ChosenVoi.of(window, display.windows().isEmpty() ? VoiFunction.LINEAR : display.function());
    }

    /** What takes the place of all that is stored. */
    private static Optional<ChosenVoi> requested(
            SourceImage image, int frameNumber, FrameDisplay display, VoiSelection selection, VoiFunction function) {
        return switch (selection) {
            case VoiSelection.Own own -> Optional.empty();
            case VoiSelection.Window(VoiWindow window) -> Optional.of(ChosenVoi.of(window, function));
            case VoiSelection.Numbered(int number) -> {
                List<VoiChoice> choices = image.voiChoices(frameNumber);
                if (number > choices.size()) {
                    throw new RenderRefusedException(image.name() + " has " + choices.size()
                            + " windows and VOI LUTs, not one numbered " + number + ".");
                }
                VoiChoice choice = choices.get(number - 1);
                yield Optional.of(
                        choice.lut()
                                ? ChosenVoi.of(display.voiLuts()
                                        .get(number - 1 - display.windows().size())
                                        .table())
                                : ChosenVoi.of(choice.window(), display.function()));
            }
        };
    }

    private static Chosen presented(
            SourceImage image, int frameNumber, StoredFrame frame, RenderRequest request, PresentationState state) {
        try {
            ModalityTransform modality = state.modality(frame.signed());
            ValueRange range = ValueRange.of(modality, frame);
            Optional<VoiTransform> own = state.voi(image.sopInstanceUid(), frameNumber, range.min() < 0);
            VoiFunction function = own.isPresent() && own.get() instanceof VoiTransform.Window window
                    ? window.function()
                    : VoiFunction.LINEAR;
            ChosenVoi voi = requested(image, frameNumber, image.display(frameNumber), request.voi(), function)
                    .orElseGet(
                            () -> own.map(ChosenVoi::of).orElseGet(() -> ChosenVoi.full(range, state.presentation())));
            // MONOCHROME1 doesn't count: the state says itself what the values become (PS3.3 C.11.6).
            return chosen(modality, voi, state.presentation(), request.invert(), request.display());
        } catch (LutException e) {
            throw new RenderRefusedException("The presentation state can't be applied: " + e.getMessage() + ".");
        }
    }

    private static Chosen chosen(
            ModalityTransform modality,
            ChosenVoi voi,
            PresentationTransform presentation,
            boolean inverse,
            Optional<GrayscaleDisplay> display) {
        return new Chosen(new GrayTransform(modality, voi.transform(), presentation, inverse, display), voi.window());
    }

    /** A VOI transform and the window that says it best. */
    private record ChosenVoi(VoiTransform transform, VoiWindow window) {

        static ChosenVoi of(VoiWindow window, VoiFunction otherwise) {
            VoiFunction function = window.function().orElse(otherwise);
            return new ChosenVoi(new VoiTransform.Window(window.center(), window.width(), function), window);
        }

        static ChosenVoi full(ValueRange range, PresentationTransform presentation) {
            return presentation instanceof PresentationTransform.Lookup && range.max() > range.min()
                    ? new ChosenVoi(new VoiTransform.Full(range.min(), range.max()), range.window())
                    // The same in a form that is computed faster.
                    : of(range.window(), VoiFunction.LINEAR);
        }

        static ChosenVoi of(LutTable table) {
            return new ChosenVoi(new VoiTransform.Lookup(table), DefaultWindow.ofLut(table));
        }

        static ChosenVoi of(VoiTransform transform) {
            return switch (transform) {
                case VoiTransform.Window(double center, double width, VoiFunction function) ->
                    new ChosenVoi(transform, new VoiWindow(center, width, function));
                case VoiTransform.Lookup(LutTable table) -> of(table);
                case VoiTransform.Full(double min, double max) ->
                    new ChosenVoi(transform, new ValueRange(min, max).window());
            };
        }
    }
}
