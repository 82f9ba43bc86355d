package dev.lightbox.engine.render;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.Dictionary;
import dev.lightbox.engine.dicom.Tag;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * What a file says of a frame beyond its place: echo, b-value, time, kind of image … as {@link dev.lightbox.engine.volume.VolumeSlice#dimensions} wants it. From
 * the functional groups of an enhanced image (PS3.3 C.7.6.16, C.8.13.5, C.8.15.3), else from the plain attributes. Numbers are written without needless decimals,
 * times as seconds, so that equal values compare equal.
 */
final class VolumeDimensions {

    /** Which plain attributes are numbers that tell frames apart. */
    private static final List<String> NUMBERS = List.of(
            "EchoNumbers",
            "EchoTime",
            "DiffusionBValue",
            "TemporalPositionIdentifier",
            "TemporalPositionIndex",
            "TriggerTime",
            "FrameReferenceTime",
            "AcquisitionNumber",
            "InversionTime",
            "FlipAngle",
            "KVP",
            "GantryDetectorTilt",
            "NominalCardiacTriggerDelayTime",
            "NominalPercentageOfCardiacPhase");

    private static final List<String> TEXTS = List.of(
            "StackID",
            "ConvolutionKernel",
            "SequenceName",
            "ComplexImageComponent",
            "RescaleType",
            "DoseSummationType",
            "DoseType");

    private final DataSet dataSet;
    private final FunctionalGroups groups;
    private final int frameNumber;
    private final Map<String, String> found = new HashMap<>();

    private VolumeDimensions(DataSet dataSet, FunctionalGroups groups, int frameNumber) {
        this.dataSet = dataSet;
        this.groups = groups;
        this.frameNumber = frameNumber;
    }

    /** @param frameNumber from 1 */
    static Map<String, String> of(DataSet dataSet, FunctionalGroups groups, FrameVectors vectors, int frameNumber) {
        VolumeDimensions dimensions = new VolumeDimensions(dataSet, groups, frameNumber);
        dimensions.plain();
        dimensions.found.putAll(vectors.of(frameNumber));
        if (groups.isPresent()) {
            dimensions.functionalGroups();
            dimensions.dimensionIndices();
        }
        return dimensions.found;
    }

    /** Whether the frame is a scout: Image Type or Frame Type value 3 is LOCALIZER (C.8.2.1.1.1, C.8.16.1). */
    static boolean isLocalizer(DataSet dataSet, FunctionalGroups groups, int frameNumber) {
        List<String> type = frameType(groups, frameNumber)
                .map(item -> item.strings(Tag.FrameType))
                .orElse(List.of());
        return isLocalizer(type) || isLocalizer(dataSet.strings(Tag.ImageType));
    }

    private static boolean isLocalizer(List<String> type) {
        return type.size() > 2 && type.get(2).equals("LOCALIZER");
    }

    private static Optional<DataSet> frameType(FunctionalGroups groups, int frameNumber) {
        return groups.macro(frameNumber, Tag.MRImageFrameTypeSequence)
                .or(() -> groups.macro(frameNumber, Tag.CTImageFrameTypeSequence))
                .or(() -> groups.macro(frameNumber, Tag.PETFrameTypeSequence));
    }

    private void plain() {
        NUMBERS.forEach(keyword -> number(dataSet, keyword));
        TEXTS.forEach(keyword -> text(dataSet, keyword));
        imageType(dataSet.strings(Tag.ImageType));
        vector(dataSet, "DiffusionGradientOrientation");
        if (!found.containsKey("DiffusionBValue")) {
            PrivateDiffusion.bValue(dataSet).ifPresent(value -> found.put("DiffusionBValue", plain(value)));
        }
        dataSet.items(Tag.ModalityLUTSequence).stream()
                .findFirst()
                .ifPresent(table -> found.put("ModalityLUT", Integer.toHexString(table.hashCode())));
        rescale();
        String unit = ModalityUnit.of(dataSet, groups, frameNumber);
        if (!unit.isEmpty()) {
            found.put("Unit", unit);
        }
        time("AcquisitionTime", Tag.AcquisitionDate, Tag.AcquisitionTime, Tag.AcquisitionDateTime);
        time("ContentTime", Tag.ContentDate, Tag.ContentTime, Tag.ContentDate);
    }

    /** Told where it is missing or half of it is: beside slices that have one, its values aren't what theirs are. */
    private void rescale() {
        DataSet transformation = macro(Tag.PixelValueTransformationSequence).orElse(dataSet);
        if (!found.containsKey("ModalityLUT")
                && (transformation.string(Tag.RescaleSlope).isEmpty()
                        || transformation.string(Tag.RescaleIntercept).isEmpty())) {
            found.put("Rescale", "none");
        }
    }

    private void functionalGroups() {
        macro(Tag.FrameContentSequence).ifPresent(content -> {
            text(content, "StackID");
            number(content, "TemporalPositionIndex");
            number(content, "FrameAcquisitionNumber");
            dateTime(content, "FrameReferenceDateTime");
            dateTime(content, "FrameAcquisitionDateTime");
        });
        macro(Tag.MREchoSequence).ifPresent(item -> number(item, "EffectiveEchoTime"));
        macro(Tag.MRDiffusionSequence).ifPresent(item -> {
            number(item, "DiffusionBValue");
            text(item, "DiffusionDirectionality");
            item.items(Tag.DiffusionGradientDirectionSequence).stream()
                    .findFirst()
                    .ifPresent(direction -> vector(direction, "DiffusionGradientOrientation"));
        });
        frameType(groups, frameNumber).ifPresent(item -> {
            imageType(item.strings(Tag.FrameType));
            text(item, "ComplexImageComponent");
        });
        macro(Tag.CardiacSynchronizationSequence).ifPresent(item -> {
            number(item, "NominalCardiacTriggerDelayTime");
            number(item, "NominalPercentageOfCardiacPhase");
        });
        macro(Tag.TemporalPositionSequence).ifPresent(item -> number(item, "TemporalPositionTimeOffset"));
        macro(Tag.MRModifierSequence).ifPresent(item -> number(item, "InversionTimes"));
        macro(Tag.MRTimingAndRelatedParametersSequence).ifPresent(item -> number(item, "FlipAngle"));
        macro(Tag.MRArterialSpinLabelingSequence).ifPresent(item -> text(item, "ASLContext"));
        macro(Tag.MRVelocityEncodingSequence).ifPresent(item -> vector(item, "VelocityEncodingDirection"));
        macro(Tag.CTReconstructionSequence).ifPresent(item -> text(item, "ConvolutionKernel"));
        macro(Tag.CTXRayDetailsSequence).ifPresent(item -> number(item, "KVP"));
        macro(Tag.PixelValueTransformationSequence).ifPresent(item -> text(item, "RescaleType"));
        macro(Tag.SegmentIdentificationSequence).ifPresent(item -> number(item, "ReferencedSegmentNumber"));
    }

    /** What the file itself counts its frames by (C.7.6.17), but for the place: the place is known. */
    private void dimensionIndices() {
        List<DataSet> indices = dataSet.items(Tag.DimensionIndexSequence);
        int[] values = macro(Tag.FrameContentSequence)
                .map(content -> content.integers(Tag.DimensionIndexValues))
                .orElse(new int[0]);
        for (int i = 0; i < Math.min(indices.size(), values.length); i++) {
            int pointer = indices.get(i).integer(Tag.DimensionIndexPointer).orElse(0);
            boolean place = pointer == Tag.InStackPositionNumber
                    || pointer == Tag.ImagePositionPatient
                    || pointer == Tag.PlanePositionSequence
                    || pointer == 0;
            if (!place) {
                String name =
                        Dictionary.entry(pointer).map(Dictionary.Entry::keyword).orElse(Tag.format(pointer));
                found.put("DimensionIndex " + name, Integer.toString(values[i]));
            }
        }
    }

    private Optional<DataSet> macro(int sequence) {
        return groups.macro(frameNumber, sequence);
    }

    private void imageType(List<String> values) {
        if (values.isEmpty()) {
            return;
        }
        found.put("ImageType", String.join("\\", values));
        for (int value = 3; value <= Math.min(values.size(), 5); value++) {
            found.put("ImageType" + value, values.get(value - 1));
        }
    }

    private static int tag(String keyword) {
        return Dictionary.entry(keyword).orElseThrow().tag();
    }

    private void text(DataSet attributes, String keyword) {
        List<String> values = attributes.strings(tag(keyword));
        if (values.stream().anyMatch(value -> !value.isEmpty())) {
            found.put(keyword, String.join("\\", values));
        }
    }

    private void number(DataSet attributes, String keyword) {
        attributes.number(tag(keyword)).ifPresent(value -> found.put(keyword, plain(value)));
    }

    private void vector(DataSet attributes, String keyword) {
        double[] values = attributes.numbers(tag(keyword));
        if (values.length > 0) {
            found.put(
                    keyword,
                    Arrays.stream(values).mapToObj(VolumeDimensions::plain).collect(Collectors.joining("\\")));
        }
    }

    private void dateTime(DataSet attributes, String keyword) {
        int tag = tag(keyword);
        seconds(attributes.date(tag), seconds(attributes, tag)).ifPresent(value -> found.put(keyword, plain(value)));
    }

    private void time(String keyword, int dateTag, int timeTag, int dateTimeTag) {
        OptionalDouble seconds = dataSet.contains(timeTag)
                ? seconds(dataSet.date(dateTag), seconds(dataSet, timeTag))
                : seconds(dataSet.date(dateTimeTag), seconds(dataSet, dateTimeTag));
        seconds.ifPresent(value -> found.put(keyword, plain(value)));
    }

    private static OptionalDouble seconds(DataSet attributes, int tag) {
        return attributes
                .time(tag)
                .map(time -> OptionalDouble.of(time.toNanoOfDay() / 1e9))
                .orElse(OptionalDouble.empty());
    }

    /** From the day 1970-01-01; of a time without a date from midnight. */
    private static OptionalDouble seconds(Optional<LocalDate> date, OptionalDouble time) {
        return time.isEmpty()
                ? time
                : OptionalDouble.of(date.map(LocalDate::toEpochDay).orElse(0L) * 86_400.0 + time.getAsDouble());
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
