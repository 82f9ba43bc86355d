package dev.lightbox.engine.render.presentation;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.lut.LutException;
import dev.lightbox.engine.lut.ModalityTransform;
import dev.lightbox.engine.lut.PresentationTransform;
import dev.lightbox.engine.lut.VoiTransform;
import dev.lightbox.engine.render.overlay.DisplayShutter;
import dev.lightbox.engine.render.overlay.OverlayPlane;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Grayscale Softcopy Presentation State (PS3.3 A.33.1): how somebody wanted images to look. It takes the place of all that the images themselves say of
 * their display; what it leaves out is not done (PS3.4 N.2). Immutable, thread-safe.
 */
public final class PresentationState {

    private final String sopInstanceUid;
    private final String label;
    private final String description;
    private final ImageReferences images;
    private final DataSet dataSet;
    private final List<SoftcopyVoi> vois;
    private final PresentationTransform presentation;
    private final SpatialTransformation turn;
    private final List<DisplayedAreas.Item> areas;
    private final Optional<DisplayShutter> shutter;
    private final List<OverlayPlane> overlays;
    private final Map<Integer, String> activations;
    private final Annotations annotations;
    private final List<String> warnings;

    private PresentationState(DataSet dataSet) throws PresentationStateException, LutException {
        List<String> notes = new ArrayList<>();
        this.dataSet = dataSet;
        this.sopInstanceUid = dataSet.string(Tag.SOPInstanceUID).orElse("");
        this.label = dataSet.string(Tag.ContentLabel).orElse("");
        this.description = dataSet.string(Tag.ContentDescription).orElse("");
        this.images = ImageReferences.ofSeries(dataSet);
        if (images.isEmpty()) {
            throw new PresentationStateException("The presentation state refers to no image.");
        }
        // Read in both ways here, so that what can't be right is refused before a picture is asked for.
        modality(true);
        modality(false);
        List<SoftcopyVoi> found = new ArrayList<>();
        for (DataSet item : dataSet.items(Tag.SoftcopyVOILUTSequence)) {
            found.add(SoftcopyVoi.of(item));
        }
        this.vois = List.copyOf(found);
        this.presentation = PresentationTransform.of(dataSet);
        this.turn = turn(dataSet);
        this.areas = DisplayedAreas.of(dataSet);
        DisplayShutter.Found shutters = DisplayShutter.of(dataSet);
        this.shutter = shutters.shutter();
        notes.addAll(shutters.warnings());
        OverlayPlane.Found planes = OverlayPlane.ofPresentationState(dataSet);
        this.overlays = planes.planes();
        notes.addAll(planes.warnings());
        this.activations = activations(dataSet);
        this.annotations = Annotations.of(dataSet, notes);
        if (!dataSet.items(Tag.MaskSubtractionSequence).isEmpty()) {
            notes.add("Its mask subtraction isn't done.");
        }
        this.warnings = List.copyOf(notes);
    }

    private PresentationState(PresentationState other, SpatialTransformation turn) {
        this.sopInstanceUid = other.sopInstanceUid;
        this.label = other.label;
        this.description = other.description;
        this.images = other.images;
        this.dataSet = other.dataSet;
        this.vois = other.vois;
        this.presentation = other.presentation;
        this.turn = turn;
        this.areas = other.areas;
        this.shutter = other.shutter;
        this.overlays = other.overlays;
        this.activations = other.activations;
        this.annotations = other.annotations;
        this.warnings = other.warnings;
    }

    /** The same without its turning and flipping, for a viewer that turns pictures itself. */
    public PresentationState withoutTurning() {
        return turn.isNone() ? this : new PresentationState(this, SpatialTransformation.NONE);
    }

    /**
     * @throws PresentationStateException if it is no grayscale presentation state or can't be right; the message is fit for the user
     */
    public static PresentationState of(DataSet dataSet) throws PresentationStateException {
        PresentationStateClasses.requireGrayscale(
                dataSet.string(Tag.SOPClassUID).orElse("(none)"));
        try {
            return new PresentationState(dataSet);
        } catch (LutException e) {
            throw new PresentationStateException("The presentation state can't be applied: " + e.getMessage() + ".", e);
        }
    }

    private static SpatialTransformation turn(DataSet dataSet) throws PresentationStateException {
        int degrees = dataSet.integer(Tag.ImageRotation).orElse(0);
        if (degrees != 0 && degrees != 90 && degrees != 180 && degrees != 270) {
            throw new PresentationStateException(
                    "Image Rotation (0070,0042): expected 0, 90, 180 or 270, found " + degrees + ".");
        }
        return new SpatialTransformation(
                degrees,
                dataSet.string(Tag.ImageHorizontalFlip).filter("Y"::equals).isPresent());
    }

    private static Map<Integer, String> activations(DataSet dataSet) {
        Map<Integer, String> found = new HashMap<>();
        for (int group = 0x6000; group <= 0x601E; group += 2) {
            int key = group;
            dataSet.string(OverlayPlane.tag(Tag.OverlayActivationLayer, group))
                    .ifPresent(layer -> found.put(key, layer));
        }
        return Map.copyOf(found);
    }

    /** Its own SOP Instance UID; empty where it has none. */
    public String sopInstanceUid() {
        return sopInstanceUid;
    }

    /** Content Label. */
    public String label() {
        return label;
    }

    /** Content Description; empty where it has none. */
    public String description() {
        return description;
    }

    /** What is left undone, fit for the user. */
    public List<String> warnings() {
        return warnings;
    }

    /** Whether it says how this frame is to look. */
    public boolean appliesTo(String imageInstanceUid, int frameNumber) {
        return images.contains(imageInstanceUid, frameNumber);
    }

    /** Why it can't be applied to a frame, with both UIDs; empty where it can. */
    public Optional<String> refusal(String imageClassUid, String imageInstanceUid, int frameNumber) {
        if (!images.contains(imageInstanceUid)) {
            return Optional.of("The presentation state " + sopInstanceUid + " is for other images: expected " + images
                    + ", found " + imageInstanceUid + ".");
        }
        String expected = images.sopClassUid(imageInstanceUid);
        if (!expected.isEmpty() && !imageClassUid.isEmpty() && !expected.equals(imageClassUid)) {
            return Optional.of(
                    "The presentation state " + sopInstanceUid + " is for an image of another kind: expected SOP Class "
                            + expected + ", found " + imageClassUid + " in " + imageInstanceUid + ".");
        }
        return images.contains(imageInstanceUid, frameNumber)
                ? Optional.empty()
                : Optional.of("The presentation state " + sopInstanceUid + " is for other frames of " + imageInstanceUid
                        + " than " + frameNumber + ".");
    }

    /**
     * From stored values to modality units; nothing is done where the state has no such module, whatever the image says.
     *
     * @param signed Pixel Representation of the image
     */
    public ModalityTransform modality(boolean signed) throws LutException {
        return ModalityTransform.of(dataSet, signed);
    }

    /** The window or LUT of a frame; empty where all values are to be shown. */
    public Optional<VoiTransform> voi(String imageInstanceUid, int frameNumber, boolean signedInput)
            throws LutException {
        for (SoftcopyVoi voi : vois) {
            if (voi.appliesTo(imageInstanceUid, frameNumber)) {
                return Optional.of(voi.transform(signedInput));
            }
        }
        return Optional.empty();
    }

    public PresentationTransform presentation() {
        return presentation;
    }

    public SpatialTransformation turn() {
        return turn;
    }

    /** Which part of a frame is to be displayed; empty where the state says nothing of it. */
    public Optional<DisplayedArea> area(String imageInstanceUid, int frameNumber) {
        return DisplayedAreas.find(areas, imageInstanceUid, frameNumber);
    }

    /** How a frame's coordinates are changed. */
    public PresentationGeometry geometry(
            String imageInstanceUid, int frameNumber, int columns, int rows, double aspect) {
        DisplayedArea area = DisplayedAreas.find(areas, imageInstanceUid, frameNumber)
                .orElseGet(() -> DisplayedArea.whole(columns, rows, aspect));
        return new PresentationGeometry(columns, rows, turn, area);
    }

    public Optional<DisplayShutter> shutter() {
        return shutter;
    }

    /** Overlays of its own. They take the place of the image's with the same group. */
    public List<OverlayPlane> overlays() {
        return overlays;
    }

    /** Names of the layers that overlay groups are shown in, the image's or its own; groups that aren't here are hidden. */
    public Map<Integer, String> activations() {
        return activations;
    }

    /** In the order in which they are drawn. */
    public List<GraphicLayer> layers() {
        return annotations.layers();
    }

    /** What is drawn over a frame, in the order of layers, then of the file. */
    public List<GraphicAnnotation> annotations(String imageInstanceUid, int frameNumber) {
        return annotations.of(imageInstanceUid, frameNumber);
    }
}
