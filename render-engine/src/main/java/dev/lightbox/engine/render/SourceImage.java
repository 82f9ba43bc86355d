package dev.lightbox.engine.render;

import dev.lightbox.engine.codec.DecodeException;
import dev.lightbox.engine.codec.DecodeLimits;
import dev.lightbox.engine.codec.EncodedFrame;
import dev.lightbox.engine.codec.FrameDecoder;
import dev.lightbox.engine.codec.FrameDecoders;
import dev.lightbox.engine.codec.ImageDescriptor;
import dev.lightbox.engine.codec.PhotometricInterpretation;
import dev.lightbox.engine.codec.StoredFrame;
import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.DicomException;
import dev.lightbox.engine.dicom.DicomFile;
import dev.lightbox.engine.dicom.NativePixelData;
import dev.lightbox.engine.dicom.PixelData;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.TransferSyntax;
import dev.lightbox.engine.geometry.ImagePlane;
import dev.lightbox.engine.geometry.OrientationLetters;
import dev.lightbox.engine.geometry.PixelSpacing;
import dev.lightbox.engine.geometry.Slice;
import dev.lightbox.engine.lut.IccProfile;
import dev.lightbox.engine.lut.LutException;
import dev.lightbox.engine.lut.LutTable;
import dev.lightbox.engine.lut.ModalityTransform;
import dev.lightbox.engine.lut.Palette;
import dev.lightbox.engine.lut.PresentationTransform;
import dev.lightbox.engine.message.Message;
import dev.lightbox.engine.render.overlay.DisplayShutter;
import dev.lightbox.engine.render.overlay.OverlayPlane;
import dev.lightbox.engine.volume.SliceScale;
import dev.lightbox.engine.volume.ValueOrder;
import dev.lightbox.engine.volume.VolumeSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One instance ready to be rendered: header parsed and checked, pixel data still encoded. Frames count from 1. Immutable, thread-safe.
 *
 * <p>It may be made of a header alone: everything but {@link #decode} works then.
 */
public final class SourceImage {

    private final DicomFile file;
    private final ImageDescriptor descriptor;
    private final DecodeLimits limits;
    private final FunctionalGroups groups;
    private final FrameGeometry geometry;
    private final FrameVectors vectors;
    private final Optional<String> verdict;
    private final Optional<Palette> palette;
    private final ImageLayers layers;
    private final PresentationTransform presentation;
    /** One for all frames, or one a frame; empty for colour and where the verdict is against it. */
    private final List<FrameDisplay> displays;

    private SourceImage(DicomFile file, ImageDescriptor descriptor, DecodeLimits limits) {
        this.file = file;
        this.descriptor = descriptor;
        this.limits = limits;
        this.groups = new FunctionalGroups(file.dataSet());
        this.geometry = new FrameGeometry(file.dataSet(), groups, descriptor.numberOfFrames());
        this.vectors = new FrameVectors(file.dataSet(), descriptor.numberOfFrames());
        Optional<String> refusal = verdict(file, descriptor);
        Optional<Palette> colours = Optional.empty();
        List<FrameDisplay> gray = List.of();
        PresentationTransform presented = PresentationTransform.IDENTITY;
        try {
            if (descriptor.photometric() == PhotometricInterpretation.PALETTE_COLOR) {
                colours = Optional.of(Palette.of(file.dataSet(), descriptor.signed()));
            } else {
                gray = displays(file.dataSet(), groups, descriptor);
                presented = PresentationTransform.of(file.dataSet());
            }
        } catch (LutException e) {
            refusal = refusal.or(() -> Optional.ofNullable(e.getMessage()));
        }
        this.verdict = refusal;
        this.palette = colours;
        this.displays = gray;
        this.presentation = presented;
        this.layers = ImageLayers.of(file.dataSet(), descriptor);
    }

    /**
     * @param file whole, or its header alone
     * @throws UnsupportedImageException if the instance is no picture (a report, a plan) or describes an impossible one; the message names the file
     */
    public static SourceImage of(DicomFile file) throws UnsupportedImageException {
        return of(file, DecodeLimits.DEFAULT);
    }

    /** As {@link #of(DicomFile)}, with other limits. */
    public static SourceImage of(DicomFile file, DecodeLimits limits) throws UnsupportedImageException {
        DataSet dataSet = file.dataSet();
        if (!dataSet.contains(Tag.Rows)
                && !dataSet.contains(Tag.Columns)
                && file.pixelData().isEmpty()) {
            String modality =
                    dataSet.string(Tag.Modality).map(m -> " (" + m + ")").orElse("");
            throw new UnsupportedImageException(file.name() + " holds no picture" + modality + ".");
        }
        try {
            ImageDescriptor descriptor = ImageDescriptor.of(dataSet);
            boolean floatingPoint = file.pixelData().isPresent()
                    && file.pixelData().get() instanceof NativePixelData pixels
                    && pixels.tag() != Tag.PixelData;
            return new SourceImage(file, floatingPoint ? descriptor.asFloatingPoint() : descriptor, limits);
        } catch (DecodeException e) {
            throw new UnsupportedImageException(file.name() + ": " + e.getMessage() + ".", e);
        }
    }

    private static Optional<String> verdict(DicomFile file, ImageDescriptor descriptor) {
        Optional<String> syntax = FrameDecoders.verdict(file.transferSyntax());
        if (syntax.isPresent()) {
            return syntax;
        }
        if (file.pixelData().isEmpty() && file.dataSet().contains(Tag.PixelDataProviderURL)) {
            return Optional.of(
                    "The pixels of this picture are kept elsewhere (Pixel Data Provider URL), which isn't supported.");
        }
        boolean encapsulated = file.transferSyntax().isEncapsulated();
        boolean needsCodestream = switch (descriptor.photometric()) {
            case YBR_ICT, YBR_RCT, YBR_PARTIAL_420 -> true;
            default -> false;
        };
        return needsCodestream && !encapsulated
                ? Optional.of(
                        "Uncompressed pictures in " + descriptor.photometric().term() + " aren't supported.")
                : Optional.empty();
    }

    private static List<FrameDisplay> displays(DataSet dataSet, FunctionalGroups groups, ImageDescriptor descriptor)
            throws LutException {
        // Frames beyond those with attributes of their own share the last one's list entry: the shared groups alone.
        int own = Math.min(groups.perFrameCount(), descriptor.numberOfFrames());
        List<FrameDisplay> displays = new ArrayList<>();
        for (int frame = 1; frame <= Math.max(1, own); frame++) {
            displays.add(FrameDisplay.of(dataSet, groups, frame, descriptor.signed()));
        }
        if (own > 0 && own < descriptor.numberOfFrames()) {
            displays.add(FrameDisplay.of(dataSet, groups, own + 1, descriptor.signed()));
        }
        return List.copyOf(displays);
    }

    /** For messages: the file's name or its SOP Instance UID. */
    public String name() {
        return file.name();
    }

    /** Empty where the file has none. */
    public String sopInstanceUid() {
        return file.dataSet().string(Tag.SOPInstanceUID).orElse("");
    }

    public String sopClassUid() {
        return file.dataSet().string(Tag.SOPClassUID).orElse("");
    }

    public int numberOfFrames() {
        return descriptor.numberOfFrames();
    }

    public int rows() {
        return descriptor.rows();
    }

    public int columns() {
        return descriptor.columns();
    }

    public DataSet dataSet() {
        return file.dataSet();
    }

    public TransferSyntax transferSyntax() {
        return file.transferSyntax();
    }

    /** Whether frames may be decoded at a smaller size, for less: JPEG 2000's levels of resolution. */
    public boolean hasReductions() {
        // Overlays in unused bits would be averaged away; a window made from the data would be another one, as
        // averaging narrows their range and spoils padding values.
        // Indices of a palette have no average at all.
        return !layers.hasEmbedded()
                && descriptor.photometric() != PhotometricInterpretation.PALETTE_COLOR
                && displays.stream()
                        .noneMatch(display ->
                                display.windows().isEmpty() && display.voiLuts().isEmpty())
                && FrameDecoders.of(file.transferSyntax())
                        .filter(FrameDecoder::reduces)
                        .isPresent();
    }

    /** What the header says of the pixels. */
    public ImageDescriptor descriptor() {
        return descriptor;
    }

    /** Whether information was lost before: by its transfer syntax, or earlier (Lossy Image Compression, PS3.3 C.7.6.1.1.5). */
    public boolean lossySource() {
        return file.transferSyntax().isLossy()
                || file.dataSet()
                        .string(Tag.LossyImageCompression)
                        .filter("01"::equals)
                        .isPresent();
    }

    /** Whether it is shown in colours, so that windows have no effect. */
    public boolean color() {
        return !descriptor.photometric().isMonochrome();
    }

    /** Why it can't be decoded, known without decoding and fit for the user; empty where it can, as far as is known. */
    public Optional<String> verdict() {
        return verdict;
    }

    /** One of the {@link #warnings()} as what can be worded in other languages: what users see most; the others are for experts and stay as they are. */
    public static Message reservation(String warning) {
        return warning.equals(Reservations.BURNED_IN.text()) ? Reservations.BURNED_IN : Message.plain(warning);
    }

    /** What was missing or contradictory in the header and what is assumed instead, and what the picture is shown without; fit for the user. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>(descriptor.warnings());
        warnings.addAll(layers.warnings());
        Reservations.burnedIn(file.dataSet()).ifPresent(warnings::add);
        return List.copyOf(warnings);
    }

    /** Where a frame lies in the patient; empty for projections and where the file doesn't say. */
    public Optional<ImagePlane> plane(int frameNumber) {
        return geometry.plane(check(frameNumber));
    }

    /** What the edges of a frame point to, also for projections (Patient Orientation). */
    public Optional<OrientationLetters> orientationLetters(int frameNumber) {
        return geometry.orientationLetters(check(frameNumber));
    }

    /** Size of a frame's pixels and where it holds; empty for ultrasound with regions of their own calibration. */
    public Optional<PixelSpacing> pixelSpacing(int frameNumber) {
        return geometry.pixelSpacing(check(frameNumber));
    }

    /** Height of a pixel divided by its width; 1 is square. */
    public double pixelAspect(int frameNumber) {
        return geometry.pixelAspect(check(frameNumber));
    }

    /** Slice Thickness of a frame, mm. */
    public OptionalDouble sliceThickness(int frameNumber) {
        return geometry.sliceThickness(check(frameNumber));
    }

    /** A frame for {@link dev.lightbox.engine.geometry.SliceSorter}. */
    public <T> Slice<T> slice(T source, int frameNumber) {
        DataSet dataSet = file.dataSet();
        return new Slice<>(
                source,
                plane(frameNumber),
                dataSet.string(Tag.FrameOfReferenceUID).orElse(""),
                VolumeDimensions.isLocalizer(dataSet, groups, frameNumber),
                rows(),
                columns(),
                dataSet.integer(Tag.InstanceNumber),
                frameNumber,
                dataSet.string(Tag.SOPInstanceUID).orElse(""));
    }

    /** A frame for {@link dev.lightbox.engine.volume.SeriesVolumes}. */
    public <T> VolumeSlice<T> volumeSlice(T source, int frameNumber) {
        Optional<SliceScale> scale = Optional.empty();
        ValueOrder order = ValueOrder.RISING;
        if (!color() && !displays.isEmpty()) {
            switch (display(frameNumber).modality()) {
                case ModalityTransform.Rescale rescale -> {
                    scale = Optional.of(new SliceScale(rescale.slope(), rescale.intercept()));
                    order = rescale.slope() < 0 ? ValueOrder.FALLING : ValueOrder.RISING;
                }
                case ModalityTransform.Lookup lookup -> order = order(lookup.table());
            }
        }
        return new VolumeSlice<>(
                slice(source, frameNumber),
                VolumeDimensions.of(file.dataSet(), groups, vectors, frameNumber),
                descriptor,
                scale,
                order,
                sliceThickness(frameNumber),
                verdict.or(this::tooLarge));
    }

    /** Why no frame can ever be decoded, though nothing else is wrong. */
    private Optional<String> tooLarge() {
        try {
            descriptor.check(limits);
            return Optional.empty();
        } catch (DecodeException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    private static ValueOrder order(LutTable table) {
        boolean rises = table.neverFalls();
        return rises ? ValueOrder.RISING : table.neverRises() ? ValueOrder.FALLING : ValueOrder.NEITHER;
    }

    /** The windows in the file, in its order; empty for colour. */
    public List<VoiWindow> windows(int frameNumber) {
        return color() || displays.isEmpty() ? List.of() : display(frameNumber).windows();
    }

    /** The windows and VOI LUTs in the file, numbered for {@link RenderRequest#withVoiNumber}; empty for colour. */
    public List<VoiChoice> voiChoices(int frameNumber) {
        if (color() || displays.isEmpty()) {
            return List.of();
        }
        FrameDisplay display = display(frameNumber);
        List<VoiChoice> choices = new ArrayList<>();
        for (VoiWindow window : display.windows()) {
            choices.add(new VoiChoice(choices.size() + 1, window.explanation(), window, false));
        }
        for (FrameDisplay.VoiLut lut : display.voiLuts()) {
            choices.add(new VoiChoice(choices.size() + 1, lut.explanation(), DefaultWindow.ofLut(lut.table()), true));
        }
        return List.copyOf(choices);
    }

    /**
     * The window of a picture that nobody has chosen another for: the file's first; else the input range of its VOI LUT; else smallest to largest value of
     * the frame, pixel padding left out (PS3.3 C.7.5.1.1.2), so that these are just black and just white.
     *
     * @throws IllegalStateException for colour, which has no window
     */
    public VoiWindow defaultWindow(int frameNumber, StoredFrame frame) {
        return DefaultWindow.of(this, display(frameNumber), frame);
    }

    /**
     * A stored value in modality units, such as HU.
     *
     * @throws IllegalStateException for colour
     */
    public double modalityValue(int frameNumber, double stored) {
        return display(frameNumber).modality().apply(stored);
    }

    /**
     * Decodes one frame.
     *
     * @param frameNumber from 1
     * @throws DecodeException if it can't be decoded whole; the message names file, frame and transfer syntax
     * @throws IndexOutOfBoundsException if there is no such frame
     */
    public StoredFrame decode(int frameNumber) throws DecodeException {
        return decode(frameNumber, 0);
    }

    /**
     * Decodes one frame, smaller where its encoding holds it so.
     *
     * @param frameNumber from 1
     * @param reduction how often both edges may be halved, see {@link FrameDecoder#decodeReduced}; {@link StoredFrame#reduction()} says what came of it
     * @throws DecodeException as {@link #decode(int)}
     * @throws IndexOutOfBoundsException if there is no such frame
     */
    public StoredFrame decode(int frameNumber, int reduction) throws DecodeException {
        check(frameNumber);
        if (verdict.isPresent()) {
            throw new DecodeException(file.name() + ": " + verdict.get());
        }
        PixelData pixels = file.pixelData().orElseThrow(() -> new DecodeException(file.name() + " has no pixel data."));
        FrameDecoder decoder = FrameDecoders.of(file.transferSyntax()).orElseThrow();
        try {
            descriptor.check(limits);
            if (frameNumber > pixels.numberOfFrames()) {
                throw new DecodeException(
                        "Number of Frames is " + numberOfFrames() + ", the pixel data hold " + pixels.numberOfFrames());
            }
            EncodedFrame encoded = new EncodedFrame(pixels.frame(frameNumber));
            return layers.hasEmbedded()
                    ? EmbeddedOverlays.decode(decoder, encoded, descriptor, limits.begin(), layers.embeddedBits())
                    : decoder.decodeReduced(encoded, descriptor, limits.begin(), reduction);
        } catch (DecodeException e) {
            throw new DecodeException(
                    file.name() + ", frame " + frameNumber + " ("
                            + file.transferSyntax().displayName() + "): " + e.getMessage() + ".",
                    e);
        } catch (DicomException e) {
            throw new DecodeException(
                    "Frame " + frameNumber + " (" + file.transferSyntax().displayName() + "): " + e.getMessage(), e);
        }
    }

    Optional<Palette> palette() {
        return palette;
    }

    /** Overlay planes over its frames that can be shown, in the order of their groups. */
    public List<OverlayPlane> overlays() {
        return layers.planes();
    }

    /** What it wants hidden; empty where nothing. */
    public Optional<DisplayShutter> shutter() {
        return layers.shutter();
    }

    /**
     * How its colours are to be converted; empty where it has no ICC profile, or more than one for its optical paths.
     *
     * @throws LutException if it has one that can't be used; the message is fit for the user
     */
    Optional<IccProfile> colorProfile() throws LutException {
        DataSet dataSet = file.dataSet();
        List<DataSet> paths = dataSet.items(Tag.OpticalPathSequence);
        // C.11.15; of whole slides the profile is in their optical path (C.8.12.5).
        byte[] bytes = dataSet.contains(Tag.ICCProfile) || paths.size() != 1
                ? dataSet.bytes(Tag.ICCProfile)
                : paths.getFirst().bytes(Tag.ICCProfile);
        return bytes.length == 0 ? Optional.empty() : Optional.of(IccProfile.of(bytes));
    }

    /** Presentation LUT Sequence or Shape (C.11.4, C.11.6). */
    PresentationTransform presentation() {
        return presentation;
    }

    FrameDisplay display(int frameNumber) {
        if (displays.isEmpty()) {
            throw new IllegalStateException("not shown in gray levels: " + file.name());
        }
        return displays.get(Math.min(check(frameNumber), displays.size()) - 1);
    }

    private int check(int frameNumber) {
        Objects.checkIndex(frameNumber - 1, numberOfFrames());
        return frameNumber;
    }
}
