package dev.lightbox.engine.document;

import dev.lightbox.engine.SharedData;
import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.DicomException;
import dev.lightbox.engine.dicom.DicomReader;
import dev.lightbox.engine.dicom.Tag;
import java.util.List;
import java.util.stream.Collectors;

/** What the tests read, and content trees as text. */
final class Documents {
    private Documents() {}

    static DataSet shared(String file) throws DicomException {
        return DicomReader.read(SharedData.bytes("sr-pdf-video/" + file), file).dataSet();
    }

    static DataSet code(String value, String scheme, String meaning) {
        return DataSet.builder()
                .put(Tag.CodeValue, value)
                .put(Tag.CodingSchemeDesignator, scheme)
                .put(Tag.CodeMeaning, meaning)
                .build();
    }

    /** The root of a document with these items. */
    static DataSet.Builder root(DataSet... items) {
        return DataSet.builder()
                .put(Tag.SpecificCharacterSet, "ISO_IR 192")
                .put(Tag.SOPClassUID, "1.2.840.10008.5.1.4.1.1.88.33")
                .put(Tag.ValueType, "CONTAINER")
                .putItems(Tag.ConceptNameCodeSequence, code("1", "99T", "Test"))
                .putItems(Tag.ContentSequence, items);
    }

    static DataSet.Builder item(String valueType, String name) {
        return DataSet.builder()
                .put(Tag.RelationshipType, "CONTAINS")
                .put(Tag.ValueType, valueType)
                .putItems(Tag.ConceptNameCodeSequence, code("1", "99T", name));
    }

    static DataSet text(String name, String text) {
        return item("TEXT", name).put(Tag.TextValue, text).build();
    }

    static StructuredReport read(DataSet document) throws DocumentException {
        return StructuredReport.read(document, DocumentLimits.DEFAULT);
    }

    /** A line for each item: its number, relationship, name and value. */
    static String outline(List<ContentItem> items) {
        return items.stream().map(Documents::outline).collect(Collectors.joining());
    }

    private static String outline(ContentItem item) {
        String name = item.name().map(Coded::meaning).orElse("");
        return item.number() + " " + item.relationship().term() + " [" + name + "] " + value(item.value()) + "\n"
                + outline(item.children());
    }

    private static String value(ContentValue value) {
        return switch (value) {
            case ContentValue.Container(boolean continuous) -> continuous ? "continuous" : "separate";
            case ContentValue.Text(String text) -> text.replace("\n", "⏎");
            case ContentValue.Code(Coded code) -> code.meaning() + " (" + code.value() + ", " + code.scheme() + ")";
            case ContentValue.Measured measured ->
                measured.number() + "|" + measured.unit()
                        + measured.qualifier().map(why -> "|" + why.meaning()).orElse("");
            case ContentValue.At(Moment moment) ->
                moment.date().map(Object::toString).orElse("-") + " "
                        + moment.time().map(Object::toString).orElse("-") + " " + moment.text();
            case ContentValue.Person(String person) -> person;
            case ContentValue.Uid(String uid) -> uid;
            case ContentValue.Image(ObjectReference reference) -> "image " + reference.frames();
            case ContentValue.Composite(ObjectReference reference) -> "object " + reference.sopClassUid();
            case ContentValue.Coordinates(String shape) -> shape;
            case ContentValue.SeeItem(String number) -> "see " + number;
            case ContentValue.Unknown(String type) -> "unknown " + type;
        };
    }
}
