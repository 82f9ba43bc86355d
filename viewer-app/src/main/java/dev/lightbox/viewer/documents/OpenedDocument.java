package dev.lightbox.viewer.documents;

import dev.lightbox.engine.document.ContentItem;
import dev.lightbox.engine.document.DocumentSummary;
import dev.lightbox.engine.document.StructuredReport;
import java.util.List;
import java.util.Optional;

/**
 * A document to be read.
 *
 * @param report what only reports say of themselves
 * @param content what it says; nothing where it is shown in another way, or not at all
 * @param warnings one sentence each
 */
record OpenedDocument(
        DocumentSummary summary, Optional<StructuredReport> report, List<ContentItem> content, List<String> warnings) {

    static OpenedDocument of(DocumentSummary summary, StructuredReport report) {
        return new OpenedDocument(summary, Optional.of(report), report.content(), report.warnings());
    }

    static OpenedDocument of(DocumentSummary summary, List<ContentItem> content, List<String> warnings) {
        return new OpenedDocument(summary, Optional.empty(), content, warnings);
    }
}
