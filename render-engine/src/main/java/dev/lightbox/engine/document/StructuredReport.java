package dev.lightbox.engine.document;

import dev.lightbox.engine.dicom.DataSet;
import dev.lightbox.engine.dicom.PersonName;
import dev.lightbox.engine.dicom.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A structured report, or a key object selection, which is written the same way (PS3.3 C.17). Immutable and thread-safe.
 *
 * @param title what kind of document it is; empty where the file doesn't say
 * @param written Content Date and Content Time
 * @param completion COMPLETE, PARTIAL, or empty
 * @param verification VERIFIED, UNVERIFIED, or empty
 * @param preliminary whether it says to be preliminary (PRELIMINARY rather than FINAL)
 * @param verifiers who answers for it
 * @param predecessors how many earlier documents it takes the place of, or adds to
 * @param content what it says
 * @param warnings what isn't shown, or was left out: one sentence each, fit for users
 */
public record StructuredReport(
        Optional<Coded> title,
        Moment written,
        String completion,
        String verification,
        boolean preliminary,
        List<Verifier> verifiers,
        int predecessors,
        List<ContentItem> content,
        List<String> warnings) {

    /** Beyond any real document's, each is one sequence item of the file. */
    private static final int MOST_VERIFIERS = 20;

    /**
     * @param name as {@link PersonName#display} writes it
     * @param organization may be empty
     */
    public record Verifier(String name, String organization, Moment at) {}

    public StructuredReport {
        verifiers = List.copyOf(verifiers);
        content = List.copyOf(content);
        warnings = List.copyOf(warnings);
    }

    /**
     * Reads a report as far as the limits go.
     *
     * @param document the whole data set
     * @throws DocumentException where there is no content tree at all
     */
    public static StructuredReport read(DataSet document, DocumentLimits limits) throws DocumentException {
        if (!document.contains(Tag.ContentSequence) && !document.contains(Tag.ConceptNameCodeSequence)) {
            throw new DocumentException("the file has neither a title nor any content.");
        }
        ContentReader reader = new ContentReader(document, limits);
        List<ContentItem> content = reader.read(document);
        return new StructuredReport(
                Coded.in(document, Tag.ConceptNameCodeSequence),
                new Moment(document.date(Tag.ContentDate), document.time(Tag.ContentTime), ""),
                flag(document, Tag.CompletionFlag, "COMPLETE", "PARTIAL"),
                flag(document, Tag.VerificationFlag, "VERIFIED", "UNVERIFIED"),
                document.string(Tag.PreliminaryFlag).orElse("").equals("PRELIMINARY"),
                verifiers(document),
                document.items(Tag.PredecessorDocumentsSequence).size(),
                content,
                reader.warnings());
    }

    private static String flag(DataSet document, int tag, String one, String other) {
        return document.string(tag)
                .filter(value -> value.equals(one) || value.equals(other))
                .orElse("");
    }

    private static List<Verifier> verifiers(DataSet document) {
        return document.items(Tag.VerifyingObserverSequence).stream()
                .limit(MOST_VERIFIERS)
                .map(item -> new Verifier(
                        PlainText.line(item.personName(Tag.VerifyingObserverName)
                                .map(PersonName::display)
                                .orElse("")),
                        PlainText.line(item.string(Tag.VerifyingOrganization).orElse("")),
                        new Moment(
                                item.date(Tag.VerificationDateTime),
                                item.time(Tag.VerificationDateTime),
                                PlainText.line(
                                        item.string(Tag.VerificationDateTime).orElse("")))))
                .toList();
    }

    /** @return the images that it refers to, in its order, each reference once */
    public List<ObjectReference> images() {
        List<ObjectReference> images = new ArrayList<>();
        forEach(content, item -> {
            if (item.value() instanceof ContentValue.Image(ObjectReference reference) && !images.contains(reference)) {
                images.add(reference);
            }
        });
        return List.copyOf(images);
    }

    private static void forEach(List<ContentItem> items, Consumer<ContentItem> action) {
        for (ContentItem item : items) {
            action.accept(item);
            forEach(item.children(), action);
        }
    }
}
