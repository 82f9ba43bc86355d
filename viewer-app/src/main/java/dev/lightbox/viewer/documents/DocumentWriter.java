package dev.lightbox.viewer.documents;

import dev.lightbox.engine.document.Coded;
import dev.lightbox.engine.document.ContentItem;
import dev.lightbox.engine.document.ContentValue;
import dev.lightbox.engine.document.DocumentKind;
import dev.lightbox.engine.document.DocumentSummary;
import dev.lightbox.engine.document.Moment;
import dev.lightbox.engine.document.ObjectReference;
import dev.lightbox.engine.document.StructuredReport;
import dev.lightbox.viewer.pacs.InstanceReference;
import java.io.ByteArrayOutputStream;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes lists and documents as {@code docs/documents.md} says. Stateless and thread-safe. */
final class DocumentWriter {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private DocumentWriter() {}

    private interface Writing {
        void write(JsonGenerator json);
    }

    private static byte[] object(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            writing.write(json);
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    static byte[] list(DocumentList list, boolean mayDownload) {
        return object(json -> {
            json.writeArrayPropertyStart("documents");
            for (ListedDocument document : list.documents()) {
                json.writeStartObject();
                listed(json, document, mayDownload);
                json.writeEndObject();
            }
            json.writeEndArray();
            strings(json, "notes", list.notes());
        });
    }

    private static void listed(JsonGenerator json, ListedDocument document, boolean mayDownload) {
        InstanceReference reference = document.reference();
        json.writeStringProperty("seriesInstanceUID", reference.seriesInstanceUid());
        json.writeStringProperty("sopInstanceUID", reference.sopInstanceUid());
        DocumentSummary summary = document.summary().orElse(null);
        json.writeStringProperty("kind", (summary == null ? DocumentKind.OTHER : summary.kind()).term());
        json.writeStringProperty("title", summary == null ? "" : summary.title());
        if (summary == null) {
            json.writeStringProperty("date", "");
            json.writeStringProperty("time", "");
        } else {
            moment(json, summary.written());
        }
        json.writeStringProperty("failure", document.failure());
        images(json, "keyImages", summary, DocumentKind.KEY_OBJECTS, reference);
        images(json, "appliesTo", summary, DocumentKind.PRESENTATION_STATE, reference);
        json.writeStringProperty("download", mayDownload ? address(reference) + "/file" : "");
    }

    /** The images of a document of this kind; of others none. */
    private static void images(
            JsonGenerator json,
            String property,
            @Nullable DocumentSummary summary,
            DocumentKind kind,
            InstanceReference document) {
        json.writeArrayPropertyStart(property);
        if (summary != null && summary.kind() == kind) {
            summary.images().forEach(image -> reference(json, image, document));
        }
        json.writeEndArray();
    }

    static byte[] document(InstanceReference reference, OpenedDocument document, boolean mayDownload) {
        return object(json -> {
            DocumentSummary summary = document.summary();
            json.writeStringProperty("seriesInstanceUID", reference.seriesInstanceUid());
            json.writeStringProperty("sopInstanceUID", reference.sopInstanceUid());
            json.writeStringProperty("kind", summary.kind().term());
            json.writeStringProperty("title", summary.title());
            moment(json, summary.written());
            document.report().ifPresent(report -> header(json, report));
            items(json, "content", document.content(), reference);
            strings(json, "warnings", document.warnings());
            json.writeStringProperty("pdf", summary.kind() == DocumentKind.PDF ? address(reference) + "/pdf" : "");
            json.writeStringProperty("download", mayDownload ? address(reference) + "/file" : "");
        });
    }

    /** Relative to the context. UIDs hold nothing that an address would have to escape. */
    private static String address(InstanceReference reference) {
        return "documents/" + reference.studyInstanceUid() + "/series/" + reference.seriesInstanceUid() + "/instances/"
                + reference.sopInstanceUid();
    }

    private static void header(JsonGenerator json, StructuredReport report) {
        json.writeObjectPropertyStart("report");
        json.writeStringProperty("completion", report.completion());
        json.writeStringProperty("verification", report.verification());
        json.writeBooleanProperty("preliminary", report.preliminary());
        json.writeArrayPropertyStart("verifiers");
        for (StructuredReport.Verifier verifier : report.verifiers()) {
            json.writeStartObject();
            json.writeStringProperty("name", verifier.name());
            json.writeStringProperty("organization", verifier.organization());
            moment(json, verifier.at());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberProperty("predecessors", report.predecessors());
        json.writeEndObject();
    }

    private static void items(
            JsonGenerator json, String property, List<ContentItem> items, InstanceReference document) {
        json.writeArrayPropertyStart(property);
        for (ContentItem item : items) {
            json.writeStartObject();
            json.writeStringProperty("number", item.number());
            json.writeStringProperty("relationship", item.relationship().term());
            json.writeStringProperty("name", item.name().map(Coded::meaning).orElse(""));
            json.writeStringProperty(
                    "code", item.name().map(DocumentWriter::code).orElse(""));
            value(json, item.value(), document);
            items(json, "children", item.children(), document);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void value(JsonGenerator json, ContentValue value, InstanceReference document) {
        switch (value) {
            case ContentValue.Container(boolean continuous) -> {
                json.writeStringProperty("type", "container");
                json.writeBooleanProperty("continuous", continuous);
            }
            case ContentValue.Text(String text) -> typed(json, "text", text);
            case ContentValue.Code(Coded code) -> {
                typed(json, "code", code.meaning());
                json.writeStringProperty("valueCode", code(code));
            }
            case ContentValue.Measured measured -> {
                typed(json, "number", measured.number());
                json.writeStringProperty("unit", measured.unit());
                json.writeStringProperty(
                        "qualifier", measured.qualifier().map(Coded::meaning).orElse(""));
            }
            case ContentValue.At(Moment moment) -> {
                typed(json, "moment", moment.text());
                moment(json, moment);
            }
            case ContentValue.Person(String name) -> typed(json, "person", name);
            case ContentValue.Uid(String uid) -> typed(json, "uid", uid);
            case ContentValue.Image(ObjectReference reference) -> referring(json, "image", reference, document);
            case ContentValue.Composite(ObjectReference reference) -> referring(json, "object", reference, document);
            case ContentValue.Coordinates(String shape) -> typed(json, "coordinates", shape);
            case ContentValue.SeeItem(String number) -> typed(json, "see", number);
            case ContentValue.Unknown(String valueType) -> typed(json, "unknown", valueType);
        }
    }

    private static void typed(JsonGenerator json, String type, String text) {
        json.writeStringProperty("type", type);
        json.writeStringProperty("text", text);
    }

    private static void referring(
            JsonGenerator json, String type, ObjectReference reference, InstanceReference document) {
        json.writeStringProperty("type", type);
        json.writeName("reference");
        reference(json, reference, document);
    }

    private static void reference(JsonGenerator json, ObjectReference reference, InstanceReference document) {
        json.writeStartObject();
        json.writeStringProperty("seriesInstanceUID", reference.seriesInstanceUid());
        json.writeStringProperty("sopInstanceUID", reference.sopInstanceUid());
        json.writeArrayPropertyStart("frames");
        reference.frames().forEach(json::writeNumber);
        json.writeEndArray();
        json.writeBooleanProperty("presentationState", reference.withPresentationState());
        json.writeBooleanProperty(
                "otherStudy",
                !reference.studyInstanceUid().isEmpty()
                        && !reference.studyInstanceUid().equals(document.studyInstanceUid()));
        json.writeEndObject();
    }

    private static String code(Coded code) {
        return Stream.of(code.value(), code.scheme())
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static void moment(JsonGenerator json, Moment moment) {
        json.writeStringProperty(
                "date",
                moment.date().map(DateTimeFormatter.ISO_LOCAL_DATE::format).orElse(""));
        json.writeStringProperty("time", moment.time().map(TIME::format).orElse(""));
    }

    private static void strings(JsonGenerator json, String property, List<String> strings) {
        json.writeArrayPropertyStart(property);
        strings.forEach(json::writeString);
        json.writeEndArray();
    }
}
