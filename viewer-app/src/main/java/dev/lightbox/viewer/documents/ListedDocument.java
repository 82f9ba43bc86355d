package dev.lightbox.viewer.documents;

import dev.lightbox.engine.document.DocumentSummary;
import dev.lightbox.viewer.pacs.InstanceReference;
import java.util.Optional;

/**
 * A document of a list.
 *
 * @param summary empty where its header can't be read, and {@code failure} says why
 */
record ListedDocument(InstanceReference reference, Optional<DocumentSummary> summary, String failure) {}
