package dev.lightbox.engine.document;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.PersonName;
import dev.lightbox.engine.dicom.Tag;
import dev.lightbox.engine.dicom.Uids;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Walks the content tree of one document (PS3.3 C.17.3), within the limits. For one thread and one document. */
final class ContentReader {
    private static final String ROOT = "1";

    private final DocumentLimits limits;
    private final Map<String, Place> evidence = new HashMap<>();
    private final Set<String> warnings = new LinkedHashSet<>();
    private int items;
    private int characters;
    private int references;

    /** Where an object is kept. */
    private record Place(String study, String series) {}

    ContentReader(DataSet document, DocumentLimits limits) {
        this.limits = limits;
        collectEvidence(document, Tag.CurrentRequestedProcedureEvidenceSequence);
        collectEvidence(document, Tag.PertinentOtherEvidenceSequence);
    }

    List<ContentItem> read(DataSet document) {
        return children(document, ROOT, 1);
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    private void collectEvidence(DataSet document, int sequence) {
        for (DataSet study : document.items(sequence)) {
            String studyUid = uid(study, Tag.StudyInstanceUID);
            for (DataSet series : study.items(Tag.ReferencedSeriesSequence)) {
                Place place = new Place(studyUid, uid(series, Tag.SeriesInstanceUID));
                for (DataSet object : series.items(Tag.ReferencedSOPSequence)) {
                    if (evidence.size() >= limits.maxReferences()) {
                        warnings.add("The list of what this document refers to is too long; its end is left out.");
                        return;
                    }
                    evidence.putIfAbsent(uid(object, Tag.ReferencedSOPInstanceUID), place);
                }
            }
        }
    }

    private List<ContentItem> children(DataSet parent, String number, int depth) {
        List<DataSet> sources = parent.items(Tag.ContentSequence);
        if (sources.isEmpty()) {
            return List.of();
        }
        if (depth > limits.maxDepth()) {
            warnings.add("Parts of this document are nested too deeply and left out.");
            return List.of();
        }
        List<ContentItem> children = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            if (++items > limits.maxItems()) {
                warnings.add("This document is too long: only its first " + limits.maxItems() + " entries are shown.");
                break;
            }
            children.add(item(sources.get(i), number + "." + (i + 1), depth));
        }
        return children;
    }

    private ContentItem item(DataSet source, String number, int depth) {
        return new ContentItem(
                number,
                Relationship.of(source.string(Tag.RelationshipType).orElse("")),
                Coded.in(source, Tag.ConceptNameCodeSequence).map(this::counted),
                value(source),
                children(source, number, depth + 1));
    }

    private ContentValue value(DataSet source) {
        int[] other = source.integers(Tag.ReferencedContentItemIdentifier);
        if (other.length > 0) {
            return new ContentValue.SeeItem(Arrays.stream(other)
                    .limit(limits.maxDepth())
                    .mapToObj(Integer::toUnsignedString)
                    .collect(Collectors.joining(".")));
        }
        String type = source.string(Tag.ValueType).orElse("");
        @Nullable ContentValue value = switch (type) {
            case "CONTAINER" ->
                new ContentValue.Container(
                        source.string(Tag.ContinuityOfContent).orElse("").equals("CONTINUOUS"));
            case "TEXT" ->
                source.string(Tag.TextValue)
                        .map(text -> new ContentValue.Text(counted(text)))
                        .orElse(null);
            case "CODE" ->
                Coded.in(source, Tag.ConceptCodeSequence)
                        .map(code -> new ContentValue.Code(counted(code)))
                        .orElse(null);
            case "NUM" -> number(source);
            case "DATE" -> moment(source, Tag.Date, true, false);
            case "TIME" -> moment(source, Tag.Time, false, true);
            case "DATETIME" -> moment(source, Tag.DateTime, true, true);
            case "PNAME" ->
                source.personName(Tag.PersonName)
                        .map(PersonName::display)
                        .map(name -> new ContentValue.Person(counted(name)))
                        .orElse(null);
            case "UIDREF" ->
                source.string(Tag.UID)
                        .map(uid -> new ContentValue.Uid(counted(uid)))
                        .orElse(null);
            case "IMAGE" -> reference(source).map(ContentValue.Image::new).orElse(null);
            case "COMPOSITE", "WAVEFORM" ->
                reference(source).map(ContentValue.Composite::new).orElse(null);
            case "SCOORD", "SCOORD3D" -> coordinates(source, Tag.GraphicType);
            case "TCOORD" -> coordinates(source, Tag.TemporalRangeType);
            default -> null;
        };
        if (value == null) {
            warnings.add("Some entries of this document have no value that can be shown.");
            return new ContentValue.Unknown(counted(type));
        }
        return value;
    }

    /** Several numbers of a file that means one only would be ambiguous: they are told as they stand. */
    private @Nullable ContentValue number(DataSet source) {
        Optional<Coded> qualifier =
                Coded.in(source, Tag.NumericValueQualifierCodeSequence).map(this::counted);
        List<DataSet> measured = source.items(Tag.MeasuredValueSequence);
        if (measured.isEmpty()) {
            return qualifier.isPresent() ? new ContentValue.Measured("", "", qualifier) : null;
        }
        String number = measured.getFirst().strings(Tag.NumericValue).stream()
                .limit(limits.maxItems())
                .collect(Collectors.joining(" \\ "));
        String unit = Coded.in(measured.getFirst(), Tag.MeasurementUnitsCodeSequence)
                .map(Coded::asUnit)
                .orElse("");
        return number.isBlank() && qualifier.isEmpty()
                ? null
                : new ContentValue.Measured(counted(number.strip()), counted(unit), qualifier);
    }

    private @Nullable ContentValue moment(DataSet source, int tag, boolean hasDate, boolean hasTime) {
        return source.string(tag)
                .map(text -> new ContentValue.At(new Moment(
                        hasDate ? source.date(tag) : Optional.empty(),
                        hasTime ? source.time(tag) : Optional.empty(),
                        counted(text))))
                .orElse(null);
    }

    private @Nullable ContentValue coordinates(DataSet source, int shape) {
        return source.string(shape)
                .map(text -> new ContentValue.Coordinates(counted(text)))
                .orElse(null);
    }

    private Optional<ObjectReference> reference(DataSet source) {
        List<DataSet> named = source.items(Tag.ReferencedSOPSequence);
        if (named.isEmpty()) {
            return Optional.empty();
        }
        DataSet object = named.getFirst();
        String instance = uid(object, Tag.ReferencedSOPInstanceUID);
        if (instance.isEmpty()) {
            return Optional.empty();
        }
        int[] frames = Arrays.stream(object.integers(Tag.ReferencedFrameNumber))
                .filter(frame -> frame > 0)
                .toArray();
        int room = limits.maxReferences() - references;
        if (room < Math.max(1, frames.length)) {
            warnings.add("This document refers to more than " + limits.maxReferences()
                    + " pictures; the others are left out.");
            if (room < 1) {
                return Optional.empty();
            }
            frames = Arrays.copyOf(frames, room);
        }
        references += Math.max(1, frames.length);
        Place place = evidence.getOrDefault(instance, new Place("", ""));
        return Optional.of(new ObjectReference(
                uid(object, Tag.ReferencedSOPClassUID),
                instance,
                place.series(),
                place.study(),
                Arrays.stream(frames).boxed().toList(),
                object.items(Tag.ReferencedSOPSequence).stream()
                        .anyMatch(state ->
                                uid(state, Tag.ReferencedSOPClassUID).startsWith("1.2.840.10008.5.1.4.1.1.11."))));
    }

    private static String uid(DataSet source, int tag) {
        return source.string(tag).filter(Uids::isValid).orElse("");
    }

    private Coded counted(Coded code) {
        return new Coded(counted(code.value()), counted(code.scheme()), counted(code.meaning()));
    }

    /** As plain text, as far as there is room. */
    private String counted(String text) {
        int room = limits.maxCharacters() - characters;
        String fitting = text;
        if (text.length() > room) {
            warnings.add("This document has more than " + limits.maxCharacters() + " characters; its end is left out.");
            fitting = text.substring(0, Math.max(0, room));
        }
        characters += fitting.length();
        return PlainText.of(fitting);
    }
}
