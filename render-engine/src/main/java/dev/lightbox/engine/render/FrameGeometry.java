package dev.lightbox.engine.render;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.geometry.ImagePlane;
import dev.lightbox.engine.geometry.OrientationLetters;
import dev.lightbox.engine.geometry.PatientPoint;
import dev.lightbox.engine.geometry.PixelSpacing;
import dev.lightbox.engine.geometry.PixelSpacing.Kind;
import dev.lightbox.engine.geometry.Vector3;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** What a data set says of where its frames lie and how large their pixels are. Immutable, thread-safe. */
final class FrameGeometry {

    /** Modalities that project: their pixels are measured at the detector unless a calibration says otherwise (PS3.3 10.7.1.3). */
    private static final Set<String> PROJECTION =
            Set.of("CR", "DX", "MG", "IO", "PX", "RG", "XA", "RF", "DR", "DF", "XC");

    /** Modalities whose pictures are slices: Pixel Spacing is measured in them, whatever Imager Pixel Spacing says. */
    private static final Set<String> SLICES = Set.of("CT", "MR", "PT", "NM");

    /** Image Type value 3 of nuclear medicine's reconstructed slices (PS3.3 C.8.4.9.1.1.3); its other pictures are projections. */
    private static final Set<String> RECONSTRUCTED = Set.of("RECON TOMO", "RECON GATED TOMO");

    /** Decimals of two attributes that say the same, mm. */
    private static final double SAME_PLACE_MM = 1e-3;

    /** Cosine of an angle that only rounding makes. */
    private static final double STRAIGHT = 1 - 1e-8;

    private final DataSet dataSet;
    private final FunctionalGroups groups;
    private final int numberOfFrames;
    /** Read once: asked frame by frame, they would cost the square of their length. */
    private final double[] gridOffsets;

    private final int[] sliceVector;

    /** Likewise: it takes a look at all detectors. */
    private final Optional<DataSet> reconstruction;

    FrameGeometry(DataSet dataSet, FunctionalGroups groups, int numberOfFrames) {
        this.dataSet = dataSet;
        this.groups = groups;
        this.numberOfFrames = numberOfFrames;
        this.gridOffsets = dataSet.numbers(Tag.GridFrameOffsetVector);
        this.sliceVector = dataSet.integers(Tag.SliceVector);
        this.reconstruction = reconstruction(dataSet);
    }

    Optional<ImagePlane> plane(int frameNumber) {
        double[] position = groups.macro(frameNumber, Tag.PlanePositionSequence)
                .or(() -> reconstruction)
                .orElse(dataSet)
                .numbers(Tag.ImagePositionPatient);
        double[] cosines = cosines(frameNumber);
        // A lattice in the patient needs sizes in the patient; what is projected has no plane there.
        Optional<PixelSpacing> spacing = pixelSpacing(frameNumber).filter(s -> s.kind() == Kind.PATIENT);
        if (position.length != 3 || cosines.length != 6 || spacing.isEmpty()) {
            return Optional.empty();
        }
        try {
            PatientPoint origin = new PatientPoint(position[0], position[1], position[2]);
            ImagePlane first = new ImagePlane(origin, row(cosines), column(cosines), spacing.get());
            return reconstruction.isPresent() ? alongStack(first, frameNumber) : alongGrid(first, frameNumber);
        } catch (IllegalArgumentException e) {
            // Cosines that no plane can have: better no geometry than a wrong one. The letters are missing on the
            // screen then.
            return Optional.empty();
        }
    }

    /** Frames without positions of their own: those of a dose grid follow each other along the normal (PS3.3 C.8.8.3.2); others have none. */
    private Optional<ImagePlane> alongGrid(ImagePlane first, int frameNumber) {
        if (numberOfFrames == 1
                || groups.macro(frameNumber, Tag.PlanePositionSequence).isPresent()) {
            return Optional.of(first);
        }
        if (gridOffsets.length != numberOfFrames) {
            return Optional.empty();
        }
        double offset = gridOffsets[frameNumber - 1];
        PatientPoint at = first.origin();
        PatientPoint origin;
        if (gridOffsets[0] == 0) {
            origin = at.plus(first.normal().times(offset));
        } else if (Math.abs(gridOffsets[0] - at.z()) <= SAME_PLACE_MM
                && Math.abs(first.normal().z()) > STRAIGHT) {
            // Not distances but places: z in the patient, for axial grids only.
            origin = new PatientPoint(at.x(), at.y(), offset);
        } else {
            return Optional.empty();
        }
        return Optional.of(new ImagePlane(origin, first.row(), first.column(), first.spacing()));
    }

    /**
     * The detector of a nuclear medicine image that is a stack of reconstructed slices: it says where the first one lies (PS3.3 C.8.4.11). Of several detectors nobody says which one is meant, unless
     * they say the same place. Empty where it doesn't say both position and orientation: then only the data set itself may.
     */
    private static Optional<DataSet> reconstruction(DataSet dataSet) {
        List<String> type = dataSet.strings(Tag.ImageType);
        List<DataSet> detectors = dataSet.items(Tag.DetectorInformationSequence);
        boolean reconstructed = type.size() > 2 && RECONSTRUCTED.contains(type.get(2));
        return reconstructed
                        && !detectors.isEmpty()
                        && detectors.getFirst().contains(Tag.ImagePositionPatient)
                        && detectors.getFirst().contains(Tag.ImageOrientationPatient)
                        && agree(detectors, Tag.ImagePositionPatient)
                        && agree(detectors, Tag.ImageOrientationPatient)
                ? Optional.of(detectors.getFirst())
                : Optional.empty();
    }

    private static boolean agree(List<DataSet> items, int tag) {
        double[] first = items.getFirst().numbers(tag);
        return items.stream().allMatch(item -> Arrays.equals(item.numbers(tag), first));
    }

    /** Reconstructed slices follow the first one along the normal; Spacing Between Slices below 0 leads against it (PS3.3 C.8.4.15). */
    private Optional<ImagePlane> alongStack(ImagePlane first, int frameNumber) {
        if (numberOfFrames == 1 && isFirst()) {
            return Optional.of(first);
        }
        OptionalDouble spacing = dataSet.number(Tag.SpacingBetweenSlices);
        if (sliceVector.length != numberOfFrames
                || sliceVector[frameNumber - 1] < 1
                || spacing.isEmpty()
                || spacing.getAsDouble() == 0) {
            return Optional.empty();
        }
        double mm = (sliceVector[frameNumber - 1] - 1) * spacing.getAsDouble();
        return Optional.of(new ImagePlane(
                first.origin().plus(first.normal().times(mm)), first.row(), first.column(), first.spacing()));
    }

    /** Whether the only frame is the stack's first slice: none other is there to count from, or to be spaced from. */
    private boolean isFirst() {
        return !dataSet.contains(Tag.SliceVector) || sliceVector.length == 1 && sliceVector[0] == 1;
    }

    /** From the direction cosines where there are any, else from Patient Orientation, which projections have. */
    Optional<OrientationLetters> orientationLetters(int frameNumber) {
        double[] cosines = cosines(frameNumber);
        if (cosines.length == 6) {
            return Optional.of(OrientationLetters.of(row(cosines), column(cosines)));
        }
        List<String> ends = dataSet.strings(Tag.PatientOrientation);
        // Of a quadruped R is rostral and L lateral.
        boolean biped = dataSet.string(Tag.AnatomicalOrientationType)
                .filter("QUADRUPED"::equals)
                .isEmpty();
        return biped && ends.size() == 2
                ? Optional.of(OrientationLetters.ofPatientOrientation(ends.get(0), ends.get(1)))
                : Optional.empty();
    }

    private double[] cosines(int frameNumber) {
        return groups.macro(frameNumber, Tag.PlaneOrientationSequence)
                .or(() -> reconstruction)
                .orElse(dataSet)
                .numbers(Tag.ImageOrientationPatient);
    }

    private static Vector3 row(double[] cosines) {
        return new Vector3(cosines[0], cosines[1], cosines[2]);
    }

    private static Vector3 column(double[] cosines) {
        return new Vector3(cosines[3], cosines[4], cosines[5]);
    }

    /** PS3.3 10.7.1.3. */
    Optional<PixelSpacing> pixelSpacing(int frameNumber) {
        if (!dataSet.items(Tag.SequenceOfUltrasoundRegions).isEmpty()) {
            // Each region has its own calibration (C.8.5.5); one for the whole picture would be wrong somewhere.
            return Optional.empty();
        }
        Optional<DataSet> measures = groups.macro(frameNumber, Tag.PixelMeasuresSequence);
        if (measures.isPresent()) {
            return spacing(measures.get(), Tag.PixelSpacing, Kind.PATIENT);
        }
        Optional<PixelSpacing> imager = spacing(dataSet, Tag.ImagerPixelSpacing, Kind.DETECTOR);
        Optional<PixelSpacing> film = spacing(dataSet, Tag.NominalScannedPixelSpacing, Kind.DETECTOR);
        return spacing(dataSet, Tag.PixelSpacing, Kind.PATIENT)
                .map(spacing -> isAtDetector(spacing, imager, film)
                        ? new PixelSpacing(spacing.rowMm(), spacing.columnMm(), Kind.DETECTOR)
                        : spacing)
                .or(() -> imager)
                .or(() -> film);
    }

    private boolean isAtDetector(PixelSpacing spacing, Optional<PixelSpacing> imager, Optional<PixelSpacing> film) {
        String calibration = dataSet.string(Tag.PixelSpacingCalibrationType).orElse("");
        if (calibration.equals("GEOMETRY") || calibration.equals("FIDUCIAL")) {
            return false;
        }
        if (isSame(spacing, film)) {
            // The digitizer's size, of whatever was on the film: a CT's slices are minified there.
            return true;
        }
        String modality = dataSet.string(Tag.Modality).orElse("");
        if (SLICES.contains(modality)) {
            return false;
        }
        if (imager.isPresent() || film.isPresent()) {
            return isSame(spacing, imager);
        }
        // Neither calibrated nor told apart: "it cannot be determined"; the smaller claim is the safe one.
        return PROJECTION.contains(modality);
    }

    private static boolean isSame(PixelSpacing spacing, Optional<PixelSpacing> other) {
        return other.isPresent()
                && spacing.rowMm() == other.get().rowMm()
                && spacing.columnMm() == other.get().columnMm();
    }

    private static Optional<PixelSpacing> spacing(DataSet attributes, int tag, Kind kind) {
        double[] values = attributes.numbers(tag);
        boolean usable = values.length == 2
                && values[0] > 0
                && values[1] > 0
                && Double.isFinite(values[0])
                && Double.isFinite(values[1]);
        return usable ? Optional.of(new PixelSpacing(values[0], values[1], kind)) : Optional.empty();
    }

    /** Height of a pixel divided by its width: from the spacing, else from Pixel Aspect Ratio (PS3.3 C.7.6.3.1.7), else 1. */
    double pixelAspect(int frameNumber) {
        Optional<PixelSpacing> spacing = pixelSpacing(frameNumber);
        if (spacing.isPresent()) {
            return spacing.get().aspect();
        }
        double[] ratio = dataSet.numbers(Tag.PixelAspectRatio);
        return ratio.length == 2 && ratio[0] > 0 && ratio[1] > 0 ? ratio[0] / ratio[1] : 1;
    }

    /** Slice Thickness, mm. */
    OptionalDouble sliceThickness(int frameNumber) {
        return groups.macro(frameNumber, Tag.PixelMeasuresSequence)
                .orElse(dataSet)
                .number(Tag.SliceThickness);
    }
}
